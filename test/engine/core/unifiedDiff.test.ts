import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unifiedDiff } from '../../../engine/src/core/unifiedDiff';

suite('unified diff', () => {
  const lines = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}`);

  test('equal texts differ nowhere', () => assert.equal(unifiedDiff('a\nb', 'a\nb'), ''));

  test('a change is shown among three lines before and after', () => {
    const before = lines(1, 9).join('\n'), after = before.replace('line 5', 'LINE 5');
    assert.equal(unifiedDiff(before, after), '@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+LINE 5\n line 6\n line 7\n line 8\n');
  });

  test('changes far apart stand in parts of their own', () => {
    const before = lines(1, 20).join('\n'), after = before.replace('line 2\n', '').replace('line 19', 'line 19\nmore');
    assert.deepEqual(unifiedDiff(before, after).match(/^@@.*@@$/gm), ['@@ -1,5 +1,4 @@', '@@ -17,4 +16,5 @@']);
  });

  test('a line added to nothing', () => assert.equal(unifiedDiff('', 'a'), '@@ -1 +1 @@\n-\n+a\n'));

  test('what is kept and removed is the old text, what is kept and added the new one', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 30 }).map(words => words.join('\n'));
    fc.assert(fc.property(text, text, (before, after) => {
      const shown = unifiedDiff(before, after, 1000).split('\n').slice(1, -1);
      if (before === after) return;
      assert.equal(shown.filter(line => !line.startsWith('+')).map(line => line.slice(1)).join('\n'), before);
      assert.equal(shown.filter(line => !line.startsWith('-')).map(line => line.slice(1)).join('\n'), after);
    }));
  });
});
