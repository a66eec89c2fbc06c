import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { containersOf, namedContainers, plural, sortedSet } from '../check';

/** Baseline: no host port (check_hostPorts.go, v1.36). */
export const hostPorts: PodSecurityCheck = { id: 'hostPorts', level: 'baseline', versions: [{ sinceMinor: 0, check }] };

function check({ spec }: PodUnderCheck): Violation | undefined {
  const found = containersOf(spec).map(container => ({
    name: container.name ?? '',
    ports: (container.ports ?? []).map(port => port.hostPort ?? 0).filter(port => port !== 0)
  })).filter(({ ports }) => ports.length > 0);
  if (found.length === 0) return undefined;
  const ports = sortedSet(found.flatMap(entry => entry.ports).map(String)), names = found.map(({ name }) => name);
  return { reason: 'hostPort', detail: `${namedContainers(names)} ${plural(names.length, 'uses', 'use')} ${plural(ports.length, 'hostPort', 'hostPorts')} ${ports.join(', ')}` };
}
