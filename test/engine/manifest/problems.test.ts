import assert from 'node:assert/strict';
import { manifestProblemCodes } from '../../../engine/src/manifest/problems';
import { parseManifests } from '../../../engine/src/manifest/file';

interface Row { readonly name: string; readonly text: string; readonly code: string; readonly at: string; readonly severity?: 'warning'; readonly says?: RegExp }

const bomb = 'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e]\n';
const rows: readonly Row[] = [
  { name: 'a tab as indentation', text: 'a:\n\tb: 1\n', code: 'yaml-tab', at: '\t', says: /two spaces/ },
  { name: 'a tab in an empty line', text: 'a: 1\n\t\nb: 2\n', code: 'yaml-tab', at: '\t' },
  { name: 'a tab after a dash', text: 'a:\n-\tb\n', code: 'yaml-tab', at: '\t' },
  { name: 'no space after a colon', text: 'apiVersion:v1\nkind: Pod\n', code: 'yaml-missing-space', at: 'apiVersion:', says: /`apiVersion: v1`/ },
  { name: 'no space after a colon, deeper', text: 'a:\n  b:1\n  c: 2\n', code: 'yaml-missing-space', at: 'b:' },
  { name: 'no colon', text: 'kind: Pod\nmetadata\n  name: x\n', code: 'yaml-missing-colon', at: 'metadata', says: /`metadata: value`/ },
  { name: 'no colon on the last line', text: 'a: 1\nfoo\n', code: 'yaml-missing-colon', at: 'foo' },
  { name: 'a field indented less than its siblings', text: 'a:\n    b: 1\n  c: 2\n', code: 'yaml-bad-indent', at: 'c: 2' },
  { name: 'a field under a value', text: 'a: 1\n  b: 2\n', code: 'yaml-bad-indent', at: '1', says: /`a` has a value already/ },
  { name: 'list items that do not line up', text: 'a:\n  - x\n - y\n', code: 'yaml-bad-indent', at: ' - y' },
  { name: 'a field among list items', text: 'a:\n  - b\n  c: d\n', code: 'yaml-bad-indent', at: 'c: d' },
  { name: 'two colons on a line', text: 'a: b: c\n', code: 'yaml-nested-mapping', at: 'b: c', says: /quotes/ },
  { name: 'an open bracket', text: 'a: [1, 2\nb: 3\n', code: 'yaml-unclosed-bracket', at: '[' },
  { name: 'an open brace', text: 'a: {b: 1\nc: 2\n', code: 'yaml-unclosed-bracket', at: '{' },
  { name: 'an open quote', text: 'a: "foo\nb: 1\n', code: 'yaml-unclosed-quote', at: '"' },
  { name: 'an open single quote', text: 'x: \'y\'\na: \'foo\nb: 1\n', code: 'yaml-unclosed-quote', at: '\'' },
  { name: 'a reserved sign', text: 'a: @x\n', code: 'yaml-needs-quotes', at: '@x' },
  { name: 'an unknown escape', text: 'a: "\\d"\n', code: 'yaml-bad-escape', at: '\\d' },
  { name: 'a conflict of git', text: 'a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n', code: 'yaml-merge-conflict', at: '<<<<<<< HEAD' },
  { name: 'a directive', text: '%YAML 1.1\na: 1\n', code: 'yaml-directive', at: '%YAML 1.1' },
  { name: 'a document that begins on its separator', text: 'a: 1\n--- foo\nb: 1\n', code: 'yaml-separator', at: '--- foo', says: /invalid Yaml document separator: foo/ },
  { name: 'text after the end', text: 'a: 1\n...\nb: 2\n', code: 'yaml-after-end', at: 'b: 2', severity: 'warning' },
  { name: 'a byte order mark inside', text: 'a: \ufeffx\n', code: 'yaml-bom', at: '\ufeff', severity: 'warning' },
  { name: 'NUL', text: 'a: \0\n', code: 'yaml-binary', at: '\0' },
  { name: 'a control character', text: 'a: b\x07c\n', code: 'yaml-binary', at: '\x07', says: /control characters are not allowed/ },
  { name: 'base64 that is none', text: 'a: !!binary "?"\n', code: 'yaml-binary', at: '"?"' },
  { name: 'a key twice', text: 'a: 1\nb: 2\na: 3\n', code: 'yaml-duplicate-key', at: 'a' },
  { name: 'a null key', text: '~: 1\n', code: 'yaml-key', at: '~' },
  { name: 'a list as a key', text: '? [a]\n: b\n', code: 'yaml-key', at: '[a]', says: /invalid map key/ },
  { name: 'a wrong tag', text: 'a: !!int x\n', code: 'yaml-tag', at: 'x', says: /cannot decode !!str `x` as a !!int/ },
  { name: 'infinity', text: 'a: .inf\n', code: 'yaml-not-json', at: '.inf' },
  { name: 'a merge of a number', text: 'a: {<<: 1}\n', code: 'yaml-merge', at: '1', says: /map merge requires map or sequence of maps as the value/ },
  { name: 'an unknown anchor', text: 'a: *.example.com\n', code: 'yaml-unknown-anchor', at: '*.example.com', says: /quotes/ },
  { name: 'an alias inside its anchor', text: 'a: &a [*a]\n', code: 'yaml-cycle', at: '*a', says: /anchor 'a' value contains itself/ },
  { name: 'an alias bomb', text: bomb, code: 'yaml-alias-bomb', at: '*c', says: /excessive aliasing/ },
  { name: 'deep brackets', text: `a: ${'['.repeat(5000)}`, code: 'yaml-too-deep', at: '[' },
  { name: 'deep blocks', text: Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), code: 'yaml-too-deep', at: 'a' },
  { name: 'deep JSON', text: `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`, code: 'yaml-too-deep', at: '[' },
  { name: 'deep aliases', text: Array.from({ length: 1000 }, (_, i) => `a${i}: &a${i} {x: ${i === 0 ? '1' : `*a${i - 1}`}}\n`).join(''), code: 'yaml-too-deep', at: '*a86' }
];

