import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCel } from '../../../../engine/src/api/cel/parser';
import { issuesText } from '../../../../engine/src/api/cel/source';

const start = "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";
const inMap = start.replace("'(', '.', '-', '!',", "'}', '(', '.', ',', '-', '!', '?',");

/** Expressions and where they fail, as cel-go reports them: column and words. */
const broken: readonly (readonly [string, ...(readonly [number, string])[]])[] = [
  ['object.', [8, "Syntax error: no viable alternative at input '.'"]],
  ['100m', [4, "Syntax error: extraneous input 'm' expecting <EOF>"]],
  ['10.0.0.0/8', [5, "Syntax error: mismatched input '.0' expecting <EOF>"]],
  ['a | b', [3, "Syntax error: token recognition error at: '| '"], [5, "Syntax error: extraneous input 'b' expecting <EOF>"]],
  ['*@a | b', [1, `Syntax error: extraneous input '*' expecting ${start}`], [2, "Syntax error: token recognition error at: '@'"], [5, "Syntax error: token recognition error at: '| '"], [7, "Syntax error: extraneous input 'b' expecting <EOF>"]],
  ['1 + $', [5, "Syntax error: token recognition error at: '$'"], [6, `Syntax error: mismatched input '<EOF>' expecting ${start}`]],
  ['1 + +', [5, `Syntax error: mismatched input '+' expecting ${start}`], [6, `Syntax error: mismatched input '<EOF>' expecting ${start}`]],
  ['{', [2, `Syntax error: mismatched input '<EOF>' expecting ${inMap}`]],
  ['{a}', [3, "Syntax error: mismatched input '}' expecting ':'"]],
  ['{:a}', [2, `Syntax error: extraneous input ':' expecting ${inMap}`], [4, "Syntax error: mismatched input '}' expecting ':'"]],
  ['func{{a}}', [6, "Syntax error: extraneous input '{' expecting {'}', ',', '?', IDENTIFIER, ESC_IDENTIFIER}"], [8, "Syntax error: mismatched input '}' expecting ':'"], [9, "Syntax error: extraneous input '}' expecting <EOF>"]],
  ['--', [3, "Syntax error: no viable alternative at input '-'"], [3, `Syntax error: mismatched input '<EOF>' expecting ${start}`]],
  ['../up', [2, "Syntax error: no viable alternative at input '..'"]],
  ['foo(a', [6, "Syntax error: missing ')' at '<EOF>'"]],
  ['"\\xFh"', [1, `Syntax error: token recognition error at: '"\\xFh'`], [6, `Syntax error: token recognition error at: '"'`], [7, `Syntax error: mismatched input '<EOF>' expecting ${start}`]],
  ['1.all(2, 3)', [7, 'argument must be a simple name']],
  ['has(m)', [5, 'invalid argument to has() macro']],
  ['while', [1, 'reserved identifier: while']]
];

suite('CEL parser', () => {
  for (const [source, ...expected] of broken) {
    test(`says what is wrong with ${source}`, () => {
      const parsed = parseCel(source);
      assert.deepEqual(parsed.ok ? [] : [...parsed.issues].sort((a, b) => a.at - b.at).map(({ at, message }) => [at + 1, message]), expected);
    });
  }

  test('marks the place under the line, wide characters with wide dots', () => {
    const parsed = parseCel('ü == x y');
    assert.equal(parsed.ok ? '' : issuesText('ü == x y', parsed.issues).split('\n').slice(0, 3).join('\n'), "ERROR: <input>:1:1: Syntax error: token recognition error at: 'ü'\n | ü == x y\n | \uff3e");
  });

  test('expands macros into comprehensions', () => {
    const parsed = parseCel('xs.exists(x, x > 1)');
    assert.ok(parsed.ok && parsed.expr.kind === 'comprehension');
    assert.equal(parsed.expr.variable, 'x');
  });

  test('any text is read to its end, nested or not', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), text => { parseCel(text); }));
    fc.assert(fc.property(fc.array(fc.constantFrom('(', ')', '[', ']', '{', '}', '.', ',', '-', '!', '?', ':', '+', 'a', '1', '"', 'has(', ' '), { maxLength: 80 }), parts => { parseCel(parts.join('')); }));
    for (const deep of ['('.repeat(5000), '-'.repeat(5000), '[1]'.repeat(3000), '!'.repeat(3000), 'a.'.repeat(3000), '1+'.repeat(3000)]) parseCel(deep);
  });
});
