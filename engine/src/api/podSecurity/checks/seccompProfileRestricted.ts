import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { containersWhere, namedContainers, unlessWindows } from '../check';
import { explicitSeccomp, isAllowedSeccomp } from '../seccomp';

/** Restricted: the pod or every container sets an allowed seccomp profile (check_seccompProfile_restricted.go, v1.36). */
export const seccompProfileRestricted: PodSecurityCheck = {
  id: 'seccompProfile_restricted', level: 'restricted',
  versions: [
    { sinceMinor: 19, overrides: ['seccompProfile_baseline'], check },
    { sinceMinor: 25, overrides: ['seccompProfile_baseline'], check: unlessWindows(check) }
  ]
};

function check({ spec }: PodUnderCheck): Violation | undefined {
  const explicit = explicitSeccomp(spec);
  if (explicit !== undefined || isAllowedSeccomp(spec.securityContext?.seccompProfile)) return explicit;
  const implicit = containersWhere(spec, container => container.securityContext?.seccompProfile === undefined);
  if (implicit.length === 0) return undefined;
  return {
    reason: 'seccompProfile',
    detail: `pod or ${namedContainers(implicit)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`
  };
}
