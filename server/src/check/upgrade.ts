import {
  conversionOf, FieldPath, insertField, parseManifests, removeField, setField, type ApiLifecycle, type FieldChange, type Json, type ManifestDocument, type ManifestResource, type TextRange
} from '../../../engine/src/index';
import type { Fix, TextReplacement } from './finding';
import { append, rangeIn, valueAt } from './place';

/**
 * The fix that turns a resource of an old API version into one of the version that replaces it, changed fields included.
 * Undefined where nothing does, or only another kind: that has other fields.
 */
export function upgradeFix(resource: ManifestResource, { apiVersion, kind, successor }: ApiLifecycle): Fix | undefined {
  if (successor?.kind !== kind) return undefined;
  const version = { range: rangeIn(resource, FieldPath.of('apiVersion'), 'value'), text: successor.apiVersion };
  const changed = changedText(resource, conversionOf(apiVersion, kind)(resource.value));
  if (changed === undefined) return { title: `Change to ${successor.apiVersion}`, edits: [version], preferred: true };
  const { start } = resource.document.range;
  const inner = { ...version, range: { start: version.range.start - start, end: version.range.end - start } };
  const fields = difference(resource.document.content.text, changed);
  const edits = fields.range.start > inner.range.end ? [inner, fields] : fields.range.end < inner.range.start ? [fields, inner] : undefined;
  return edits === undefined ? undefined : {
    title: `Change to ${successor.apiVersion}, and the fields with it`, preferred: true,
    edits: edits.map(({ range, text }) => ({ range: { start: range.start + start, end: range.end + start }, text }))
  };
}

/** The text of the resource's document after all changes; undefined when there are none or they cannot be made. */
function changedText(resource: ManifestResource, changes: readonly FieldChange[]): string | undefined {
  let document: ManifestDocument | undefined = reread(resource.document.content.text);
  for (const change of changes) document = document && changedBy(document, resource.path, change);
  const text = document?.content.text;
  return changes.length === 0 || text === resource.document.content.text ? undefined : text;
}

function reread(text: string): ManifestDocument | undefined {
  const found = parseManifests(text).documents.find(document => document.value !== undefined && document.content.text === text);
  return found;
}

function changedBy(document: ManifestDocument, root: FieldPath, change: FieldChange): ManifestDocument | undefined {
  const path = under(root, change.path);
  const value = valueAt(document.value ?? null, path);
  switch (change.change) {
    case 'set': return applied(document, setField(document, path, change.value));
    case 'remove': return value === undefined ? document : applied(document, removeField(document, path));
    case 'rename': return value === undefined ? document : applied(document, [{ range: document.sourceMap.rangeOf(path, 'key'), newText: change.to }]);
    case 'move': return value === undefined ? document : moveField(document, path, { to: under(root, change.to), value: change.value ?? value });
  }
}

/** Moves a value; the comment at the end of its line goes with it. */
function moveField(document: ManifestDocument, path: FieldPath, { to, value }: { readonly to: FieldPath; readonly value: Json }): ManifestDocument | undefined {
  const comment = typeof value === 'object' ? '' : /^[ \t]+#[^\r\n]*/u.exec(document.content.text.slice(document.sourceMap.rangeOf(path, 'value').end))?.[0] ?? '';
  const added = applied(document, insertField(document, to, value));
  const moved = added && applied(added, removeField(added, path));
  if (moved === undefined || comment === '') return moved;
  const { end } = moved.sourceMap.rangeOf(to, 'value');
  return /^[ \t]*(\r?\n|$)/u.test(moved.content.text.slice(end)) ? applied(moved, [{ range: { start: end, end }, newText: comment }]) : moved;
}

function applied(document: ManifestDocument, edits: readonly { readonly range: TextRange; readonly newText: string }[]): ManifestDocument | undefined {
  const text = [...edits].sort((a, b) => b.range.start - a.range.start)
    .reduce((so, { range, newText }) => so.slice(0, range.start) + newText + so.slice(range.end), document.content.text);
  return reread(text);
}

function under(root: FieldPath, path: FieldPath): FieldPath {
  return path.segments().reduce(append, root);
}

/** The one replacement between two texts. */
function difference(before: string, after: string): TextReplacement {
  const shorter = Math.min(before.length, after.length);
  let start = 0, end = 0;
  while (start < shorter && before[start] === after[start]) start++;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { range: { start, end: before.length - end }, text: after.slice(start, after.length - end) };
}
