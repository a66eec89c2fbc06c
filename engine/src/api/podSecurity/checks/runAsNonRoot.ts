import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { containersWhere, namedContainers, settersText, unlessUserNamespace } from '../check';

/** Restricted: the pod or every container sets `runAsNonRoot: true`, and nobody false (check_runAsNonRoot.go, v1.36). */
export const runAsNonRoot: PodSecurityCheck = {
  id: 'runAsNonRoot', level: 'restricted', versions: [{ sinceMinor: 0, check }, { sinceMinor: 35, check: unlessUserNamespace(check) }]
};

function check({ spec }: PodUnderCheck): Violation | undefined {
  const reason = 'runAsNonRoot != true', ofPod = spec.securityContext?.runAsNonRoot;
  const explicit = containersWhere(spec, container => container.securityContext?.runAsNonRoot === false);
  const setters = settersText(ofPod === false ? 'pod' : undefined, explicit);
  if (setters !== '') return { reason, detail: `${setters} must not set securityContext.runAsNonRoot=false` };
  const implicit = ofPod === true ? [] : containersWhere(spec, container => container.securityContext?.runAsNonRoot === undefined);
  return implicit.length === 0 ? undefined : { reason, detail: `pod or ${namedContainers(implicit)} must set securityContext.runAsNonRoot=true` };
}
