import assert from 'node:assert/strict';
import fc from 'fast-check';
import { table, wrap } from '../../../server/src/cli/table';

suite('tables of the command line', () => {
  test('columns are aligned under their heading', () => {
    assert.equal(table(['POD', 'NODE'], [['web-1', 'worker-1'], ['a', '']]), 'POD    NODE\nweb-1  worker-1\na\n');
  });

  test('whatever the cells, no line is wider than 100 columns', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.string({ maxLength: 150 }).filter(text => !/[\n\r]/u.test(text)), { minLength: 5, maxLength: 5 })), rows => {
      const lines = table(['A', 'B', 'C', 'D', 'E'], rows).split('\n');
      assert.ok(lines.every(line => [...line].length <= 100), lines.join('\n'));
    }));
  });

  test('the last column is wrapped, others are cut with an ellipsis', () => {
    const lines = table(['NAME', 'MESSAGE'], [['n'.repeat(90), 'one '.repeat(30).trim()]]).split('\n');
    assert.match(lines[1] ?? '', /^n{57}… {2}one one/u);
    assert.match(lines[2] ?? '', /^ {60}one/u);
    assert.equal(lines.join(' ').split('one').length - 1, 30);
  });

  test('text is wrapped at spaces, and words where they must be', () => {
    assert.deepEqual(wrap('one two three aaaaaaaaaaaaaaa b', 8), ['one two', 'three', 'aaaaaaaa', 'aaaaaaa', 'b']);
    assert.deepEqual(wrap('', 8), ['']);
  });
});
