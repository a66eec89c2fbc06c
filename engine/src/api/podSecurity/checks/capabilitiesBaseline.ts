import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { containersOf, namedContainers, quoteAll, sortedSet } from '../check';

const allowed: ReadonlySet<string> = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'
]);

/** Baseline: no capability beyond the runtimes' default set is added (check_capabilities_baseline.go, v1.36). */
export const capabilitiesBaseline: PodSecurityCheck = { id: 'capabilities_baseline', level: 'baseline', versions: [{ sinceMinor: 0, check }] };

function check({ spec }: PodUnderCheck): Violation | undefined {
  const found = containersOf(spec).map(container => ({
    name: container.name ?? '',
    added: (container.securityContext?.capabilities?.add ?? []).filter(capability => !allowed.has(capability))
  })).filter(({ added }) => added.length > 0);
  if (found.length === 0) return undefined;
  const names = found.map(({ name }) => name), capabilities = sortedSet(found.flatMap(({ added }) => added));
  return { reason: 'non-default capabilities', detail: `${namedContainers(names)} must not include ${quoteAll(capabilities)} in securityContext.capabilities.add` };
}
