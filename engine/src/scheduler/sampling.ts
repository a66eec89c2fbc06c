import type { Cluster } from './cluster';
import type { NodeInfo } from './nodeInfo';
import { FilterResult } from './rejections';

const minFeasibleNodes = 100;
const minPercentage = 5;

/** What a pass over a part of the nodes has found, and where the next one begins. */
export interface Sample { readonly result: FilterResult; readonly nextStartNodeIndex: number }

/**
 * Stops after so many nodes that fit, beginning where the last pass ended, zone by zone in turn (numFeasibleNodesToFind and
 * findNodesThatPassFilters, schedule_one.go, v1.36, as with one worker). 0 per cent leaves the share to the cluster's size; a
 * hundred nodes are looked for in any case. Nodes beyond count as not looked at.
 */
export function sample(cluster: Cluster, result: FilterResult, { percentage, startNodeIndex }: { readonly percentage: number; readonly startNodeIndex: number }): Sample {
  const considered = inZoneOrder(cluster.nodes).filter(node => (result.numbers[node.index] ?? -1) >= 0);
  const wanted = feasibleNodesToFind(considered.length, percentage);
  const numbers = new Int32Array(result.numbers.length).fill(-1);
  let feasible = 0, processed = 0;
  for (let i = 0; i < considered.length; i++) {
    const index = considered[(startNodeIndex + i) % considered.length]?.index ?? 0;
    const number = result.numbers[index] ?? -1;
    if (number === 0 && ++feasible > wanted) break;
    numbers[index] = number;
    processed++;
  }
  const count = Math.max(1, cluster.nodes.length);
  return { result: new FilterResult(cluster, result.table, numbers, result.absent), nextStartNodeIndex: (startNodeIndex + processed) % count };
}

function feasibleNodesToFind(nodes: number, percentage: number): number {
  if (nodes < minFeasibleNodes) return nodes;
  const share = percentage === 0 ? Math.max(minPercentage, 50 - Math.trunc(nodes / 125)) : percentage;
  return Math.max(minFeasibleNodes, Math.trunc(nodes * share / 100));
}

/** One node of each zone after another (backend/cache/node_tree.go, v1.36); zones in the order of their first node. */
function inZoneOrder(nodes: readonly NodeInfo[]): NodeInfo[] {
  const zones = new Map<string, NodeInfo[]>();
  for (const node of nodes) {
    const key = JSON.stringify([node.labels['topology.kubernetes.io/region'] ?? '', node.labels['topology.kubernetes.io/zone'] ?? '']);
    const zone = zones.get(key);
    if (zone === undefined) zones.set(key, [node]);
    else zone.push(node);
  }
  const longest = Math.max(0, ...[...zones.values()].map(zone => zone.length));
  return Array.from({ length: longest }, (_, i) => [...zones.values()].flatMap(zone => zone[i] ?? [])).flat();
}
