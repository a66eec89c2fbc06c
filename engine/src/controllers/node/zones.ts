import type { Node } from '../../../generated/types';
import type { Millis } from '../../core/time';
import { readyCondition } from './nodeTaints';

/** `--node-eviction-rate`, `--secondary-node-eviction-rate`, `--large-cluster-size-threshold` and `--unhealthy-zone-threshold`. */
const betweenMs = 10_000;
const betweenInTroubleMs = 100_000;
const largeZone = 50;
const unhealthyShare = 0.55;

/**
 * Whether a node may get its NoExecute taint now, or in how many milliseconds; undefined: not as things are. A zone loses nodes one
 * at a time; one that has lost most of them no more, if it is small; and nothing is evicted when no node of the cluster is
 * ready (handleDisruption, pkg/controller/nodelifecycle, v1.36). Taking the turn is noted in `nextMs`.
 */
export function mayTaint(nodes: readonly Node[], node: Node, nextMs: Map<string, Millis>, nowMs: Millis): 'now' | Millis | undefined {
  const counted = nodes.filter(other => other.metadata?.labels?.['node.kubernetes.io/exclude-disruption'] === undefined);
  if (counted.length > 0 && counted.every(isSilent)) return undefined;
  const zone = zoneOf(node);
  const inZone = counted.filter(other => zoneOf(other) === zone);
  const unhealthy = inZone.filter(isSilent).length;
  const partial = unhealthy < inZone.length && unhealthy > 2 && unhealthy / inZone.length >= unhealthyShare;
  if (partial && inZone.length <= largeZone) return undefined;
  const earliest = nextMs.get(zone) ?? 0;
  if (earliest > nowMs) return earliest - nowMs;
  nextMs.set(zone, nowMs + (partial ? betweenInTroubleMs : betweenMs));
  return 'now';
}

function isSilent(node: Node): boolean {
  return readyCondition(node)?.status !== 'True';
}

function zoneOf(node: Node): string {
  const { labels } = node.metadata ?? {};
  return `${labels?.['topology.kubernetes.io/region'] ?? ''}/${labels?.['topology.kubernetes.io/zone'] ?? ''}`;
}
