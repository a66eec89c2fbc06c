import type { TextRange } from '../../../engine/src/index';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A change to the text that mends a finding, in words and as replacements (offsets into the whole file). */
export interface Fix {
  /** What the person picks: `Change to "replicas"`. */
  readonly title: string;
  readonly edits: readonly TextReplacement[];
  /** The one that is plainly meant. */
  readonly preferred?: boolean;
}

export interface TextReplacement { readonly range: TextRange; readonly text: string }

/** Something to tell about a place in a file: what the editor underlines and the command line prints. */
export interface Finding {
  /** Stable and short: `UnknownField`, `FieldValueRequired`. */
  readonly code: string;
  readonly severity: Severity;
  /** Who says so: the text itself (`yaml`), or the API server in its own words. */
  readonly message: string;
  readonly range: TextRange;
  readonly fixes?: readonly Fix[];
  /** Other places in the file that have a part in it. */
  readonly related?: readonly { readonly range: TextRange; readonly message: string }[];
  /** Old but still served: shown struck through. */
  readonly deprecated?: boolean;
}

/** The same finding, further down (or up) in the file. */
export function moved(finding: Finding, by: number): Finding {
  const fixes = finding.fixes?.map(fix => ({ ...fix, edits: fix.edits.map(edit => ({ ...edit, range: shift(edit.range, by) })) }));
  return { ...finding, range: shift(finding.range, by), ...(fixes === undefined ? {} : { fixes }) };
}

function shift(range: TextRange, by: number): TextRange {
  return { start: range.start + by, end: range.end + by };
}
