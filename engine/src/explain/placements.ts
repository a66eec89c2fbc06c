import { compareText } from '../core/order';
import { labelsOf, type KubeObject } from '../api/object';
import { podsOf, workloadResource } from '../sim/verdicts';
import type { WorkloadVerdict, WorldView } from '../sim/timeline';

/** Where the pods of one workload landed over many runs that differ in their seeds alone. */
export interface PlacementDistribution {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly runs: number;
  /** `node` is '' for pods that stayed Pending; `pods` the mean a run, `share` of all its pods. The most frequent first. */
  readonly nodes: readonly { readonly node: string; readonly pods: number; readonly share: number }[];
  /** In how many of the runs two of its pods stood on one node, and in one zone. */
  readonly sharedNode: number;
  readonly sharedZone: number;
  /** The most of its pods that one node, and one zone, carried in any run: what is lost at once in the worst case. */
  readonly mostOnNode: number;
  readonly mostInZone: number;
}

interface Tally { readonly about: Pick<WorkloadVerdict, 'kind' | 'namespace' | 'name'>; readonly nodes: Map<string, number>; runs: number; sharedNode: number; sharedZone: number; mostOnNode: number; mostInZone: number }

/** Gathers the ends of runs and answers how ties fell: what one run shows may be luck. */
export class Placements {
  private readonly tallies = new Map<string, Tally>();

  /** Takes in the end of one run. */
  add(view: WorldView, verdicts: readonly WorkloadVerdict[]): void {
    const zones = new Map(view.list('nodes').map(node => [node.metadata?.name ?? '', labelsOf(node)['topology.kubernetes.io/zone'] ?? '']));
    for (const { kind, namespace, name } of verdicts) {
      const resource = workloadResource(kind);
      const object = resource === undefined ? undefined : view.get(resource, namespace, name);
      if (object !== undefined) this.count({ kind, namespace, name }, nodesOf(object, view), zones);
    }
  }

  /** By workload, in the order in which they were first seen. */
  distributions(): PlacementDistribution[] {
    return [...this.tallies.values()].map(({ about, nodes, runs, ...shared }) => {
      const total = [...nodes.values()].reduce((sum, pods) => sum + pods, 0);
      const rows = [...nodes].sort(([a, x], [b, y]) => y - x || compareText(a, b)).map(([node, pods]) => ({ node, pods: pods / runs, share: pods / total }));
      return { ...about, runs, nodes: rows, ...shared };
    });
  }

  private count(about: Tally['about'], nodes: readonly string[], zones: ReadonlyMap<string, string>): void {
    const key = `${about.kind}/${about.namespace}/${about.name}`;
    const tally = this.tallies.get(key) ?? { about, nodes: new Map<string, number>(), runs: 0, sharedNode: 0, sharedZone: 0, mostOnNode: 0, mostInZone: 0 };
    this.tallies.set(key, tally);
    for (const node of nodes) tally.nodes.set(node, (tally.nodes.get(node) ?? 0) + 1);
    const placed = nodes.filter(node => node !== '');
    const onNode = most(placed), inZone = most(placed.map(node => zones.get(node) ?? '').filter(zone => zone !== ''));
    tally.runs++;
    if (onNode > 1) tally.sharedNode++;
    if (inZone > 1) tally.sharedZone++;
    tally.mostOnNode = Math.max(tally.mostOnNode, onNode);
    tally.mostInZone = Math.max(tally.mostInZone, inZone);
  }
}

function nodesOf(object: KubeObject, view: WorldView): string[] {
  return podsOf(object, view).map(pod => pod.spec?.nodeName ?? '');
}

/** How often the most frequent of them occurs. */
function most(values: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
