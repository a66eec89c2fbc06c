import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cursorContext } from '../../../engine/src/manifest/cursor';

interface Row { readonly text: string; readonly is: string | undefined; readonly prefix?: string; readonly siblings?: readonly string[]; readonly replaces?: string }

const rows: readonly Row[] = [
  { text: '$0', is: 'key <nil>', prefix: '' },
  { text: 'ki$0', is: 'key <nil>', prefix: 'ki', replaces: 'ki' },
  { text: 'ki$0nd: Pod\nspec:', is: 'key <nil>', prefix: 'ki', siblings: ['spec'], replaces: 'kind' },
  { text: 'kind: $0', is: 'value kind', prefix: '' },
  { text: 'kind:$0', is: 'value kind', prefix: '' },
  { text: 'kind: "Po$0d" # x\n', is: 'value kind', prefix: 'Po', replaces: '"Pod"' },
  { text: 'kind: Pod # $0', is: undefined },
  { text: 'a: 1\nspec:\n  replicas: 1\n  $0\nb: 2', is: 'key spec', siblings: ['replicas'] },
  { text: 'spec:\n  a: 1\n  x$0\n  b: 2\n', is: 'key spec', siblings: ['a', 'b'] },
  { text: 'spec:\n  containers:\n  - name: a\n    image: b\n  - name: c\n    $0\n    ports:\n    - x: 1\n  - name: d\n    env: 1\n', is: 'key spec.containers[1]', siblings: ['name', 'ports'] },
  { text: 'spec:\n  containers:\n  - $0', is: 'key spec.containers[0]', siblings: [] },
  { text: 'spec:\n  containers:\n    - name: a\n    - na$0me: b\n      image: c\n', is: 'key spec.containers[1]', siblings: ['image'], replaces: 'name' },
  { text: 'spec:\n  containers:\n  - name: a\n    env:\n    - name: X\n      value: $0\n', is: 'value spec.containers[0].env[0].value', siblings: ['name'] },
  { text: 'spec:\n  containers:\n  - name: a\n  $0', is: 'key spec', siblings: ['containers'] },
  { text: 'a:\n- - x\n  - $0', is: 'key a[0][1]' },
  { text: 'data:\n  a: |\n    foo: bar\n      b$0\n', is: undefined },
  { text: 'data:\n  a: |\n    foo\n  b$0\n', is: 'key data', siblings: ['a'] },
  { text: 'a: 1\n---\nb: 1\n$0\n---\nc: 1', is: 'key <nil>', siblings: ['b'] },
  { text: '---\nb: [\nc:\n  d$0\n', is: 'key c' },
  { text: '---$0\nb: 1\n', is: undefined },
  { text: 'labels: {app: web, ti$0}', is: 'key labels', prefix: 'ti', siblings: ['app'], replaces: 'ti' },
  { text: 'labels: {app: w$0eb, x: y}', is: 'value labels.app', prefix: 'w', replaces: 'web' },
  { text: 'args: [a, $0]', is: 'value args[1]' },
  { text: '{"kind": "Pod", "spec": {"containers": [{"name": "a"}, {"na$0"}]}}', is: 'key spec.containers[1]', prefix: 'na', replaces: '"na"' },
  { text: '{\n  "kind": "P$0"\n}', is: 'value kind', prefix: 'P' },
  { text: 'spec:\r\n  a: 1\r\n  b$0\r\n', is: 'key spec', siblings: ['a'], prefix: 'b', replaces: 'b' },
  { text: '"a.b/c":\n  d$0', is: 'key a.b/c' },
  { text: '# $0', is: undefined }
];

suite('the context of a cursor', () => {
  for (const { text, is, prefix, siblings, replaces } of rows) {
    test(JSON.stringify(text), () => {
      const source = text.replace('$0', '');
      const context = cursorContext(source, text.indexOf('$0'));
      assert.equal(context === undefined ? undefined : `${context.at} ${context.path.toString()}`, is);
      if (context === undefined) return;
      if (prefix !== undefined) assert.equal(context.prefix, prefix);
      if (siblings !== undefined) assert.deepEqual(context.siblings, siblings);
      if (replaces !== undefined) assert.equal(source.slice(context.replace.start, context.replace.end), replaces);
    });
  }

  test('no text makes it throw', () => {
    const text = fc.array(fc.constantFrom('a', ':', ': ', '- ', '\n', '  ', '"', '\'', '{', '}', '[', ']', ',', '#', '|', '---\n', '\r', '\t', '\\'), { maxLength: 40 }).map(parts => parts.join(''));
    fc.assert(fc.property(text, fc.nat(60), (source, at) => { cursorContext(source, at); }));
  });

  test('the very beginning of a text that begins with an empty line', () => {
    const context = cursorContext('\n    spec:\n', 0);
    assert.deepEqual([context?.indent, context?.replace], [0, { start: 0, end: 0 }]);
  });
});
