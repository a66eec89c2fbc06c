import type { PlacementDistribution } from '../../../../engine/src/index';
import { count } from '../report';
import { table } from '../table';

/** A row a workload and node, the most frequent first: pods a run and the share of its pods; then how often its pods stood together. */
export function seedsText(distributions: readonly PlacementDistribution[], seeds: number): string {
  const rows = distributions.flatMap(({ kind, name, nodes }) => nodes.map(({ node, pods, share }, i) =>
    [i === 0 ? `${kind}/${name}` : '', node === '' ? 'Pending' : node, pods.toFixed(2), percent(share)]));
  const together = distributions.filter(({ nodes }) => nodes.reduce((sum, { pods }) => sum + pods, 0) > 1).map(({ kind, name, runs, sharedNode, sharedZone, mostOnNode, mostInZone }) =>
    [`${kind}/${name}`, percent(sharedNode / runs), String(mostOnNode), percent(sharedZone / runs), String(mostInZone)]);
  return table(['WORKLOAD', 'NODE', 'PODS A RUN', 'SHARE'], rows)
    + (together.length === 0 ? '' : `\n${table(['WORKLOAD', 'SHARE A NODE', 'MOST ON ONE', 'SHARE A ZONE', 'MOST IN ONE'], together)}`)
    + `over ${count(seeds, 'seed')}\n`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
