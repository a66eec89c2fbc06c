import type { Container, PodSpec } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';

/** The path of a pod's own spec. */
export const specPath = FieldPath.of('spec');

/** Each container with its path, in the order upstream visits them: init containers, containers, ephemeral ones (pkg/api/pod and pkg/apis/core/pods, v1.36). */
export function* containersWithPath(spec: PodSpec, path: FieldPath): Generator<{ readonly container: Container; readonly path: FieldPath }> {
  for (const field of ['initContainers', 'containers', 'ephemeralContainers'] as const) {
    const containers: readonly Container[] = spec[field] ?? [];
    for (const [i, container] of containers.entries()) yield { container, path: path.child(field).index(i) };
  }
}

/** The same without paths. */
export function allContainers(spec: PodSpec): readonly Container[] {
  return [...spec.initContainers ?? [], ...spec.containers ?? [], ...spec.ephemeralContainers ?? []];
}
