import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { containersWhere, namedContainers, unlessWindows } from '../check';

/** Restricted: every container sets `allowPrivilegeEscalation: false` (check_allowPrivilegeEscalation.go, v1.36). */
export const allowPrivilegeEscalation: PodSecurityCheck = {
  id: 'allowPrivilegeEscalation', level: 'restricted',
  versions: [{ sinceMinor: 8, check }, { sinceMinor: 25, check: unlessWindows(check) }]
};

function check({ spec }: PodUnderCheck): Violation | undefined {
  const bad = containersWhere(spec, container => container.securityContext?.allowPrivilegeEscalation !== false);
  if (bad.length === 0) return undefined;
  return { reason: 'allowPrivilegeEscalation != false', detail: `${namedContainers(bad)} must set securityContext.allowPrivilegeEscalation=false` };
}
