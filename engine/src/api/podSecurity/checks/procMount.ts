import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { containersOf, namedContainers, quoteAll, sortedSet, unlessUserNamespace } from '../check';

/** Baseline: `procMount` is Default; since 1.35 pods in a user namespace may choose (check_procMount_baseline.go, v1.36). */
export const procMount: PodSecurityCheck = {
  id: 'procMount', level: 'baseline', versions: [{ sinceMinor: 0, check }, { sinceMinor: 35, check: unlessUserNamespace(check) }]
};

/** Restricted since 1.35: `procMount` is Default, user namespace or not (check_procMount_restricted.go, v1.36). */
export const procMountRestricted: PodSecurityCheck = {
  id: 'procMount_restricted', level: 'restricted', versions: [{ sinceMinor: 35, overrides: ['procMount'], check }]
};

function check({ spec }: PodUnderCheck): Violation | undefined {
  const bad = containersOf(spec).filter(({ securityContext }) => securityContext?.procMount !== undefined && securityContext.procMount !== 'Default');
  if (bad.length === 0) return undefined;
  const types = sortedSet(bad.map(container => container.securityContext?.procMount ?? ''));
  return { reason: 'procMount', detail: `${namedContainers(bad.map(container => container.name ?? ''))} must not set securityContext.procMount to ${quoteAll(types)}` };
}
