import { unifiedDiff } from '../../core/unifiedDiff';

/** The lines that differ between two values as the server prints them (`diff.Diff`, apimachinery/pkg/util/diff, v1.36): what `goStruct` gives. */
export function goDiff(old: unknown, value: unknown): string {
  return unifiedDiff(prettyJson(old), prettyJson(value));
}

/** `json.MarshalIndent(v, "", " ")`. */
function prettyJson(value: unknown): string {
  return JSON.stringify(value, null, 1).replace(/[<>&\u2028\u2029]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
