import { cpuText, memoryText } from '../../src/amountText';
import type { NodeModel, PodModel } from '../../src/model/moment';

/**
 * The numbers behind a refusal, taken from the cluster as it is at the moment shown; '' where there are none or where they
 * no longer bear the reason out (the cluster has changed since the attempt).
 */
export function refusalDetail(reason: string, pod: PodModel, nodes: readonly NodeModel[]): string {
  const first = nodes[0];
  if (first === undefined) return '';
  if (reason === 'Insufficient cpu') {
    const free = Math.max(...nodes.map(node => node.cpuMillis - node.cpuRequestedMillis));
    return pod.cpuMillis > free ? `wants ${cpuText(pod.cpuMillis)} CPU, ${most(nodes)}${cpuText(free)} free` : '';
  }
  if (reason === 'Insufficient memory') {
    const free = Math.max(...nodes.map(node => node.memoryBytes - node.memoryRequestedBytes));
    return pod.memoryBytes > free ? `wants ${memoryText(pod.memoryBytes)}, ${most(nodes)}${memoryText(free)} free` : '';
  }
  if (reason.includes('untolerated taint')) return [...new Set(nodes.flatMap(node => node.taints.filter(taint => !taint.endsWith(':PreferNoSchedule'))))].join(', ');
  return '';
}

function most(nodes: readonly NodeModel[]): string {
  return nodes.length > 1 ? 'at most ' : '';
}
