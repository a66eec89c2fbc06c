import assert from 'node:assert/strict';
import { removedVersions, schemasFor, supportedVersions, versionsKnowing } from '../../../../engine/src/api/schema/schemaStore';
import type { SchemaField, SchemaStore, SchemaType } from '../../../../engine/src/api/schema/schema';
import type { Deployment, Event, EventsV1Event, Pod } from '../../../../engine/generated/types';
import type { KubeObject } from '../../../../engine/src/api/object';

const core = 'io.k8s.api.core.v1';
const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1';

function store(version: string): SchemaStore {
  const found = schemasFor(version);
  assert.ok(found, `no schemas for ${version}`);
  return found;
}

function field(definition: string, name: string): SchemaField {
  const found = store('1.36').definition(definition)?.field(name);
  assert.ok(found, `${definition} has no ${name}`);
  return found;
}

/** A type in short, to compare tables of them. */
function short(schema: SchemaType): string {
  switch (schema.type) {
    case 'object': return schema.definition.slice(schema.definition.lastIndexOf('.') + 1);
    case 'array': return `${short(schema.items)}[]${schema.listType === undefined ? '' : ` ${schema.listType} ${schema.listMapKeys?.join() ?? ''}`.trimEnd()}`;
    case 'map': return `{${short(schema.values)}}`;
    case 'integer': return schema.format;
    case 'string': return schema.enum === undefined ? schema.format ?? 'string' : schema.enum.join('|');
    default: return schema.type;
  }
}

suite('schemas: fields', () => {
  const rows: [definition: string, field: string, type: string][] = [
    [`${core}.PodSpec`, 'containers', 'Container[] map name'],
    [`${core}.PodSpec`, 'activeDeadlineSeconds', 'int64'],
    [`${core}.PodSpec`, 'dnsPolicy', 'ClusterFirst|ClusterFirstWithHostNet|Default|None'],
    [`${core}.PodSpec`, 'nodeSelector', '{string}'],
    [`${core}.PodSpec`, 'overhead', '{quantity}'],
    [`${core}.PodSpec`, 'topologySpreadConstraints', 'TopologySpreadConstraint[] map topologyKey,whenUnsatisfiable'],
    [`${core}.PodSpec`, 'tolerations', 'Toleration[]'],
    [`${core}.Container`, 'ports', 'ContainerPort[] map containerPort,protocol'],
    [`${core}.ContainerPort`, 'containerPort', 'int32'],
    [`${core}.ServicePort`, 'targetPort', 'intOrString'],
    [`${core}.Secret`, 'data', '{byte}'],
    [`${core}.Secret`, 'stringData', '{string}'],
    [`${core}.EmptyDirVolumeSource`, 'sizeLimit', 'quantity'],
    [`${core}.Event`, 'eventTime', 'micro-time'],
    [`${core}.HostPathVolumeSource`, 'type', '|BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket'],
    [`${meta}.ObjectMeta`, 'creationTimestamp', 'date-time'],
    [`${meta}.ObjectMeta`, 'finalizers', 'string[] set'],
    [`${meta}.ObjectMeta`, 'generation', 'int64'],
    [`${meta}.ListMeta`, 'continue', 'string'],
    ['io.k8s.api.apps.v1.ControllerRevision', 'data', 'any'],
    ['io.k8s.api.networking.v1.NetworkPolicyIngressRule', 'from', 'NetworkPolicyPeer[]'],
    ['io.k8s.api.policy.v1.PodDisruptionBudgetStatus', 'disruptedPods', '{date-time}'],
    ['io.k8s.api.resource.v1beta1.DeviceCapacity', 'value', 'quantity'],
    ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps', '$ref', 'string'],
    ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps', 'maximum', 'number'],
    ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps', 'additionalProperties', 'any'],
    ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps', 'x-kubernetes-int-or-string', 'boolean'],
    ['io.k8s.api.storagemigration.v1beta1.StorageVersionMigrationSpec', 'resource', 'GroupResource'],
    ['io.k8s.api.apiserverinternal.v1alpha1.StorageVersion', 'spec', 'StorageVersionSpec']
  ];
  for (const [definition, name, type] of rows) {
    test(`${definition.slice(definition.lastIndexOf('.') + 1)}.${name} is ${type}`, () => assert.equal(short(field(definition, name).schema), type));
  }

  test('required fields are those that Go does not omit', () => {
    const required = (name: string): string[] | undefined => store('1.36').definition(name)?.fields.filter(item => item.required).map(item => item.name);
    assert.deepEqual(required(`${core}.PodSpec`), ['containers']);
    assert.deepEqual(required('io.k8s.api.apps.v1.DeploymentSpec'), ['selector', 'template']);
    assert.deepEqual(required(`${core}.Pod`), []);
  });

  test('merge keys and strategies stand on fields', () => {
    const { patchStrategy, patchMergeKey } = field(`${core}.PodSpec`, 'volumes');
    assert.deepEqual({ patchStrategy, patchMergeKey }, { patchStrategy: ['merge', 'retainKeys'], patchMergeKey: 'name' });
    assert.deepEqual(field('io.k8s.api.apps.v1.DeploymentSpec', 'strategy').patchStrategy, ['retainKeys']);
    assert.equal(field(`${core}.PodStatus`, 'hostIPs').patchMergeKey, 'ip');
  });

  test('selectors are one value to server-side apply, a claimRef is not', () => {
    assert.equal(store('1.36').definition(`${meta}.LabelSelector`)?.mapType, 'atomic');
    assert.equal(field(`${core}.ServiceSpec`, 'selector').mapType, 'atomic');
    assert.equal(field(`${core}.PersistentVolumeSpec`, 'claimRef').mapType, 'granular');
  });

  test('every definition that a field names exists, in every version', () => {
    for (const version of [...supportedVersions, removedVersions]) {
      const schemas = store(version);
      const seen = new Set(schemas.kinds.map(kind => kind.definition));
      for (const name of seen) {
        const definition = schemas.definition(name);
        assert.ok(definition, `${version}: ${name}`);
        for (const item of definition.fields) for (const inner of definitionsIn(item.schema)) seen.add(inner);
      }
    }
  });
});

