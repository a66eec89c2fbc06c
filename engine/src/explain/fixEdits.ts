import { FieldPath } from '../core/fieldPath';
import type { ManifestFile, TextEdit } from '../manifest/document';
import { removeField, setField } from '../manifest/edits';
import { updateManifests } from '../manifest/file';
import { renderBlock } from '../manifest/render';
import { resourcesOf, type ManifestResource } from '../manifest/resources';
import type { Edit, Fix } from './explanation';
import { joined, originOf } from './podOrigin';

/** A workload as it is written in a file: the object of that kind and name in that document. */
export interface Written { readonly document: number; readonly kind: string; readonly name: string }

/**
 * What a fix changes in the text of a file, as one replacement; undefined where the file does not hold all that it changes, or
 * the text would no longer be what it was but for the fix. `workload` is what made the pod that the fix speaks of.
 */
export function fixEdits(file: ManifestFile, workload: Written, fix: Fix): TextEdit[] | undefined {
  let edited = file;
  for (const edit of fix.edits) {
    if (edit.path.segments().length === 0) {
      const added = withObject(edited, edit);
      if (added === undefined) return undefined;
      edited = updateManifests(edited, added);
      continue;
    }
    const target = targetOf(edited, workload, edit);
    if (target === undefined) return undefined;
    const document = edited.documents[target.document];
    const edits = document === undefined ? [] : edit.value === undefined ? removeField(document, target.path) : setField(document, target.path, edit.value);
    if (edits.length === 0) return undefined;
    edited = updateManifests(edited, applied(edited.text, edits));
    if (edited.documents[target.document]?.value === undefined) return undefined;
  }
  const expected = file.documents.length + fix.edits.filter(edit => edit.path.segments().length === 0).length;
  return edited.documents.length > expected ? undefined : [difference(file.text, edited.text)];
}

/** The text with a new object: an item of the List that holds others of its kind, or a document at the end of a file that does. */
function withObject(file: ManifestFile, { kind, value }: Edit): string | undefined {
  const like = file.documents.flatMap(resourcesOf).filter(resource => resource.gvk?.kind === kind).at(-1);
  if (like === undefined || value === undefined) return undefined;
  const last = like.path.segments().at(-1);
  if (last?.type === 'index') {
    const edits = setField(like.document, FieldPath.of('items').index(last.index + 1), value);
    const count = resourcesOf(like.document).length;
    return edits.length === 0 || count !== last.index + 1 ? undefined : applied(file.text, edits);
  }
  return `${file.text}${file.text.endsWith('\n') ? '' : '\n'}---\n${renderBlock(value, '')}\n`;
}

/** The object of a file that a verdict speaks of; undefined when it is not there any more. */
export function writtenResource(file: ManifestFile, { document, kind, name }: Written): ManifestResource | undefined {
  const found = file.documents[document];
  return found === undefined ? undefined : resourcesOf(found).find(resource => resource.gvk?.kind === kind && resource.name === name);
}

function targetOf(file: ManifestFile, workload: Written, { kind, name, path }: Edit): { readonly document: number; readonly path: FieldPath } | undefined {
  if (kind === 'Pod' || kind === workload.kind) {
    const resource = writtenResource(file, workload);
    const origin = kind === workload.kind ? path : originOf(workload.kind, path);
    return resource === undefined || origin === undefined ? undefined : { document: workload.document, path: joined(resource.path, origin) };
  }
  for (const document of file.documents) {
    const resource = resourcesOf(document).find(one => one.gvk?.kind === kind && one.name === name);
    if (resource !== undefined) return { document: document.index, path: joined(resource.path, path) };
  }
  return undefined;
}

function applied(text: string, edits: readonly TextEdit[]): string {
  return [...edits].sort((a, b) => b.range.start - a.range.start).reduce((so, { range, newText }) => so.slice(0, range.start) + newText + so.slice(range.end), text);
}

/** The one replacement between two texts. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0, end = 0;
  while (start < shorter && before[start] === after[start]) start++;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { range: { start, end: before.length - end }, newText: after.slice(start, after.length - end) };
}