suite('problems of the text', () => {
  for (const { name, text, code, at, severity = 'error', says } of rows) {
    test(`${name} is ${code}`, () => {
      const problems = parseManifests(text).documents.flatMap(document => document.problems);
      const [first] = problems;
      assert.ok(first !== undefined, 'no problem');
      assert.deepEqual({ code: first.code, at: text.slice(first.range.start, first.range.end), severity: first.severity }, { code, at: code === 'yaml-too-deep' ? text.slice(first.range.start, first.range.end) : at, severity });
      if (says !== undefined) assert.match(first.message, says);
      assert.ok(code in manifestProblemCodes);
      assert.equal(problems.length, 1);
    });
  }

  test('every document but the broken one can be read', () => {
    const { documents } = parseManifests('a: 1\n---\nb: [\n---\nc: 3\n--- # last\n{"d": 4}\n');
    assert.deepEqual(documents.map(({ value }) => value), [{ a: 1 }, undefined, { c: 3 }, { d: 4 }]);
  });

  test('a file that is too large gets one problem and no documents', () => {
    const file = parseManifests('a: b\n'.repeat(4_000_000));
    assert.deepEqual([file.documents.length, file.problems.map(({ code }) => code)], [0, ['yaml-too-large']]);
  });

  test('a strict server names the line of the second value, kubectl takes it', () => {
    const [document] = parseManifests('spec:\n  name: a\n  1: x\n  name:\n    b\n  1: z\n').documents;
    assert.deepEqual(document?.content.strictErrors, ['line 5: key "name" already set in map', 'line 6: key 1 already set in map']);
    assert.deepEqual(document?.value, { spec: { 1: 'z', name: 'b' } });
  });

  test('keys of every name are ordinary', () => {
    const value = parseManifests('__proto__: {x: 1}\nconstructor: 2\n').documents[0]?.value;
    assert.deepEqual(Object.entries(value as object), [['__proto__', { x: 1 }], ['constructor', 2]]);
  });

  test('merges follow the order of the text, as goyaml.v2 has it', () => {
    const [document] = parseManifests('base: &x {a: 1, b: 2}\nfirst:\n  b: 5\n  <<: *x\nlast:\n  <<: [*x, {b: 9, c: 3}]\n  a: 7\n').documents;
    assert.deepEqual(document?.value, { base: { a: 1, b: 2 }, first: { b: 2, a: 1 }, last: { b: 2, c: 3, a: 7 } });
  });

  test('JSON objects in a row are a document each', () => {
    const { documents } = parseManifests('{"a": "\\ud83d\\ude00", "n": 1.0}\n{"b": [true, null]} \n');
    assert.deepEqual(documents.map(({ value }) => value), [{ a: '😀', n: 1 }, { b: [true, null] }]);
  });

  test('CRLF and a byte order mark change no value', () => {
    const text = '# x\n---\na: |\n  l1\n\n  l2\nb: "x\n  y"\nc:\n- 1\n';
    const plain = parseManifests(text), windows = parseManifests(`\ufeff${text.replace(/\n/g, '\r\n')}`);
    assert.deepEqual(windows.documents.map(({ value, role, problems }) => ({ value, role, problems })), plain.documents.map(({ value, role, problems }) => ({ value, role, problems })));
  });
});
