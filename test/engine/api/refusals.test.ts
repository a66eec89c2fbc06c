import assert from 'node:assert/strict';
import { kindRegistry } from '../../../engine/src/api/kindRegistry';
import { schemasFor } from '../../../engine/src/api/schema/schemaStore';
import { judge } from '../../../engine/src/apiserver/judge';
import type { Json, JsonObject } from '../../../engine/src/core/json';

const schemas = schemasFor('1.36');
assert.ok(schemas);
const registry = kindRegistry(schemas);

/** One manifest and the complaints about it, or the warnings where it is accepted. */
interface Row { readonly name: string; readonly manifest: JsonObject; readonly complaints?: readonly string[]; readonly warnings?: readonly string[] }

function check(group: string, rows: readonly Row[]): void {
  suite(group, () => {
    for (const { name, manifest, complaints = [], warnings = [] } of rows) {
      test(name, () => {
        const judged = judge(manifest, { registry });
        assert.deepEqual(judged.problems.map(({ message }) => message), complaints);
        if (complaints.length === 0) assert.deepEqual(judged.warnings, warnings);
      });
    }
  });
}

const metadata = { name: 'a' };
const volume = (spec: JsonObject, meta: JsonObject = {}): JsonObject => ({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'a', ...meta }, spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], ...spec } });
const csi = { driver: 'd.example.com', volumeHandle: 'h' };

check('persistent volumes', [
  { name: 'a CSI volume is accepted', manifest: volume({ csi }) },
  { name: 'two sources are one too many', manifest: volume({ csi, nfs: { server: 's', path: '/' } }), complaints: ['spec.csi: Forbidden: may not specify more than 1 volume type'] },
  { name: 'a second flexVolume is looked into', manifest: volume({ nfs: { server: 's', path: '/' }, flexVolume: {} }), complaints: ['spec.flexVolume.driver: Required value'] },
  { name: 'a local volume needs a node', manifest: volume({ local: { path: '/x' } }), complaints: ['spec.nodeAffinity: Required value: Local volume requires node affinity'] },
  { name: 'the root of a host is not recycled', manifest: volume({ hostPath: { path: '/a/..' }, persistentVolumeReclaimPolicy: 'Recycle' }), complaints: ["spec.hostPath.path: Invalid value: \"/a/..\": must not contain '..'", "spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'"] },
  { name: 'a secret has a name and a namespace', manifest: volume({ csi: { ...csi, nodePublishSecretRef: { name: 's' } } }), complaints: ['spec.csi.nodePublishSecretRef.namespace: Required value'] },
  { name: 'attributes are for CSI volumes', manifest: volume({ nfs: { server: 's', path: '/' }, volumeAttributesClassName: 'gold' }), complaints: ['spec.csi: Required value: has to be specified when using volumeAttributesClassName'] },
  { name: 'mount options do not go with CSI', manifest: volume({ csi }, { annotations: { 'volume.beta.kubernetes.io/mount-options': 'ro' } }), complaints: ['metadata.annotations.volume.beta.kubernetes.io/mount-options: Forbidden: may not specify mount options for this volume type'] },
  { name: 'an empty capacity is printed as one', manifest: volume({ csi, capacity: {} }), complaints: ['spec.capacity: Required value', 'spec.capacity: Unsupported value: {}: supported values: "storage"'] },
  { name: 'less than nothing is no capacity', manifest: volume({ csi, capacity: { storage: '-1Gi' } }), complaints: ['spec.capacity[storage]: Invalid value: -1073741824: must be a valid resource quantity', 'spec.capacity[storage]: Invalid value: "-1Gi": must be greater than zero'] },
  { name: 'retired sources are warned of', manifest: volume({ rbd: { monitors: ['m'], image: 'i' }, persistentVolumeReclaimPolicy: 'Recycle' }), warnings: ['spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.', 'spec.rbd: deprecated in v1.28, non-functional in v1.31+'] }
]);

