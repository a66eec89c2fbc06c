import assert from 'node:assert/strict';

/** The text without its `$0` marker, and where that stood. */
export function atCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('$0');
  assert.notEqual(offset, -1, 'the text has no $0');
  return { text: marked.slice(0, offset) + marked.slice(offset + 2), offset };
}

/** An offset as the protocol counts it. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly character: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: offset - (before.lastIndexOf('\n') + 1) };
}
