import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { schemasFor } from '../../../engine/src/api/schema/schemaStore';
import type { SchemaDefinition, SchemaStore, SchemaType, ServedKind } from '../../../engine/src/api/schema/schema';
import { kindRegistry } from '../../../engine/src/api/kindRegistry';
import { FieldPath } from '../../../engine/src/core/fieldPath';
import type { Json } from '../../../engine/src/core/json';
import { judge, type Judgement } from '../../../engine/src/apiserver/judge';
import { parseManifests } from '../../../engine/src/manifest/file';

const schemas: SchemaStore = schemasFor('1.36') ?? assert.fail();
const registry = kindRegistry(schemas);
const kinds = schemas.kinds.filter(kind => kind.verbs.includes('create') && registry.kind(versionOf(kind), kind.kind) !== undefined);

function versionOf({ group, version }: ServedKind): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Judges a value: it must come to an end, and whatever is refused must say where and why. */
function check(value: Json): Judgement {
  const judgement = judge(value, { registry });
  assert.equal(judgement.accepted, judgement.status === undefined);
  if (!judgement.accepted) assert.ok(judgement.problems.length > 0, 'refused without a problem');
  for (const { path, message } of judgement.problems) {
    assert.ok(path instanceof FieldPath);
    assert.ok(message.length > 0, `no message at ${path.toString()}`);
  }
  return judgement;
}

/** An object of a definition whose every field holds what `leaf` gives for it, down to some depth. */
function filled(definition: SchemaDefinition, leaf: (type: SchemaType) => Json, depth: number): Record<string, Json> {
  return Object.fromEntries(definition.fields.flatMap((field): [string, Json][] => {
    const value = filledType(field.schema, leaf, depth);
    return value === undefined ? [] : [[field.name, value]];
  }));
}

function filledType(type: SchemaType, leaf: (type: SchemaType) => Json, depth: number): Json | undefined {
  if (depth === 0) return undefined;
  switch (type.type) {
    case 'object': {
      const definition = schemas.definition(type.definition);
      return definition === undefined ? {} : filled(definition, leaf, depth - 1);
    }
    case 'map': {
      const value = filledType(type.values, leaf, depth - 1);
      return value === undefined ? {} : { ['\u0000 key/']: value, __proto__x: value };
    }
    case 'array': {
      const item = filledType(type.items, leaf, depth - 1);
      return item === undefined ? [] : [item, item];
    }
    default: return leaf(type);
  }
}

function manifest(kind: ServedKind, leaf: (type: SchemaType) => Json, depth: number): Json {
  const definition = schemas.definition(kind.definition) ?? assert.fail();
  return { ...filled(definition, leaf, depth), apiVersion: versionOf(kind), kind: kind.kind };
}

/** Text where the schema has text; elsewhere something that decodes, so that every validation is reached. */
function texts(text: () => string): (type: SchemaType) => Json {
  return type => {
    if (type.type === 'string') return type.format === undefined ? text() : type.format === 'quantity' ? '1' : type.format === 'byte' ? 'YQ==' : type.format === 'duration' ? '1s' : '2020-01-01T00:00:00Z';
    return type.type === 'integer' || type.type === 'number' ? 1 : type.type === 'boolean' ? true : type.type === 'intOrString' ? text() : {};
  };
}

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom('', '\u0000', '\ud800', '__proto__', '../..', '%!s(', '-1', '1e999', ' ', '\u202e', '*.a', '::', '1.2.3.4/33', '{{x}}', '${a}', 'a'.repeat(300)));
const runs = { numRuns: 150, seed: 42 };

