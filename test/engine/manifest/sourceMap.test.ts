import assert from 'node:assert/strict';
import { FieldPath } from '../../../engine/src/core/fieldPath';
import { LineIndex } from '../../../engine/src/manifest/lines';
import { parseManifests } from '../../../engine/src/manifest/file';

const text = `a: 0
---
kind: Service
spec:
  loadBalancerSourceRanges:
  - 10.0.0.0/8
  ports:
  - port: 80 # x
    name: http
  empty:
  labels: {"a.b/c": d}
base: &base
  one: 1
other:
  <<: *base
  two: 2
again: *base
`;

function range(path: FieldPath, prefer?: 'key' | 'value'): string {
  const { start, end } = parseManifests(text).documents[1]?.sourceMap.rangeOf(path, prefer) ?? { start: 0, end: 0 };
  return text.slice(start, end);
}

suite('where a field stands', () => {
  const spec = FieldPath.of('spec');
  const port = spec.child('ports').index(0);
  const rows: readonly (readonly [FieldPath, 'key' | 'value', string])[] = [
    [FieldPath.of('kind'), 'value', 'Service'],
    [FieldPath.of('kind'), 'key', 'kind'],
    [port.child('port'), 'value', '80'],
    [port.child('name'), 'key', 'name'],
    [port, 'key', 'port'],
    [port, 'value', 'port: 80 # x\n    name: http'],
    [port.child('targetPort'), 'value', 'port'],
    [spec.child('ports').index(3).child('x'), 'value', 'ports'],
    [spec.child('selector', 'x', 'y'), 'value', 'spec'],
    [FieldPath.of('metadata', 'name'), 'key', 'kind'],
    [FieldPath.root, 'key', 'kind'],
    [spec.child('empty'), 'value', 'empty'],
    [spec.child('labels').key('a.b/c'), 'value', 'd'],
    [spec.child('labels').key('a.b/c'), 'key', '"a.b/c"'],
    [spec.child('LoadBalancerSourceRanges').index(0), 'value', '10.0.0.0/8'],
    [spec.child('LoadBalancerSourceRanges').index(0), 'key', '10.0.0.0/8'],
    [FieldPath.of('other', 'one'), 'value', '1'],
    [FieldPath.of('again', 'one'), 'value', '1'],
    [FieldPath.of('again'), 'value', '*base'],
    [FieldPath.of('kind', 'deeper').index(1), 'value', 'kind']
  ];
  for (const [path, prefer, expected] of rows) {
    test(`${prefer} of ${path.toString()}`, () => { assert.equal(range(path, prefer), expected); });
  }

  test('the path at an offset', () => {
    const map = parseManifests(text).documents[1]?.sourceMap;
    const at = (needle: string): string | undefined => {
      const found = map?.pathAt(text.indexOf(needle));
      return found === undefined ? undefined : `${found.at} ${found.path.toString()}`;
    };
    assert.deepEqual(['kind', 'Service', '80', 'http', '- 10', 'empty', '"a.b', 'd}', '*base', 'a: 0'].map(at), [
      'key kind', 'value kind', 'value spec.ports[0].port', 'value spec.ports[0].name', 'value spec.loadBalancerSourceRanges',
      'key spec.empty', 'key spec.labels.a.b/c', 'value spec.labels.a.b/c', 'value other.<<', undefined
    ]);
  });

  test('lines and columns', () => {
    const lines = new LineIndex('ab\r\n\ncd\re');
    assert.equal(lines.count, 4);
    assert.deepEqual([0, 2, 4, 5, 7, 8, 99].map(offset => { const { line, character } = lines.positionAt(offset); return `${line}:${character}`; }), ['0:0', '0:2', '1:0', '2:0', '2:2', '3:0', '3:1']);
    assert.deepEqual([lines.offsetAt({ line: 2, character: 1 }), lines.offsetAt({ line: 9, character: 0 }), lines.offsetAt({ line: 1, character: 50 })], [6, 9, 5]);
  });
});
