import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FieldPath } from '../../../engine/src/core/fieldPath';
import { clone, equal, isObject, own, type Json } from '../../../engine/src/core/json';
import type { TextEdit } from '../../../engine/src/manifest/document';
import { insertField, removeField, setField } from '../../../engine/src/manifest/edits';
import { documentAt, parseManifests } from '../../../engine/src/manifest/file';

type Make = (document: Parameters<typeof setField>[0]) => TextEdit[];

/** The text after the edits of its last document. */
function after(text: string, make: Make): string {
  const document = documentAt(parseManifests(text), text.length);
  assert.ok(document !== undefined);
  return make(document).reduceRight((result, { range, newText }) => result.slice(0, range.start) + newText + result.slice(range.end), text);
}

const spec = FieldPath.of('spec');
const rows: readonly (readonly [string, string, Make, string])[] = [
  ['replaces a scalar before its comment', 'spec:\n  replicas: 1 # few\n', d => setField(d, spec.child('replicas'), 3), 'spec:\n  replicas: 3 # few\n'],
  ['keeps double quotes', 'a: "b"\n', d => setField(d, FieldPath.of('a'), 'c'), 'a: "c"\n'],
  ['quotes what YAML 1.1 would turn into something else', 'a: b\n', d => setField(d, FieldPath.of('a'), 'yes'), 'a: "yes"\n'],
  ['fills an empty value', 'a:\nb: 1\n', d => setField(d, FieldPath.of('a'), 2), 'a: 2\nb: 1\n'],
  ['adds after the last field and its comment', 'spec:\n  a: 1 # x\nz: 1\n', d => setField(d, spec.child('b'), 2), 'spec:\n  a: 1 # x\n  b: 2\nz: 1\n'],
  ['adds the objects around', 'kind: Pod\n', d => setField(d, FieldPath.of('metadata', 'labels', 'app'), 'web'), 'kind: Pod\nmetadata:\n  labels:\n    app: web\n'],
  ['fills an empty object', 'spec:\nz: 1\n', d => setField(d, spec.child('a', 'b'), 1), 'spec:\n  a:\n    b: 1\nz: 1\n'],
  ['adds within brackets', 'labels: {a: b}\n', d => setField(d, FieldPath.of('labels', 'c'), 'd'), 'labels: {a: b, c: d}\n'],
  ['fills empty brackets', 'a: {}\nb: []\n', d => setField(d, FieldPath.of('a', 'c'), 1), 'a: {c: 1}\nb: []\n'],
  ['adds a list item in the style of the list', 'c:\n- name: a\n', d => setField(d, FieldPath.of('c').index(1), { name: 'b', port: 1 }), 'c:\n- name: a\n- name: b\n  port: 1\n'],
  ['adds to an object in a list', 'c:\n  - name: a\n  - name: b\n', d => setField(d, FieldPath.of('c').index(0).child('ports').index(0).child('port'), 80), 'c:\n  - name: a\n    ports:\n      - port: 80\n  - name: b\n'],
  ['edits the document that it is asked to', 'a: 1\n---\na: 1\n', d => setField(d, FieldPath.of('a'), 2), 'a: 1\n---\na: 2\n'],
  ['writes into an empty document', '', d => setField(d, FieldPath.of('a', 'b'), 2), 'a:\n  b: 2\n'],
  ['keeps CRLF', 'a:\r\n  b: 1\r\n', d => setField(d, FieldPath.of('a', 'c'), 2), 'a:\r\n  b: 1\r\n  c: 2\r\n'],
  ['does not insert what is there', 'a: 1\n', d => insertField(d, FieldPath.of('a'), 2), 'a: 1\n'],
  ['removes a field with all its lines', 'a: 1\nb:\n  c: 1 # x\n  d: 2 # y\ne: 1\n', d => removeField(d, FieldPath.of('b')), 'a: 1\ne: 1\n'],
  ['removes the last field of a text', 'a: 1\nb: 2', d => removeField(d, FieldPath.of('b')), 'a: 1'],
  ['removes the first field of a list item', 'c:\n- name: a\n  image: b\n', d => removeField(d, FieldPath.of('c').index(0).child('name')), 'c:\n- image: b\n'],
  ['removes a list item', 'c:\n- a # - x\n- b\n- c\n', d => removeField(d, FieldPath.of('c').index(1)), 'c:\n- a # - x\n- c\n'],
  ['leaves an empty object', 'a:\n  b: 1\nc: 1\n', d => removeField(d, FieldPath.of('a', 'b')), 'a: {}\nc: 1\n'],
  ['leaves an empty list', 'a:\n- 1\nc: 1\n', d => removeField(d, FieldPath.of('a').index(0)), 'a: []\nc: 1\n'],
  ['removes within brackets', 'a: {b: 1, c: 2, d: 3}\n', d => removeField(d, FieldPath.of('a', 'c')), 'a: {b: 1, d: 3}\n'],
  ['does nothing where nothing is', 'a: 1\n', d => removeField(d, FieldPath.of('b', 'c')), 'a: 1\n'],
  ['does not go through scalars', 'a: 1\n', d => setField(d, FieldPath.of('a', 'b'), 1), 'a: 1\n']
];