suite('bad input', () => {
  test('random text in every field of every kind', () => {
    fc.assert(fc.property(fc.constantFrom(...kinds), fc.array(anyText, { minLength: 1, maxLength: 5 }), fc.integer({ min: 2, max: 7 }), (kind, words, depth) => {
      let next = 0;
      check(manifest(kind, texts(() => words[next++ % words.length] ?? ''), depth));
    }), runs);
  });

  test('wrong types everywhere', () => {
    const junk = fc.constantFrom<Json>(null, true, -0, 1.5, 2 ** 63, -(2 ** 64), 1e308, '', 'text', [], {}, [[]], [null], { a: null }, JSON.parse('{"__proto__": {"a": 1}}') as Json);
    fc.assert(fc.property(fc.constantFrom(...kinds), fc.array(junk, { minLength: 1, maxLength: 6 }), fc.integer({ min: 2, max: 6 }), (kind, values, depth) => {
      let next = 0;
      check(manifest(kind, () => values[next++ % values.length] ?? null, depth));
    }), runs);
  });

  test('any JSON at all', () => {
    fc.assert(fc.property(fc.constantFrom(...kinds), fc.jsonValue({ maxDepth: 4 }), (kind, spec) => {
      check(spec as Json);
      check({ apiVersion: versionOf(kind), kind: kind.kind, metadata: spec as Json, spec: spec as Json });
    }), runs);
  });

  const pod = (containers: Json, more: Record<string, Json> = {}): Json => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers, ...more } });
  const one = (more: Record<string, Json>): Json => pod([{ name: 'a', image: 'a', ...more }]);

  test('a megabyte of text in many places', () => {
    check({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', labels: { a: '\u0000'.repeat(1 << 20) } }, spec: {} });
    for (const text of ['a'.repeat(1 << 20), '-'.repeat(1 << 20), '(1.'.repeat(1 << 18)]) {
      check({ apiVersion: 'v1', kind: 'Pod', metadata: { name: text, labels: { [text]: text } }, spec: {} });
      check(one({ name: text, image: text, workingDir: text }));
      check(one({ env: [{ name: text, value: text }], volumeMounts: [{ name: text, mountPath: text }] }));
      check(one({ ports: [{ containerPort: 1, name: text, hostIP: text }], resources: { limits: { cpu: text } } }));
      check(pod([], { hostname: text, nodeSelector: { a: text }, tolerations: [{ key: text }] }));
      check({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'a' }, spec: { schedule: text, timeZone: text } });
      check({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a' }, spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: text } }] }] } });
    }
  });

  test('long rules in the languages that servers compile', () => {
    for (const text of ['('.repeat(1 << 18), 'a+'.repeat(1 << 15), '[a]'.repeat(1 << 15)]) {
      check({ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: { name: 'a' }, spec: { matchConstraints: { resourceRules: [] }, validations: [{ expression: text }] } });
      check({
        apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'as.b.c' },
        spec: { group: 'b.c', scope: 'Cluster', names: { plural: 'as', kind: 'A' }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties: { a: { type: 'string', pattern: text } } } } }] }
      });
    }
  });

  test('numbers beyond 2^63', () => {
    for (const number of ['9223372036854775808', '-9223372036854775809', '1e400', '18446744073709551616', '123456789012345678901234567890', '.inf', '.nan', '-.inf', '0x8000000000000000']) {
      for (const field of ['terminationGracePeriodSeconds', 'priority', 'activeDeadlineSeconds', 'nodeName']) {
        const [document] = parseManifests(`apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  ${field}: ${number}\n  containers:\n  - {name: a, image: b, resources: {limits: {cpu: ${number}}}, ports: [{containerPort: ${number}}]}\n`).documents;
        const value = document?.value;
        if (value !== undefined) assert.equal(check(value).accepted, false, `${field}: ${number}`);
      }
    }
  });

  test('ten thousand entries of a list', () => {
    const many = (item: (i: number) => Json): Json => Array.from({ length: 10_000 }, (_, i) => item(i));
    check(pod(many(i => ({ name: `c${i}`, image: 'a', ports: [{ containerPort: 80, hostPort: 80 }] }))));
    check(pod(many(() => ({ name: 'same', image: 'a', volumeMounts: [{ name: 'v', mountPath: '/a' }] }))));
    check(one({ env: many(i => ({ name: `E${i}`, value: '$(E1)' })) }));
    check(one({ ports: many(i => ({ containerPort: i, name: 'p' })) }));
    check(pod([], { volumes: many(i => ({ name: `v${i % 7}`, emptyDir: {} })), tolerations: many(i => ({ key: `k${i}` })), hostAliases: many(() => ({ ip: 'x' })) }));
    check({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: many(i => ({ port: i, name: `p${i % 5}` })) } });
    check({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'a' }, spec: { rules: many(i => ({ host: `h${i}` })) } });
    check({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'a' }, rules: many(() => ({ verbs: [] })) });
  });

  test('nesting a thousand deep', () => {
    let list: Json = 1, object: Json = { type: 'object' }, schema: Json = { type: 'object' };
    for (let i = 0; i < 1000; i++) { list = [list]; object = { a: object }; schema = { type: 'object', properties: { a: schema } }; }
    for (const deep of [list, object]) {
      for (const kind of kinds) check({ apiVersion: versionOf(kind), kind: kind.kind, metadata: { name: 'a' }, spec: deep, data: deep });
      check(deep);
    }
    check({
      apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'as.b.c' },
      spec: { group: 'b.c', scope: 'Cluster', names: { plural: 'as', kind: 'A' }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }] }
    });
  });

  test('text of a thousand levels', () => {
    for (const text of [`a: ${'['.repeat(1000)}${']'.repeat(1000)}`, `a: ${'{a: '.repeat(1000)}1${'}'.repeat(1000)}`, Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')]) {
      for (const { value } of parseManifests(`apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: []\n${text}\n`).documents) if (value !== undefined) check(value);
    }
  });
}).timeout(60_000);
