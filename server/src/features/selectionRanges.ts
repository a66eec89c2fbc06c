import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver/node';
import { FieldPath, type ManifestDocument, type TextRange } from '../../../engine/src/index';
import { append } from '../check/place';
import { toSelectionRange } from '../convert';
import { fileRequest } from '../session';
import type { Feature } from './feature';

/** Growing selections: value, key with value, the parents, the whole resource. */
export const selectionRanges: Feature = {
  name: 'Selection ranges',
  capabilities: () => ({ selectionRangeProvider: true }),
  start(session) {
    session.connection.onSelectionRanges(fileRequest<SelectionRangeParams, SelectionRange[]>(session, this.name, [], (document, { positions }) => positions.map(position => {
      const offset = document.text.offsetAt(position);
      const part = document.file.documents.find(candidate => candidate.range.start <= offset && offset <= candidate.range.end);
      return toSelectionRange(document.text, [...part === undefined ? [] : rangesAt(part, offset), { start: 0, end: document.text.getText().length }]);
    })));
  }
};

function rangesAt(part: ManifestDocument, offset: number): TextRange[] {
  const ranges: TextRange[] = [];
  const segments = part.sourceMap.pathAt(offset)?.path.segments() ?? [];
  for (let length = segments.length; length > 0; length--) {
    const path = segments.slice(0, length).reduce(append, FieldPath.root);
    const key = part.sourceMap.rangeOf(path, 'key');
    const value = part.sourceMap.rangeOf(path, 'value');
    for (const range of [key, value, { start: Math.min(key.start, value.start), end: Math.max(key.end, value.end) }]) grow(ranges, range, offset);
  }
  grow(ranges, part.range, offset);
  return ranges;
}

/** Adds a range that contains the cursor and all that came before it. */
function grow(ranges: TextRange[], range: TextRange, offset: number): void {
  const last = ranges.at(-1) ?? { start: offset, end: offset };
  const contains = range.start <= last.start && range.end >= last.end;
  if (contains && (range.start < last.start || range.end > last.end)) ranges.push(range);
}
