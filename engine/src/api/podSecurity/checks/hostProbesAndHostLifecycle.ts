import type { Container } from '../../../../generated/types';
import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { containersOf, namedContainers, plural, quoteAll, sortedSet } from '../check';

/** Baseline since 1.34: probes and life-cycle hooks name no host (check_hostProbesAndhostLifecycle.go, v1.36). */
export const hostProbesAndHostLifecycle: PodSecurityCheck = { id: 'hostProbesAndHostLifecycle', level: 'baseline', versions: [{ sinceMinor: 34, check }] };

function check({ spec }: PodUnderCheck): Violation | undefined {
  const found = containersOf(spec).map(container => ({ name: container.name ?? '', hosts: hostsOf(container) })).filter(({ hosts }) => hosts.length > 0);
  if (found.length === 0) return undefined;
  const names = sortedSet(found.map(({ name }) => name)), hosts = sortedSet(found.flatMap(entry => entry.hosts));
  const what = plural(hosts.length, 'probe or lifecycle host', 'probe or lifecycle hosts');
  return { reason: 'probe or lifecycle host', detail: `${namedContainers(names)} ${plural(names.length, 'uses', 'use')} ${what} ${quoteAll(hosts)}` };
}

function hostsOf(container: Container): string[] {
  const handlers = [container.livenessProbe, container.readinessProbe, container.startupProbe, container.lifecycle?.postStart, container.lifecycle?.preStop];
  return handlers.flatMap(handler => [handler?.httpGet?.host ?? '', handler?.tcpSocket?.host ?? '']).filter(host => host !== '');
}
