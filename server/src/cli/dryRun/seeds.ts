import type { DryRun } from '../../../../engine/src/index';
import { count } from '../report';
import { table } from '../table';

/** How often each node was chosen for the pods of each workload, over several runs. */
export class Placements {
  private readonly counts = new Map<string, Map<string, number>>();
  private runs = 0;

  add(run: DryRun): void {
    const { timeline } = run;
    timeline.seek(timeline.length);
    this.runs++;
    const nodes = new Map(timeline.view.list('pods').map(pod => [`${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''}`, nodeOf(pod['spec'])]));
    const owners = run.verdicts().map(({ kind, namespace, name }) => ({ title: `${kind}/${name}`, prefix: `${namespace}/${name}` }));
    for (const [pod, node] of nodes) {
      const owner = owners.filter(({ prefix }) => pod === prefix || pod.startsWith(`${prefix}-`)).sort((a, b) => b.prefix.length - a.prefix.length)[0];
      if (owner === undefined) continue;
      const row = this.counts.get(owner.title) ?? new Map<string, number>();
      this.counts.set(owner.title, row.set(node, (row.get(node) ?? 0) + 1));
    }
  }

  /** A row a workload and node, the most frequent first: pods a run, and the share of its pods. */
  text(): string {
    const rows = [...this.counts].flatMap(([workload, nodes]) => {
      const total = [...nodes.values()].reduce((sum, pods) => sum + pods, 0);
      return [...nodes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([node, pods], i) =>
        [i === 0 ? workload : '', node === '' ? 'Pending' : node, (pods / this.runs).toFixed(2), `${Math.round(pods / total * 100)} %`]);
    });
    return `${table(['WORKLOAD', 'NODE', 'PODS A RUN', 'SHARE'], rows)}over ${count(this.runs, 'seed')}\n`;
  }
}

function nodeOf(spec: unknown): string {
  return typeof spec === 'object' && spec !== null && 'nodeName' in spec && typeof spec.nodeName === 'string' ? spec.nodeName : '';
}
