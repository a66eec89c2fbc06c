import assert from 'node:assert/strict';
import type { Container, PodSpec } from '../../../../engine/generated/types';
import type { PodSecurityLevel } from '../../../../engine/src/api/podSecurity/check';
import { checks } from '../../../../engine/src/api/podSecurity/checks';
import { evaluatePod, forbiddenDetail, type PolicyVersion } from '../../../../engine/src/api/podSecurity/evaluate';

/** A pod that the restricted level lets through. */
const good: PodSpec = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [{ name: 'c', image: 'x', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }]
};

function withContainer(change: Container): PodSpec {
  return { ...good, containers: (good.containers ?? []).map(container => ({ ...container, ...change, securityContext: { ...container.securityContext, ...change.securityContext } })) };
}

interface Row { readonly id: string; readonly level: PodSecurityLevel; readonly version?: PolicyVersion; readonly spec: PodSpec; readonly annotations?: Record<string, string>; readonly text: string }

const rows: readonly Row[] = [
  { id: 'allowPrivilegeEscalation', level: 'restricted', spec: withContainer({ securityContext: { allowPrivilegeEscalation: true } }), text: 'allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false)' },
  { id: 'appArmorProfile', level: 'baseline', spec: withContainer({ securityContext: { appArmorProfile: { type: 'Unconfined' } } }), text: 'forbidden AppArmor profile (container "c" must not set AppArmor profile type to "Unconfined")' },
  { id: 'appArmorProfile', level: 'baseline', spec: good, annotations: { 'container.apparmor.security.beta.kubernetes.io/c': 'unconfined' }, text: 'forbidden AppArmor profile (annotation must not set AppArmor profile type to "container.apparmor.security.beta.kubernetes.io/c="unconfined"")' },
  { id: 'capabilities_baseline', level: 'baseline', spec: withContainer({ securityContext: { capabilities: { add: ['NET_RAW', 'CHOWN'] } } }), text: 'non-default capabilities (container "c" must not include "NET_RAW" in securityContext.capabilities.add)' },
  { id: 'capabilities_restricted', level: 'restricted', spec: withContainer({ securityContext: { capabilities: { add: ['CHOWN'] } } }), text: 'unrestricted capabilities (container "c" must set securityContext.capabilities.drop=["ALL"]; container "c" must not include "CHOWN" in securityContext.capabilities.add)' },
  { id: 'hostNamespaces', level: 'baseline', spec: { ...good, hostNetwork: true, hostIPC: true }, text: 'host namespaces (hostNetwork=true, hostIPC=true)' },
  { id: 'hostPathVolumes', level: 'baseline', spec: { ...good, volumes: [{ name: 'v', hostPath: { path: '/' } }] }, text: 'hostPath volumes (volume "v")' },
  { id: 'hostPorts', level: 'baseline', spec: withContainer({ ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 8, hostPort: 443 }] }), text: 'hostPort (container "c" uses hostPorts 443, 80)' },
  { id: 'hostProbesAndHostLifecycle', level: 'baseline', spec: withContainer({ livenessProbe: { httpGet: { port: 80, host: '10.0.0.1' } } }), text: 'probe or lifecycle host (container "c" uses probe or lifecycle host "10.0.0.1")' },
  { id: 'privileged', level: 'baseline', spec: withContainer({ securityContext: { privileged: true } }), text: 'privileged (container "c" must not set securityContext.privileged=true)' },
  { id: 'procMount', level: 'baseline', spec: withContainer({ securityContext: { procMount: 'Unmasked' } }), text: 'procMount (container "c" must not set securityContext.procMount to "Unmasked")' },
  { id: 'procMount_restricted', level: 'restricted', spec: { ...withContainer({ securityContext: { procMount: 'Unmasked' } }), hostUsers: false }, text: 'procMount (container "c" must not set securityContext.procMount to "Unmasked")' },
  { id: 'restrictedVolumes', level: 'restricted', spec: { ...good, volumes: [{ name: 'v', hostPath: { path: '/' } }] }, text: 'restricted volume types (volume "v" uses restricted volume type "hostPath")' },
  { id: 'runAsNonRoot', level: 'restricted', spec: { ...good, securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }, text: 'runAsNonRoot != true (pod or container "c" must set securityContext.runAsNonRoot=true)' },
  { id: 'runAsUser', level: 'restricted', spec: withContainer({ securityContext: { runAsUser: 0 } }), text: 'runAsUser=0 (container "c" must not set runAsUser=0)' },
  { id: 'seLinuxOptions', level: 'baseline', spec: withContainer({ securityContext: { seLinuxOptions: { type: 'spc_t', user: 'u' } } }), text: 'seLinuxOptions (container "c" set forbidden securityContext.seLinuxOptions: type "spc_t"; user may not be set)' },
  { id: 'seccompProfile_baseline', level: 'baseline', spec: withContainer({ securityContext: { seccompProfile: { type: 'Unconfined' } } }), text: 'seccompProfile (container "c" must not set securityContext.seccompProfile.type to "Unconfined")' },
  { id: 'seccompProfile_restricted', level: 'restricted', spec: { ...good, securityContext: { runAsNonRoot: true } }, text: 'seccompProfile (pod or container "c" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")' },
  { id: 'sysctls', level: 'baseline', spec: { ...good, securityContext: { ...good.securityContext, sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }, text: 'forbidden sysctls (kernel.msgmax)' },
  { id: 'windowsHostProcess', level: 'baseline', spec: withContainer({ securityContext: { windowsOptions: { hostProcess: true } } }), text: 'hostProcess (container "c" must not set securityContext.windowsOptions.hostProcess=true)' }
];

suite('pod security', () => {
  test('a careful pod passes at every level of every version', () => {
    for (let minor = 0; minor < 40; minor++) assert.equal(forbiddenDetail(evaluatePod('restricted', minor, { metadata: {}, spec: good })), '', `1.${minor}`);
  });

  test('nothing is forbidden at the privileged level', () => {
    assert.deepEqual(evaluatePod('privileged', 'latest', { metadata: {}, spec: { hostPID: true } }), []);
  });

  for (const { id, level, version, spec, annotations, text } of rows) {
    test(`${id} says ${text}`, () => {
      assert.equal(forbiddenDetail(evaluatePod(level, version ?? 'latest', { metadata: { annotations: annotations ?? {} }, spec })), text);
    });
  }

  test('every check has a row here', () => {
    assert.deepEqual(checks.map(check => check.id).filter(id => !rows.some(row => row.id === id)), []);
  });

  test('a sysctl that became safe in 1.32 is forbidden by an older policy', () => {
    const spec: PodSpec = { ...good, securityContext: { ...good.securityContext, sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '1' }] } };
    assert.equal(forbiddenDetail(evaluatePod('baseline', 31, { metadata: {}, spec })), 'forbidden sysctls (net.ipv4.tcp_rmem)');
    assert.equal(forbiddenDetail(evaluatePod('baseline', 32, { metadata: {}, spec })), '');
  });
});
