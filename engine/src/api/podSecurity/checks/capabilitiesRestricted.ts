import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { containersOf, containersWhere, namedContainers, quoteAll, sortedSet, unlessWindows } from '../check';

/** Restricted: every container drops ALL and adds at most NET_BIND_SERVICE (check_capabilities_restricted.go, v1.36). */
export const capabilitiesRestricted: PodSecurityCheck = {
  id: 'capabilities_restricted', level: 'restricted',
  versions: [
    { sinceMinor: 22, overrides: ['capabilities_baseline'], check },
    { sinceMinor: 25, overrides: ['capabilities_baseline'], check: unlessWindows(check) }
  ]
};

function check({ spec }: PodUnderCheck): Violation | undefined {
  const missingDrop = containersWhere(spec, ({ securityContext }) => securityContext?.capabilities?.drop?.includes('ALL') !== true);
  const adding = containersOf(spec).map(container => ({
    name: container.name ?? '',
    added: (container.securityContext?.capabilities?.add ?? []).filter(capability => capability !== 'NET_BIND_SERVICE')
  })).filter(({ added }) => added.length > 0);
  const details: string[] = [];
  if (missingDrop.length > 0) details.push(`${namedContainers(missingDrop)} must set securityContext.capabilities.drop=["ALL"]`);
  if (adding.length > 0) {
    const capabilities = quoteAll(sortedSet(adding.flatMap(({ added }) => added)));
    details.push(`${namedContainers(adding.map(({ name }) => name))} must not include ${capabilities} in securityContext.capabilities.add`);
  }
  return details.length === 0 ? undefined : { reason: 'unrestricted capabilities', detail: details.join('; ') };
}
