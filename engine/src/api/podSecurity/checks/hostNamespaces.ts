import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';

/** Baseline: the host's network, PID and IPC namespaces are not shared (check_hostNamespaces.go, v1.36). */
export const hostNamespaces: PodSecurityCheck = { id: 'hostNamespaces', level: 'baseline', versions: [{ sinceMinor: 0, check }] };

function check({ spec }: PodUnderCheck): Violation | undefined {
  const shared = [
    ...(spec.hostNetwork === true ? ['hostNetwork=true'] : []),
    ...(spec.hostPID === true ? ['hostPID=true'] : []),
    ...(spec.hostIPC === true ? ['hostIPC=true'] : [])
  ];
  return shared.length === 0 ? undefined : { reason: 'host namespaces', detail: shared.join(', ') };
}
