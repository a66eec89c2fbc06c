import assert from 'node:assert/strict';
import type { ResourceKind } from '../../../engine/src/api/kind';
import { kinds } from '../../../engine/src/api/kinds';
import { kindRegistry } from '../../../engine/src/api/kindRegistry';
import { apiVersionOf, type KubeObject } from '../../../engine/src/api/object';
import { schemasFor } from '../../../engine/src/api/schema/schemaStore';
import { beforeCreate } from '../../../engine/src/apiserver/strategyStages';
import { clone } from '../../../engine/src/core/json';

const minor = 36;
const schemas = schemasFor(`1.${minor}`);
assert.ok(schemas);
const registry = kindRegistry(schemas);
/** Kinds whose strategy gives a nameless object a name. */
const namesItself: ReadonlySet<string> = new Set(['LimitRange']);

suite('registered kinds', () => {

  for (const kind of kinds) {
    const { gvk } = kind, apiVersion = apiVersionOf(gvk), name = `${apiVersion} ${gvk.kind}`;
    test(`${name} is what Kubernetes 1.${minor} serves`, () => {
      const served = schemas.kind(apiVersion, gvk.kind);
      assert.deepEqual(served && { plural: served.plural, scope: served.scope, definition: served.definition }, { plural: kind.plural, scope: kind.scope, definition: kind.definition });
    });

    test(`${name} without a name is refused at metadata.name`, () => {
      const errors = validated(kind, { apiVersion, kind: gvk.kind, metadata: kind.scope === 'Namespaced' ? { namespace: 'default' } : {} });
      assert.ok(errors === undefined || errors.includes('metadata.name') || namesItself.has(gvk.kind), String(errors));
    });

    test(`${name} with nothing but a name is judged without breaking`, () => {
      validated(kind, { apiVersion, kind: gvk.kind, metadata: { name: 'a' } });
    });
  }
});

/** The fields that a fresh object is refused for, after defaulting as for a create; undefined for a kind without rules. */
function validated(kind: ResourceKind, object: KubeObject): readonly string[] | undefined {
  if (kind.validate === undefined) return undefined;
  const copy = clone(object);
  kind.setDefaults?.(copy);
  return beforeCreate(registry, kind, copy, { user: { name: 'admin', groups: [] }, now: '2026-01-01T00:00:00Z' }).map(error => error.path.toString());
}
