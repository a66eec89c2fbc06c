import type { KubeObject } from '../../../engine/src/index';
import { at, listAt, textAt } from '../read';
import { quantityValue } from './quantity';

export interface Requests { readonly cpuMillis: number; readonly memoryBytes: number }

/**
 * What a pod asks of its node: the containers and sidecars together, or the hungriest moment of its initialization if that
 * is more, plus the overhead (mirrors PodRequests, component-helpers/resource/helpers.go, v1.36; pod-level requests win).
 */
export function podRequests(pod: KubeObject): Requests {
  return { cpuMillis: Math.round(request(pod, 'cpu') * 1000), memoryBytes: Math.round(request(pod, 'memory')) };
}

function request(pod: KubeObject, resource: string): number {
  const overhead = quantityValue(at(pod, 'spec', 'overhead', resource));
  const podLevel = at(pod, 'spec', 'resources', 'requests', resource);
  if (podLevel !== undefined) return quantityValue(podLevel) + overhead;
  let total = 0, sidecars = 0, initial = 0;
  for (const container of listAt(pod, 'spec', 'containers')) total += containerRequest(container, resource);
  for (const container of listAt(pod, 'spec', 'initContainers')) {
    const own = containerRequest(container, resource);
    if (textAt(container, 'restartPolicy') === 'Always') {
      total += own;
      sidecars += own;
      initial = Math.max(initial, sidecars);
    } else initial = Math.max(initial, own + sidecars);
  }
  return Math.max(total, initial) + overhead;
}

function containerRequest(container: unknown, resource: string): number {
  return quantityValue(at(container, 'resources', 'requests', resource));
}
