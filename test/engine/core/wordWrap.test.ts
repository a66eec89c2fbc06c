import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordWrap } from '../../../engine/src/core/wordWrap';

suite('word wrap', () => {
  const rows: [name: string, text: string, wrapped: string][] = [
    ['a short line stays', 'ab cd', 'ab cd'],
    ['a line breaks before the word that does not fit', 'abcd efgh ij', 'abcd efgh\nij'],
    ['spaces at a break go', 'abcd efgh   ij', 'abcd efgh\nij'],
    ['inner spaces stay', 'ab   cd', 'ab   cd'],
    ['leading spaces stay', '  - ab', '  - ab'],
    ['line breaks stay', 'ab\n\ncd\n', 'ab\n\ncd\n'],
    ['a word longer than the line stays whole', 'abcdefghijklmno', 'abcdefghijklmno'],
    ['a long word starts on its own line', 'ab abcdefghijklmno p', 'ab\nabcdefghijklmno\np'],
    ['a no-break space is part of a word', 'abcd e\u00a0fghijk', 'abcd\ne\u00a0fghijk'],
    ['nothing', '', '']
  ];
  for (const [name, text, wrapped] of rows) test(name, () => assert.equal(wordWrap(text, 10), wrapped));

  test('words stay as they are, in order, and no line of short words is too long', () => {
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-z]{1,9}$/)), words => {
      const wrapped = wordWrap(words.join(' '), 10);
      assert.deepEqual(wrapped.split(/\s/).filter(word => word !== ''), words);
      for (const line of wrapped.split('\n')) assert.ok(line.length <= 10, line);
    }));
  });
});
