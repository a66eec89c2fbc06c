import type { ContainerPort, PodSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { goQuote } from '../../../core/goText';
import { containersWithPath } from '../visitContainers';

interface PlacedPort { readonly port: ContainerPort; readonly at: FieldPath }

/** Ports that are said twice, or mean two things (pkg/api/pod/warnings.go, v1.36). */
export function portWarnings(spec: PodSpec, path: FieldPath): string[] {
  const placed: PlacedPort[] = [];
  for (const { container, path: at } of containersWithPath(spec, path)) {
    for (const [i, port] of (container.ports ?? []).entries()) placed.push({ port, at: at.child('ports').index(i) });
  }
  return [...numberWarnings(placed), ...portNameWarnings(placed)];
}

/** The server sends no more than 4 KB of warnings. */
const maxWarnings = 100;

function numberWarnings(placed: readonly PlacedPort[]): string[] {
  const byNumber = new Map<string, PlacedPort[]>(), warnings: string[] = [];
  for (const current of placed) {
    const { port, at } = current, { hostIP = '', hostPort = 0, containerPort = 0, protocol = '' } = port;
    if (hostIP !== '' && hostPort === 0) warnings.push(`${at.toString()}: hostIP set without hostPort: ${goPort(port)}`);
    const key = `${containerPort}/${protocol}`, others = byNumber.get(key) ?? [];
    byNumber.set(key, others);
    for (const other of others) {
      const clash = clashOf(port, other.port);
      if (clash !== undefined) warnings.push(`${at.toString()}: ${clash} port definition with ${other.at.toString()}`);
      if (warnings.length >= maxWarnings) return warnings;
    }
    others.push(current);
  }
  return warnings;
}

function clashOf(port: ContainerPort, other: ContainerPort): string | undefined {
  const { hostIP = '', hostPort = 0 } = port, { hostIP: otherIp = '', hostPort: otherPort = 0 } = other;
  if (hostIP === otherIp && hostPort === otherPort) return 'duplicate';
  if (hostPort === 0 || otherPort === 0) return 'overlapping';
  return hostPort === otherPort && (hostIP === '') !== (otherIp === '') ? 'dangerously ambiguous' : undefined;
}

/** Go's `%+v` of a port. */
function goPort({ name = '', hostPort = 0, containerPort = 0, protocol = '', hostIP = '' }: ContainerPort): string {
  return `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;
}

function portNameWarnings(placed: readonly PlacedPort[]): string[] {
  const byName = new Map<string, FieldPath>();
  return placed.flatMap(({ port: { name = '' }, at }) => {
    const other = byName.get(name);
    if (name !== '' && other === undefined) byName.set(name, at);
    if (other === undefined) return [];
    return [`${at.toString()}: duplicate port name ${goQuote(name)} with ${other.toString()}, services and probes that select ports by name will use ${other.toString()}`];
  });
}
