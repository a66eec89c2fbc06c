import type { Container, ContainerPort, PodSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { duplicate, invalid, invalidEach, notSupportedName, required, type FieldError } from '../../fieldError';
import { isPortName, isPortNumber } from '../ports';
import type { PodValidationContext } from './podValidationContext';

/** Ports of containers and of the host (pkg/apis/core/validation/validation.go, v1.36). */

export function validateContainerPorts(ports: readonly ContainerPort[], path: FieldPath): FieldError[] {
  const names = new Set<string>();
  return ports.flatMap((port, i) => [...validatePortName(port.name ?? '', path.index(i).child('name'), names), ...validateContainerPort(port, path.index(i))]);
}

function validatePortName(name: string, path: FieldPath, names: Set<string>): FieldError[] {
  if (name === '') return [];
  const details = isPortName(name);
  if (details.length > 0) return invalidEach(path, name, details);
  if (names.has(name)) return [duplicate(path, name)];
  names.add(name);
  return [];
}

function validateContainerPort({ containerPort = 0, hostPort = 0, protocol = '' }: ContainerPort, path: FieldPath): FieldError[] {
  return [
    ...containerPort === 0 ? [required(path.child('containerPort'))] : invalidEach(path.child('containerPort'), containerPort, isPortNumber(containerPort)),
    ...hostPort === 0 ? [] : invalidEach(path.child('hostPort'), hostPort, isPortNumber(hostPort)),
    ...protocol === '' ? [required(path.child('protocol'))] : notSupportedName(path.child('protocol'), protocol, ['SCTP', 'TCP', 'UDP'])
  ];
}

/** No two containers may take the same port of the host (`checkHostPortConflicts`). */
export function validateHostPortConflicts(containers: readonly Container[], path: FieldPath): FieldError[] {
  const taken = new Set<string>(), errors: FieldError[] = [];
  for (const [i, container] of containers.entries()) {
    for (const [j, { hostPort = 0, hostIP = '', protocol = '' }] of (container.ports ?? []).entries()) {
      if (hostPort === 0) continue;
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (taken.has(key)) errors.push(duplicate(path.index(i).child('ports').index(j).child('hostPort'), key));
      taken.add(key);
    }
  }
  return errors;
}

/** On the host's network both ports are one. A template may leave the host's out: the pod's defaults fill it in. */
export function validateHostNetworkPorts(spec: PodSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  if (spec.hostNetwork !== true) return [];
  return (spec.containers ?? []).flatMap((container, i) => (container.ports ?? []).flatMap(({ hostPort = 0, containerPort = 0 }, j) => {
    if (hostPort === containerPort || (ctx.subject === 'PodTemplate' && hostPort === 0)) return [];
    return [invalid(path.child('containers').index(i).child('ports').index(j).child('hostPort'), hostPort, 'must match `containerPort` when `hostNetwork` is true')];
  }));
}
