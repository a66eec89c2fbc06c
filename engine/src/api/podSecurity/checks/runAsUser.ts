import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { containersWhere, settersText, unlessUserNamespace } from '../check';

/** Restricted: nobody sets `runAsUser: 0` (check_runAsUser.go, v1.36). */
export const runAsUser: PodSecurityCheck = {
  id: 'runAsUser', level: 'restricted', versions: [{ sinceMinor: 23, check }, { sinceMinor: 35, check: unlessUserNamespace(check) }]
};

function check({ spec }: PodUnderCheck): Violation | undefined {
  const setters = settersText(spec.securityContext?.runAsUser === 0 ? 'pod' : undefined, containersWhere(spec, container => container.securityContext?.runAsUser === 0));
  return setters === '' ? undefined : { reason: 'runAsUser=0', detail: `${setters} must not set runAsUser=0` };
}
