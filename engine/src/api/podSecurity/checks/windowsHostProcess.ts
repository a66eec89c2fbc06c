import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { containersWhere, settersText } from '../check';

/** Baseline: no Windows HostProcess pod or container (check_windowsHostProcess.go, v1.36). */
export const windowsHostProcess: PodSecurityCheck = { id: 'windowsHostProcess', level: 'baseline', versions: [{ sinceMinor: 0, check }] };

function check({ spec }: PodUnderCheck): Violation | undefined {
  const bad = containersWhere(spec, container => container.securityContext?.windowsOptions?.hostProcess === true);
  const setters = settersText(spec.securityContext?.windowsOptions?.hostProcess === true ? 'pod' : undefined, bad);
  return setters === '' ? undefined : { reason: 'hostProcess', detail: `${setters} must not set securityContext.windowsOptions.hostProcess=true` };
}
