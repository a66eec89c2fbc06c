import assert from 'node:assert/strict';
import fc from 'fast-check';
import { kindRegistry } from '../../../engine/src/api/kindRegistry';
import { schemasFor } from '../../../engine/src/api/schema/schemaStore';
import { judge, type Judgement } from '../../../engine/src/apiserver/judge';
import type { Json } from '../../../engine/src/core/json';

const schemas = schemasFor('1.36');
assert.ok(schemas);
const registry = kindRegistry(schemas);

function judged(value: Json): Judgement {
  return judge(value, { registry });
}

const pod = (spec: Json): Json => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec });
const refusal = (complaint: string): string => `Pod in version "v1" cannot be handled as a Pod: ${complaint}`;

suite('judge: what cannot be decoded', () => {
  const rows: readonly (readonly [string, Json, string, string])[] = [
    ['a struct that is a string', pod({ containers: 'x' }), refusal('json: cannot unmarshal string into Go struct field PodSpec.spec.containers of type []v1.Container'), 'spec.containers'],
    ['an element of a list', pod({ containers: [7] }), refusal('json: cannot unmarshal number into Go struct field PodSpec.spec.containers of type v1.Container'), 'spec.containers[0]'],
    ['a field of an embedded struct', pod({ containers: [], volumes: [{ name: 'v', emptyDir: [] }] }), refusal('json: cannot unmarshal array into Go struct field Volume.spec.volumes.VolumeSource.emptyDir of type v1.EmptyDirVolumeSource'), 'spec.volumes[0].emptyDir'],
    ['a named string', pod({ containers: [], restartPolicy: 1 }), refusal('json: cannot unmarshal number into Go struct field PodSpec.spec.restartPolicy of type v1.RestartPolicy'), 'spec.restartPolicy'],
    ['a number too large', pod({ containers: [], priority: 2147483648 }), refusal('json: cannot unmarshal number 2147483648 into Go struct field PodSpec.spec.priority of type int32'), 'spec.priority'],
    ['a bad quantity stops the reading, whatever came before', pod({ containers: [{ name: 1, resources: { limits: { cpu: 'x' } } }] }), refusal("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"), 'spec.containers[0].name'],
    ['unknown fields are all told', pod({ containers: [{ imag: 'a' }], foo: 1 }), refusal('strict decoding error: unknown field "spec.containers[0].imag", unknown field "spec.foo"'), 'spec.containers[0].imag'],
    ['a time', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', creationTimestamp: 'now' } }, refusal('parsing time "now" as "2006-01-02T15:04:05Z07:00": cannot parse "now" as "2006"'), 'metadata.creationTimestamp'],
    ['base64', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { k: 'a b=' } }, 'Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte 1', 'data[k]'],
    ['an unknown kind', { apiVersion: 'v1', kind: 'Nope' }, 'no matches for kind "Nope" in version "v1"', 'kind'],
    ['a kind that is no string', { apiVersion: 'v1', kind: 7 }, "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .kind of type string", 'kind'],
    ['a value that is no object', [], 'json: cannot unmarshal array into Go value of type struct', '<nil>']
  ];
  for (const [name, value, message, path] of rows) {
    test(name, () => {
      const judgement = judged(value);
      assert.equal(judgement.status?.message, message);
      assert.equal(judgement.problems[0]?.path.toString(), path);
    });
  }

  test('null is nothing, wherever it stands', () => {
    assert.equal(judged({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: null }, data: null }).accepted, true);
  });

  test('keys named as parts of JavaScript are ordinary keys', () => {
    const data: unknown = JSON.parse('{"__proto__": "a", "constructor": "b"}');
    const judgement = judged({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: data as Json });
    assert.equal(judgement.accepted, true);
    assert.deepEqual(Object.keys(judgement.object?.['data'] as object).sort(), ['__proto__', 'constructor']);
  });
});

suite('judge: never throws, always located', () => {
  const leaf = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constantFrom('\u0000', '9'.repeat(400), 2 ** 63, -(2 ** 70), 1e300));
  const anything = fc.letrec<{ value: Json }>(tie => ({
    value: fc.oneof({ depthSize: 'medium' }, leaf as fc.Arbitrary<Json>, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.oneof(fc.constantFrom('name', 'spec', 'metadata', 'labels', 'containers', 'ports', 'selector', 'template', '__proto__'), fc.string()), tie('value'), { maxKeys: 4 }))
  })).value;
  const kinds = registry.kinds.map(kind => ({ apiVersion: kind.gvk.group === '' ? kind.gvk.version : `${kind.gvk.group}/${kind.gvk.version}`, kind: kind.gvk.kind }));

  test('any value for any kind ends in an acceptance or a refusal with a place', () => {
    fc.assert(fc.property(fc.constantFrom(...kinds), anything, anything, anything, (head, metadata, spec, data) => {
      const judgement = judged({ ...head, metadata, spec, data });
      assert.equal(judgement.accepted, judgement.status === undefined);
      if (!judgement.accepted) assert.ok(judgement.problems.length > 0);
    }), { numRuns: 400 });
  });

  test('fields of the right shape with wild strings', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer(), (text, number) => {
      for (const value of [
        { apiVersion: 'v1', kind: 'Service', metadata: { name: text, labels: { [text]: text } }, spec: { clusterIP: text, type: text, externalIPs: [text], loadBalancerSourceRanges: [text], ports: [{ port: number, name: text, targetPort: text }] } },
        { apiVersion: 'v1', kind: 'Node', metadata: { name: text, finalizers: [text] }, spec: { podCIDR: text, taints: [{ key: text, effect: text }] } },
        { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'a' }, spec: { limits: [{ type: text, max: { [text]: number } }] } },
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, type: 'kubernetes.io/dockercfg', stringData: { '.dockercfg': text } }
      ]) judged(value);
    }), { numRuns: 200 });
  });

  test('ten thousand entries and a megabyte are judged', () => {
    const labels = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`label${i}`, '-']));
    assert.equal(judged({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a'.repeat(1_000_000), labels } }).accepted, false);
  });
});
