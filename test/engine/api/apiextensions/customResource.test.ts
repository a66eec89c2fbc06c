import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CustomResourceDefinition, JSONSchemaProps } from '../../../../engine/generated/types';
import { customResourceKinds } from '../../../../engine/src/api/apiextensions/customResource';
import { errorText } from '../../../../engine/src/api/fieldError';
import type { ResourceKind } from '../../../../engine/src/api/kind';
import type { KubeObject } from '../../../../engine/src/api/object';
import type { JsonObject } from '../../../../engine/src/core/json';

function kindOf(spec: JSONSchemaProps, subresources = {}): ResourceKind {
  const definition: CustomResourceDefinition = {
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com', scope: 'Namespaced', names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
      versions: [{ name: 'v1', served: true, storage: true, subresources, schema: { openAPIV3Schema: { type: 'object', properties: { spec, status: { type: 'object' } } } } }]
    }
  };
  const [kind] = customResourceKinds(definition);
  assert.ok(kind);
  return kind;
}

function widget(spec: unknown, more: JsonObject = {}): JsonObject {
  return { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'default' }, spec: spec as JsonObject, ...more };
}

function errorsOf(kind: ResourceKind, body: JsonObject, old?: KubeObject): string[] {
  const decoded = kind.decode?.(body).object;
  assert.ok(decoded);
  const errors = old === undefined ? kind.validate?.(decoded, { minor: 36 }) : kind.validateUpdate?.({ ...decoded, metadata: { ...decoded.metadata, resourceVersion: '1' } }, old, { minor: 36 });
  return (errors ?? []).map(errorText);
}

const object = (properties: Record<string, JSONSchemaProps>, more: JSONSchemaProps = {}): JSONSchemaProps => ({ type: 'object', properties, ...more });

const rows: readonly (readonly [string, JSONSchemaProps, unknown, ...string[]])[] = [
  ['a wrong type', object({ s: { type: 'string' } }), { s: 1 }, 'spec.s: Invalid value: "integer": spec.s in body must be of type string: "integer"'],
  ['a fraction where a whole number is due', object({ i: { type: 'integer' } }), { i: 1.5 }, 'spec.i: Invalid value: "number": spec.i in body must be of type integer: "number"', '<nil>: Invalid value: "": Checked value must be of type integer (default format) in spec.i'],
  ['int-or-string', object({ p: { 'x-kubernetes-int-or-string': true } }), { p: true }, 'spec.p: Invalid value: "boolean": spec.p in body must be of type integer,string: "boolean"'],
  ['a missing field in a list', object({ b: { type: 'array', items: object({ d: { type: 'string' } }, { required: ['d'] }) } }), { b: [{}, { d: 'x' }] }, 'spec.b[0].d: Required value'],
  ['a set with an item twice', object({ u: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' } }), { u: ['x', 'x'] }, 'spec.u[1]: Duplicate value: "x"'],
  ['a failed rule', object({ n: { type: 'integer' } }, { 'x-kubernetes-validations': [{ rule: 'self.n > 1' }] }), { n: 1 }, 'spec: Invalid value: failed rule: self.n > 1'],
  ['a rule with a reason and a place', object({ n: { type: 'string' } }, { 'x-kubernetes-validations': [{ rule: "self.n.startsWith('w')", message: 'bad', fieldPath: '.n', reason: 'FieldValueForbidden' }] }), { n: 'x' }, 'spec.n: Forbidden: bad'],
  ['a rule with a message of its own making', object({ n: { type: 'string' } }, { 'x-kubernetes-validations': [{ rule: "self.n != 'x'", messageExpression: "'not ' + self.n" }] }), { n: 'x' }, 'spec: Invalid value: not x'],
  ['a rule that cannot be evaluated', object({ n: { type: 'integer' } }, { 'x-kubernetes-validations': [{ rule: 'self.n > 1' }] }), {}, 'spec: Invalid value: "object": no such key: n evaluating rule: self.n > 1'],
  ['a good value', object({ n: { type: 'integer', minimum: 1 }, when: { type: 'string', format: 'date-time' } }), { n: 1, when: '2026-01-01T00:00:00Z' }]
];

suite('custom resources', () => {
  for (const [name, schema, spec, ...expected] of rows) {
    test(`${name}: ${expected[0] ?? 'accepted'}`, () => { assert.deepEqual(errorsOf(kindOf(schema), widget(spec)), expected); });
  }

  test('unknown fields are dropped and named, defaults filled in', () => {
    const kind = kindOf(object({ a: { type: 'string', default: 'x' }, keep: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }));
    const decoded = kind.decode?.(widget({ gone: 1, keep: { any: 1 } }, { extra: 1 }));
    assert.deepEqual(decoded?.object['spec'], { keep: { any: 1 }, a: 'x' });
    assert.deepEqual(decoded?.unknownFields, ['extra', 'spec.gone']);
  });

  test('a transition rule compares with what was, and only then', () => {
    const kind = kindOf(object({ size: { type: 'integer' } }, { 'x-kubernetes-validations': [{ rule: 'self.size >= oldSelf.size', message: 'cannot shrink' }] }));
    assert.deepEqual(errorsOf(kind, widget({ size: 1 })), []);
    const old: KubeObject = { ...widget({ size: 2 }), metadata: { name: 'w', namespace: 'default', resourceVersion: '1' } };
    assert.deepEqual(errorsOf(kind, widget({ size: 1 }), old), ['spec: Invalid value: cannot shrink']);
  });

  test('what was wrong before and did not change is let through', () => {
    const kind = kindOf(object({ n: { type: 'integer', minimum: 5 }, m: { type: 'integer', minimum: 5 } }));
    const old: KubeObject = { ...widget({ n: 1, m: 9 }), metadata: { name: 'w', namespace: 'default', resourceVersion: '1' } };
    assert.deepEqual(errorsOf(kind, widget({ n: 1, m: 2 }), old), ['spec.m: Invalid value: 2: spec.m in body should be greater than or equal to 5']);
  });

  test('status is not for the person who writes, where it is a subresource', () => {
    const kind = kindOf(object({}), { status: {} });
    const decoded = kind.decode?.(widget({}, { status: { phase: 'x' } })).object;
    assert.ok(decoded);
    kind.prepareForCreate?.(decoded, { user: { name: 'someone', groups: [] }, now: '2026-01-01T00:00:00Z' });
    assert.equal(decoded['status'], undefined);
    assert.deepEqual(kind.subresources, ['status']);
  });

  test('any value is judged without a crash', () => {
    const kind = kindOf(object({ a: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' } }, { 'x-kubernetes-validations': [{ rule: 'self.a.all(x, x.size() > 1)' }] }));
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 2 }), (spec, metadata) => { errorsOf(kind, widget(spec, { metadata: metadata as JsonObject })); }));
  });
});
