import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json, JsonObject } from '../../../../engine/src/core/json';
import { judged, pod, refusals, updateRefusals, withMetadata } from '../../../builders/judgedManifest';

const volumes = (...list: JsonObject[]): JsonObject => pod({ volumes: list });
const port = (fields: JsonObject): JsonObject => ({ containerPort: 80, ...fields });
const label = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

suite('pods are judged', () => {
  const rows: [name: string, manifest: JsonObject, messages: string[]][] = [
    ['a small one is accepted', pod(), []],
    ['no containers', pod({ containers: [] }), ['spec.containers: Required value']],
    ['an odd name of a container', pod({}, { name: 'A' }), [`spec.containers[0].name: Invalid value: "A": ${label}`]],
    ['two containers of one name', pod({ initContainers: [{ name: 'a', image: 'b' }] }), ['spec.initContainers[0].name: Duplicate value: "a"']],
    ['an image with a space at its end', pod({}, { image: 'a ' }), ['spec.containers[0].image: Invalid value: "a ": must not have leading or trailing whitespace']],
    ['an unknown pull policy', pod({}, { imagePullPolicy: 'Soon' }), ['spec.containers[0].imagePullPolicy: Unsupported value: "Soon": supported values: "Always", "IfNotPresent", "Never"']],
    ['a value of a named type is printed as JSON', pod({ restartPolicy: '<b>' }), ['spec.restartPolicy: Unsupported value: "\\u003cb\\u003e": supported values: "Always", "OnFailure", "Never"']],
    ['a port beyond the last', pod({}, { ports: [{ containerPort: 65536 }] }), ['spec.containers[0].ports[0].containerPort: Invalid value: 65536: must be between 1 and 65535, inclusive']],
    ['one port of the host twice', pod({}, { ports: [port({ hostPort: 80 }), port({ containerPort: 81, hostPort: 80 })] }), ['spec.containers[0].ports[1].hostPort: Duplicate value: "TCP//80"']],
    ['a probe that does two things', pod({}, { livenessProbe: { exec: { command: ['x'] }, tcpSocket: { port: 1 } } }), ['spec.containers[0].livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type']],
    ['a probe that does nothing', pod({}, { readinessProbe: {} }), ['spec.containers[0].readinessProbe: Required value: must specify a handler type']],
    ['alive once is enough', pod({}, { livenessProbe: { tcpSocket: { port: 1 }, successThreshold: 2 } }), ['spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1']],
    ['a hook that sleeps longer than the pod may take', pod({}, { lifecycle: { preStop: { sleep: { seconds: 31 } } } }), ['spec.containers[0].lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)']],
    ['a probe of an init container', pod({ initContainers: [{ name: 'i', image: 'i', startupProbe: { tcpSocket: { port: 1 } } }] }), ['spec.initContainers[0].startupProbe: Forbidden: may not be set for init containers without restartPolicy=Always']],
    ['a probe of a sidecar', pod({ initContainers: [{ name: 'i', image: 'i', restartPolicy: 'Always', startupProbe: { tcpSocket: { port: 1 } } }] }), []],
    ['a variable from nowhere', pod({}, { env: [{ name: 'A', valueFrom: {} }] }), ['spec.containers[0].env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`']],
    ['a variable from a field that there is not', pod({}, { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.x' } } }] }), ['spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.x": error converting fieldPath: field label not supported: spec.x']],
    ['a mount of no volume', pod({}, { volumeMounts: [{ name: 'v', mountPath: '/v' }] }), ['spec.containers[0].volumeMounts[0].name: Not found: "v"']],
    ['more requested than limited', pod({}, { resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }), ['spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1']],
    ['half a device', pod({}, { resources: { limits: { 'a.io/gpu': '500m' } } }), ['spec.containers[0].resources.limits[a.io/gpu]: Invalid value: "500m": must be an integer', 'spec.containers[0].resources.requests[a.io/gpu]: Invalid value: "500m": must be an integer']],
    ['huge pages alone', pod({}, { resources: { limits: { 'hugepages-2Mi': '3Mi' } } }), [
      'spec.containers[0].resources.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
      'spec.containers[0].resources.requests[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
      'spec.containers[0].resources: Forbidden: HugePages require cpu or memory'
    ]],
    ['privileged and not allowed to gain privileges', pod({}, { securityContext: { privileged: true, allowPrivilegeEscalation: false } }), [
      'spec.containers[0].securityContext: Invalid value: {"Capabilities":null,"Privileged":true,"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"ReadOnlyRootFilesystem":null,"AllowPrivilegeEscalation":false,"ProcMount":null,"SeccompProfile":null,"AppArmorProfile":null}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true'
    ]],
    ['a volume without a name', volumes({ emptyDir: {} }), ['spec.volumes[0].name: Required value']],
    ['a volume of two kinds', volumes({ name: 'v', emptyDir: {}, cephfs: { monitors: ['a'] } }), ['spec.volumes[0].cephFS: Forbidden: may not specify more than 1 volume type']],
    ['a host path that climbs', volumes({ name: 'v', hostPath: { path: '/a/../b' } }), ["spec.volumes[0].hostPath.path: Invalid value: \"/a/../b\": must not contain '..'"]],
    ['a mode of no file', volumes({ name: 'v', secret: { secretName: 's', defaultMode: 512 } }), ['spec.volumes[0].secret.defaultMode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive']],
    ['one path of a projection twice', volumes({ name: 'v', projected: { sources: [{ secret: { name: 's', items: [{ key: 'a', path: 'p' }] } }, { configMap: { name: 'c', items: [{ key: 'a', path: 'p' }] } }] } }), ['spec.volumes[0].projected: Invalid value: "c": conflicting duplicate paths']],
    ['a claim of an ephemeral volume without size', volumes({ name: 'v', ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'] } } } }), ['spec.volumes[0].ephemeral.volumeClaimTemplate.spec.resources[storage]: Required value']],
    ['a toleration of everything with a key', pod({ tolerations: [{ operator: 'Equal', value: 'a' }] }), ['spec.tolerations[0].operator: Invalid value: "Equal": operator must be Exists when `key` is empty, which means "match all values and all keys"']],
    ['a term of affinity without topology', pod({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: {} }] } } }), [
      'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Required value: can not be empty',
      'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Invalid value: "": name part must be non-empty',
      "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Invalid value: \"\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
    ]],
    ['a skew of nothing', pod({ topologySpreadConstraints: [{ maxSkew: 0, topologyKey: 'z', whenUnsatisfiable: 'DoNotSchedule' }] }), ['spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero']],
    ['no resolver settings where they are needed', pod({ dnsPolicy: 'None' }), ['spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None']],
    ['a Windows pod with a Linux setting', pod({ os: { name: 'windows' }, securityContext: { fsGroup: 1 } }), ['spec.securityContext.fsGroup: Forbidden: cannot be set for a windows pod']],
    ['a network parameter on the host\'s network', pod({ hostNetwork: true, securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1' }] } }), ["spec.securityContext.sysctls[0].name: Invalid value: \"net.core.somaxconn\": may not be specified when 'hostNetwork' is true"]],
    ['an ephemeral container from the start', pod({ ephemeralContainers: [{ name: 'e', image: 'e' }] }), ['spec.ephemeralContainers: Forbidden: cannot be set on create']],
    ['a deletion cost that is no number', withMetadata(pod(), { annotations: { 'controller.kubernetes.io/pod-deletion-cost': '+1' } }), ['metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "+1": must be a 32bit integer']]
  ];
  for (const [name, manifest, messages] of rows) test(name, () => assert.deepEqual(refusals(manifest), messages));
});

suite('changes of pods are judged', () => {
  const deny = 'spec: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n';

  test('another image is fine', () => assert.deepEqual(updateRefusals(pod(), pod({}, { image: 'b' })), []));

  test('another command is shown as the server prints its own type', () => {
    const [message = ''] = updateRefusals(pod(), pod({}, { command: ['x'] }));
    assert.equal(message, `${deny}@@ -5,7 +5,9 @@\n   {\n    "Name": "a",\n    "Image": "a",\n-   "Command": null,\n+   "Command": [\n+    "x"\n+   ],\n    "Args": null,\n    "WorkingDir": "",\n    "Ports": null,\n`);
  });

  test('one container more', () => assert.deepEqual(updateRefusals(pod(), pod({ containers: [{ name: 'a', image: 'a' }, { name: 'b', image: 'b' }] })), ['spec.containers: pod updates may not add or remove containers']));

  test('a gated pod may narrow its choice of nodes', () => {
    const gates = { schedulingGates: [{ name: 'a.io/g' }] };
    assert.deepEqual(updateRefusals(pod(gates), pod({ ...gates, nodeSelector: { disk: 'ssd' } })), []);
    assert.deepEqual(updateRefusals(pod({ ...gates, nodeSelector: { disk: 'ssd' } }), pod(gates)), ['spec.nodeSelector: only additions to spec.nodeSelector are allowed (no mutations or deletions)']);
  });
});

suite('pods are warned of', () => {
  const rows: [name: string, manifest: JsonObject, warnings: string[]][] = [
    ['nothing', pod(), []],
    ['a deprecated label of nodes', pod({ nodeSelector: { 'beta.kubernetes.io/os': 'linux' } }), ['spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead']],
    ['a part of a byte', pod({}, { resources: { limits: { memory: '100m' }, requests: { memory: '0' } } }), ['spec.containers[0].resources.limits[memory]: fractional byte value "100m" is invalid, must be an integer']],
    ['a variable set twice', pod({}, { env: [{ name: 'A', value: '1' }, { name: 'A', value: '2' }] }), ['spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply']],
    ['a variable that builds on itself', pod({}, { env: [{ name: 'A', value: '1' }, { name: 'A', value: 'x$(A)' }] }), []],
    ['a port said twice', pod({}, { ports: [port({ name: 'x' }), port({ name: 'x2' })] }), ['spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]']],
    ['a file inside a file', volumes({ name: 'v', configMap: { name: 'c', items: [{ key: 'a', path: 'x' }, { key: 'b', path: 'x/y' }] } }), ['volume "v" (ConfigMap "c"): overlapping paths: "x/y" with "x"']],
    ['a name that is no host\'s', withMetadata(pod(), { name: 'a.b' }), ["metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]"]],
    ['a retired volume', volumes({ name: 'v', gitRepo: { repository: 'r' } }), ['spec.volumes[0].gitRepo: deprecated in v1.11, and disabled by default in v1.33+']]
  ];
  for (const [name, manifest, warnings] of rows) {
    test(name, () => {
      const judgement = judged(manifest);
      assert.equal(judgement.status?.message, undefined);
      assert.deepEqual(judgement.warnings, warnings);
    });
  }
});

suite('pods that nobody meant', () => {
  const fields = ['containers', 'initContainers', 'volumes', 'tolerations', 'affinity', 'securityContext', 'dnsConfig', 'hostAliases', 'resources', 'os', 'topologySpreadConstraints', 'resourceClaims', 'schedulingGates', '__proto__'];
  const names = [...fields, 'name', 'image', 'ports', 'env', 'resources', 'limits', 'cpu', 'emptyDir', 'projected', 'sources', 'secret', 'items', 'key', 'path', 'valueFrom', 'fieldRef', 'livenessProbe', 'httpGet', 'port', 'nodeAffinity', 'labelSelector', 'matchExpressions', 'values', 'operator'];

  test('any JSON is answered, and every complaint has its place', () => {
    const { value } = fc.letrec<{ value: Json }>(tie => ({
      value: fc.oneof({ maxDepth: 4 }, fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null)),
        fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }))
    }));
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 5 }), spec => {
      for (const problem of judged({ ...pod(), spec }).problems) assert.ok(problem.message !== '' && problem.path.toString() !== '');
    }), { numRuns: 100 });
  });

  const many = 10_000;
  const large: [name: string, manifest: JsonObject][] = [
    ['ports', pod({}, { ports: Array.from({ length: many }, () => port({ name: 'x' })) })],
    ['variables', pod({}, { env: Array.from({ length: many }, () => ({ name: 'A' })) })],
    ['tolerations', pod({ tolerations: Array.from({ length: many }, () => ({ operator: 'Exists' })) })],
    ['files', volumes({ name: 'v', secret: { secretName: 's', items: Array.from({ length: many }, (_, i) => ({ key: 'a', path: `p${i}/` })) } })],
    ['spread constraints', pod({ topologySpreadConstraints: Array.from({ length: many }, () => ({ maxSkew: 1, topologyKey: 'z', whenUnsatisfiable: 'DoNotSchedule' })) })],
    ['containers', pod({ containers: Array.from({ length: many }, () => ({ name: 'a', image: 'a' })) })]
  ];
  for (const [name, manifest] of large) test(`${many} ${name} are answered`, () => assert.ok(judged(manifest).problems.length < many * 4));
});