const base = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web # the name\n  labels: {app: web}\n# between\nspec:\n  text: |\n    a\n\n    b\n  containers:\n  - name: a\n    args: [x, y]\n    env:\n    # why\n    - name: A\n      value: "1"\n    - name: B\n  - image: c\n  empty:\n';
const paths: readonly FieldPath[] = [
  FieldPath.of('kind'), FieldPath.of('metadata'), FieldPath.of('metadata', 'name'), FieldPath.of('metadata', 'labels', 'app'), FieldPath.of('metadata', 'labels', 'new'), spec,
  spec.child('text'), spec.child('containers'), spec.child('containers').index(0), spec.child('containers').index(0).child('name'), spec.child('containers').index(0).child('args').index(1),
  spec.child('containers').index(0).child('env').index(1), spec.child('containers').index(0).child('env').index(1).child('value'), spec.child('containers').index(1).child('image'),
  spec.child('containers').index(2), spec.child('empty'), spec.child('empty', 'a', 'b'), spec.child('new').index(0).child('x'), FieldPath.of('status', 'phase')
];

function get(value: Json | undefined, path: FieldPath): Json | undefined {
  let current: Json | undefined = value;
  for (const segment of path.segments()) {
    if (segment.type === 'index') current = Array.isArray(current) ? (current as readonly Json[])[segment.index] : undefined;
    else current = isObject(current) ? own(current, segment.type === 'child' ? segment.name : segment.key) : undefined;
  }
  return current;
}

suite('edits of fields', () => {
  for (const [name, text, make, expected] of rows) {
    test(name, () => { assert.equal(after(text, make), expected); });
  }

  const scalar = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.string(), fc.constantFrom('y', '0o7', '089', '1_0', 'a: b', '# x', 'l1\nl2\n', '', '~', '1e3', '- a', '"', '.5', '{{ x }}', '2001-01-01'));
  const json = fc.letrec<{ value: Json }>(tie => ({
    value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }).filter(key => key !== '__proto__'), tie('value'), { maxKeys: 3 }))
  })).value;

  test('what is set is read back, and all else stays', () => {
    fc.assert(fc.property(fc.constantFrom(...paths), json, fc.boolean(), (path, value, isWindows) => {
      const text = isWindows ? base.replace(/\n/g, '\r\n') : base;
      const [document] = parseManifests(after(text, d => setField(d, path, value))).documents;
      assert.deepEqual(document?.problems, []);
      assert.ok(equal(get(document?.value, path), clone(value)), `${path.toString()}: ${JSON.stringify(value)} is read as ${JSON.stringify(get(document?.value, path))}`);
      const others = paths.filter(other => !isRelated(other, path));
      const before = parseManifests(text).documents[0]?.value;
      for (const other of others) assert.deepEqual(get(document?.value, other), get(before, other), other.toString());
    }), { numRuns: 300 });
  });

  test('what is removed is gone, and all else stays', () => {
    for (const path of paths) {
      const before = parseManifests(base).documents[0]?.value;
      if (get(before, path) === undefined) continue;
      const [document] = parseManifests(after(base, d => removeField(d, path))).documents;
      assert.deepEqual(document?.problems, [], path.toString());
      const segments = path.segments();
      if (segments[segments.length - 1]?.type !== 'index') assert.equal(get(document?.value, path), undefined, path.toString());
      for (const other of paths.filter(one => !isRelated(one, path))) assert.deepEqual(get(document?.value, other), get(before, other), `${path.toString()} removed, ${other.toString()}`);
    }
  });
});

function isRelated(a: FieldPath, b: FieldPath): boolean {
  return `${a.toString()}.`.startsWith(`${b.toString()}.`) || `${a.toString()}[`.startsWith(`${b.toString()}[`) || b.toString().startsWith(a.toString())
    || a.toString().includes('[') && b.toString().includes('[') && a.toString().split('[')[0] === b.toString().split('[')[0];
}