function definitionsIn(schema: SchemaType): string[] {
  if (schema.type === 'object') return [schema.definition];
  return schema.type === 'array' ? definitionsIn(schema.items) : schema.type === 'map' ? definitionsIn(schema.values) : [];
}

suite('schemas: kinds', () => {
  test('a Deployment of 1.36', () => {
    assert.deepEqual(store('1.36').kind('apps/v1', 'Deployment'), {
      group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', scope: 'Namespaced', definition: 'io.k8s.api.apps.v1.Deployment',
      verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update'], subresources: ['scale', 'status']
    });
  });

  const scopes: [apiVersion: string, kind: string, plural: string, scope: string][] = [
    ['v1', 'Namespace', 'namespaces', 'Cluster'], ['v1', 'Endpoints', 'endpoints', 'Namespaced'], ['v1', 'Node', 'nodes', 'Cluster'],
    ['networking.k8s.io/v1', 'IngressClass', 'ingressclasses', 'Cluster'], ['networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies', 'Namespaced'],
    ['storage.k8s.io/v1', 'CSIStorageCapacity', 'csistoragecapacities', 'Namespaced'], ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'clusterroles', 'Cluster'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions', 'Cluster']
  ];
  for (const [apiVersion, kind, plural, scope] of scopes) {
    test(`${kind} is ${plural}, ${scope}`, () => {
      const found = store('1.36').kind(apiVersion, kind);
      assert.deepEqual([found?.plural, found?.scope], [plural, scope]);
    });
  }

  test('what a version does not serve, it does not know', () => {
    assert.equal(store('1.36').kind('extensions/v1beta1', 'Ingress'), undefined);
    assert.equal(store('1.36').kind('v1', 'constructor'), undefined);
    assert.equal(store('1.36').definition('__proto__'), undefined);
    assert.equal(schemasFor('1.2'), undefined);
  });

  test('the removed versions are known apart', () => {
    const ingress = store(removedVersions).kind('extensions/v1beta1', 'Ingress');
    assert.equal(ingress?.plural, 'ingresses');
    assert.equal(short(store(removedVersions).definition('io.k8s.api.extensions.v1beta1.IngressBackend')?.field('servicePort')?.schema ?? { type: 'any' }), 'intOrString');
  });

  test('the versions that know a kind', () => {
    assert.deepEqual(versionsKnowing('apps/v1', 'Deployment'), supportedVersions);
    assert.deepEqual(versionsKnowing('resource.k8s.io/v1', 'ResourceClaim'), ['1.36', '1.34']);
    assert.deepEqual(versionsKnowing('batch/v1beta1', 'CronJob'), []);
  });

  test('the same store answers each time', () => assert.equal(schemasFor('1.36'), schemasFor('1.36')));

  test('the generated types are objects of the engine', () => {
    const pod: Pod = { metadata: { name: 'web' }, spec: { containers: [{ name: 'app', resources: { limits: { cpu: 1, memory: '64Mi' } } }] } };
    const objects: KubeObject[] = [pod, {} satisfies Deployment, {} satisfies Event, {} satisfies EventsV1Event];
    assert.equal(objects.length, 4);
  });
});