const attachment = (spec: JsonObject): JsonObject => ({ apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttachment', metadata, spec: { attacher: 'd.example.com', nodeName: 'n', ...spec } });
check('volume attachments', [
  { name: 'a volume by name is accepted', manifest: attachment({ source: { persistentVolumeName: 'v' } }) },
  { name: 'a source must be named', manifest: attachment({ source: {} }), complaints: ['spec.source: Required value: must specify exactly one of inlineVolumeSpec and persistentVolumeName'] },
  { name: 'an inline volume has no capacity and is a CSI one', manifest: attachment({ source: { inlineVolumeSpec: { capacity: { storage: '1' }, accessModes: ['ReadWriteOnce'], nfs: { server: 's', path: '/' } } } }), complaints: ['spec.source.inlineVolumeSpec.capacity: Forbidden: may not be specified in the context of inline volumes', 'spec.source.inlineVolumeSpec.csi: Required value: has to be specified in the context of inline volumes'] }
]);

check('storage kinds', [
  { name: 'attributes must say something', manifest: { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttributesClass', metadata, driverName: 'd.example.com' }, complaints: ['parameters: Required value: must contain at least one key/value pair'] },
  { name: 'a driver is on a node once', manifest: { apiVersion: 'storage.k8s.io/v1', kind: 'CSINode', metadata, spec: { drivers: [{ name: 'd', nodeID: 'n' }, { name: 'd', nodeID: '', topologyKeys: ['a b'] }] } }, complaints: ['spec.drivers[1].nodeID: Required value', 'spec.drivers[1].name: Duplicate value: "d"', "spec.drivers[1]: Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"] },
  { name: 'old labels of zones are warned of', manifest: { apiVersion: 'storage.k8s.io/v1', kind: 'CSIStorageCapacity', metadata, storageClassName: 's', nodeTopology: { matchLabels: { 'failure-domain.beta.kubernetes.io/zone': 'z' } } }, warnings: ['nodeTopology.matchLabels.failure-domain.beta.kubernetes.io/zone: deprecated since v1.17; use "topology.kubernetes.io/zone" instead'] },
  { name: 'a revision holds an object', manifest: { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata, revision: -1, data: ['x'] }, complaints: ['revision: Invalid value: -1: must be greater than or equal to 0', 'data: Required value: data must be a valid JSON object'] }
]);

const flowSchema = (spec: JsonObject, name = 'a'): JsonObject => ({ apiVersion: 'flowcontrol.apiserver.k8s.io/v1', kind: 'FlowSchema', metadata: { name }, spec: { priorityLevelConfiguration: { name: 'p' }, ...spec } });
const level = (spec: JsonObject, name = 'a'): JsonObject => ({ apiVersion: 'flowcontrol.apiserver.k8s.io/v1', kind: 'PriorityLevelConfiguration', metadata: { name }, spec });
const anything: JsonObject = { resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'], namespaces: ['*'], clusterScope: true }], nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }] };
check('API priority and fairness', [
  { name: 'a schema without rules is accepted', manifest: flowSchema({}) },
  { name: 'precedence 1 is taken', manifest: flowSchema({ matchingPrecedence: 1 }), complaints: ["spec.matchingPrecedence: Invalid value: 1: only the schema named 'exempt' may have matchingPrecedence 1"] },
  { name: 'what every cluster has is accepted as it is', manifest: flowSchema({ priorityLevelConfiguration: { name: 'exempt' }, matchingPrecedence: 1, rules: [{ subjects: [{ kind: 'Group', group: { name: 'system:masters' } }], ...anything }] }, 'exempt') },
  { name: 'what every cluster has may not differ', manifest: level({ type: 'Limited', limited: { limitResponse: { type: 'Reject' } } }, 'catch-all'), complaints: ['spec: Invalid value: {"Type":"Limited","Limited":{"NominalConcurrencyShares":30,"LimitResponse":{"Type":"Reject","Queuing":null},"LendablePercent":0,"BorrowingLimitPercent":null},"Exempt":null}: spec of \'catch-all\' must equal the fixed value'] },
  { name: 'a subject is what its kind says', manifest: flowSchema({ rules: [{ subjects: [{ kind: 'User', group: { name: 'g' } }], nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['a', '/x*'] }] }] }), complaints: ["spec.rules[0].subjects[0].user: Required value: user is required when subject kind is 'User'", "spec.rules[0].subjects[0].group: Forbidden: group is forbidden when subject kind is not 'Group'", 'spec.rules[0].nonResourceRules[0].nonResourceURLs[0]: Invalid value: "a": must start with slash', 'spec.rules[0].nonResourceRules[0].nonResourceURLs[1]: Invalid value: "/x*": wildcard can only do suffix matching'] },
  { name: 'a hand is dealt from its deck', manifest: level({ type: 'Limited', limited: { limitResponse: { type: 'Queue', queuing: { queues: 64, handSize: 11 } } } }), complaints: ['spec.limited.limitResponse.queuing.handSize: Invalid value: 11: required entropy bits of deckSize 64 and handSize 11 should not be greater than 60'] }
]);

const cidrs = (...list: string[]): JsonObject => ({ apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR', metadata, spec: { cidrs: list } });
check('addresses of services', [
  { name: 'both families are accepted', manifest: cidrs('10.0.0.0/16', 'fd00::/64') },
  { name: 'one family twice is not', manifest: cidrs('10.0.0.0/16', '10.1.0.0/16'), complaints: ['spec.cidrs: Invalid value: ["10.0.0.0/16","10.1.0.0/16"]: may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64'] },
  { name: 'an address is called by itself', manifest: { apiVersion: 'networking.k8s.io/v1', kind: 'IPAddress', metadata, spec: { parentRef: { resource: 'services', name: 's' } } }, complaints: ['metadata.name: Invalid value: "a": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'] }
]);

const deviceClaim = (devices: JsonObject): JsonObject => ({ apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaim', metadata, spec: { devices } });
check('device claims', [
  { name: 'one device of a class is accepted', manifest: deviceClaim({ requests: [{ name: 'r', exactly: { deviceClassName: 'c' } }], constraints: [{ requests: ['r'], matchAttribute: 'd.example.com/model' }] }) },
  { name: 'a request is exact or has alternatives', manifest: deviceClaim({ requests: [{ name: 'r' }] }), complaints: ['spec.devices.requests[0]: Required value: exactly one of `exactly` or `firstAvailable` is required'] },
  { name: 'all devices are not counted', manifest: deviceClaim({ requests: [{ name: 'r', exactly: { deviceClassName: 'c', allocationMode: 'All', count: 2 } }] }), complaints: ["spec.devices.requests[0].exactly.count: Invalid value: 2: must not be specified when allocationMode is 'All'"] },
  { name: 'a constraint names requests of the claim', manifest: deviceClaim({ constraints: [{ requests: ['x'], matchAttribute: 'model' }] }), complaints: ["spec.devices.constraints[0].requests[0]: Invalid value: \"x\": must be the name of a request in the claim or the name of a request and a subrequest separated by '/'", 'spec.devices.constraints[0].matchAttribute: Invalid value: "model": a fully qualified name must be a domain and a name separated by a slash'] },
  { name: 'what a driver is told is an object', manifest: { apiVersion: 'resource.k8s.io/v1', kind: 'DeviceClass', metadata, spec: { config: [{ opaque: { driver: 'd.example.com', parameters: 'x' } }], extendedResourceName: 'gpu' } }, complaints: ['spec.config[0].opaque.parameters: Invalid value: "<value omitted>": must be a valid JSON object', 'spec.extendedResourceName: Invalid value: "gpu": must be a valid extended resource name'] }
]);

check('events', [
  { name: 'the new kind of event says when and who', manifest: { apiVersion: 'events.k8s.io/v1', kind: 'Event', metadata, type: 'Normal', regarding: { namespace: 'default' }, deprecatedCount: 1 }, complaints: ['eventTime: Required value', 'count: Invalid value: "": needs to be unset'] }
]);

const ingress = (spec: JsonObject, annotations: JsonObject = {}): JsonObject => ({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'a', annotations }, spec });
const defaultBackend = { service: { name: 's', port: { number: 80 } } };
check('ingresses and policies', [
  { name: 'the old annotation is warned of', manifest: ingress({ defaultBackend }, { 'kubernetes.io/ingress.class': 'x' }), warnings: ["annotation \"kubernetes.io/ingress.class\" is deprecated, please use 'spec.ingressClassName' instead"] },
  { name: 'the annotation and the field agree', manifest: ingress({ defaultBackend, ingressClassName: 'y' }, { 'kubernetes.io/ingress.class': 'x' }), complaints: ['annotations.kubernetes.io/ingress.class: Invalid value: "x": must match `ingressClassName` when both are specified'] },
  { name: 'an empty list of rules is printed as one', manifest: ingress({ rules: [] }), complaints: ['spec: Invalid value: []: either `defaultBackend` or `rules` must be specified'] },
  { name: 'no rules are printed as null', manifest: ingress({}), complaints: ['spec: Invalid value: null: either `defaultBackend` or `rules` must be specified'] },
  { name: 'paths climb nowhere', manifest: ingress({ rules: [{ host: '1.2.3.4', http: { paths: [{ path: '/a/../b/..', pathType: 'Exact', backend: defaultBackend }] } }] }), complaints: ['spec.rules[0].host: Invalid value: "1.2.3.4": must be a DNS name, not an IP address', "spec.rules[0].http.paths[0].path: Invalid value: \"/a/../b/..\": must not contain '/../'", "spec.rules[0].http.paths[0].path: Invalid value: \"/a/../b/..\": cannot end with '/..'"] },
  { name: 'a hole lies within its range', manifest: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8', '11.0.0.0/16'] } }] }] } }, complaints: ['spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "10.0.0.0/8": must be a strict subset of `cidr`', 'spec.ingress[0].from[0].ipBlock.except[1]: Invalid value: "11.0.0.0/16": must be a strict subset of `cidr`'] },
  { name: 'names of hosts in slices are deprecated', manifest: { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, addressType: 'FQDN', endpoints: [{ addresses: ['a.example.com'] }] }, warnings: ['spec.addressType: FQDN endpoints are deprecated'] }
]);

const autoscaler = (spec: JsonObject): JsonObject => ({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata, spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' }, ...spec } });
check('autoscalers', [
  { name: 'the old version is judged as the new one that it stands for', manifest: { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata, spec: { maxReplicas: 1, minReplicas: 2, targetCPUUtilizationPercentage: 0, scaleTargetRef: { apiVersion: 'v1', kind: 'Deployment', name: 'd' } } }, complaints: ['spec.maxReplicas: Invalid value: 1: must be greater than or equal to `minReplicas`', 'spec.scaleTargetRef.apiVersion: Invalid value: "v1": apiVersion must specify API group', 'spec.metrics[0].resource.target.averageUtilization: Invalid value: 0: must be greater than 0'] },
  { name: 'no replicas need another metric than a resource', manifest: autoscaler({ minReplicas: 0 }), complaints: ['spec.minReplicas: Invalid value: 0: must be greater than or equal to 1', 'spec.metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas'] },
  { name: 'an empty list of policies is not the default', manifest: autoscaler({ behavior: { scaleUp: { policies: [] } } }), complaints: ['spec.behavior.scaleUp.policies: Required value: must specify at least one Policy'] },
  { name: 'one source a metric', manifest: autoscaler({ metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Value', averageValue: '0' } }, pods: {} }] }), complaints: ['spec.metrics[0].pods.metric.name: Required value: must specify a metric name', 'spec.metrics[0].pods.target.type: Required value: must specify a metric target type', 'spec.metrics[0].pods.target.type: Invalid value: "": must be either Utilization, Value, or AverageValue', 'spec.metrics[0].pods.target.averageValue: Required value: must specify a positive target averageValue', 'spec.metrics[0].pods: Forbidden: must populate the given metric source only'] }
]);

const claim = (spec: Record<string, Json>): JsonObject => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec } });
suite('persistent volume claims', () => {
  const specOf = (manifest: JsonObject): Readonly<Record<string, unknown>> => (judge(manifest, { registry }).object?.['spec'] ?? {}) as Readonly<Record<string, unknown>>;
  const snapshot = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's' };

  test('one field for the source fills the other', () => {
    assert.deepEqual(specOf(claim({ dataSource: snapshot }))['dataSourceRef'], snapshot);
    assert.deepEqual(specOf(claim({ dataSourceRef: snapshot }))['dataSource'], snapshot);
  });

  test('an unknown source is dropped from the old field, and any of another namespace', () => {
    assert.equal(specOf(claim({ dataSource: { ...snapshot, kind: 'Other' } }))['dataSource'], undefined);
    assert.equal(specOf(claim({ dataSourceRef: { ...snapshot, namespace: 'other' } }))['dataSourceRef'], undefined);
  });
});
