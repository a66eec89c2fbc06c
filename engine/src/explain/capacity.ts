import type { Pod } from '../../generated/types';
import { compareText } from '../core/order';
import type { ClusterScheduler } from '../scheduler/clusterScheduler';
import type { Question, Reason } from './explanation';
import { causesOf } from './causes';
import { schedulerOf, unscheduled } from './schedulerOf';

const limit = 1000;

/** How many more pods of this kind fit, and what is used up first: they are placed, one after another, until one is not. */
export const capacity: Question = {
  name: 'capacity',
  explain(view, pod) {
    const scheduler = schedulerOf(view);
    if (scheduler.frameworkFor(pod) === undefined) return undefined;
    const name = pod.metadata?.name ?? '';
    for (let i = 0; i < limit; i++) {
      const copy = { ...unscheduled(pod), metadata: { ...pod.metadata, name: `${name}-${i}`, uid: `what-if-${i}` } };
      const { node, attempt } = scheduler.schedule(copy, { atMs: 0, attempt: 1, choose: () => 0 });
      if (node === undefined) {
        const summary = `${i === 0 ? 'No' : i} more ${i === 1 ? 'pod' : 'pods'} of this kind ${i === 1 ? 'fits' : 'fit'}`;
        const { preFilter } = attempt;
        const because = preFilter === undefined ? exhausted(scheduler, copy) : [{ plugin: preFilter.plugin, text: preFilter.message, nodes: [], fields: [], nodeFields: [] }];
        return { summary, because, suggestions: [] };
      }
      scheduler.cluster.assume(copy, node.name);
    }
    return { summary: `At least ${limit} more pods of this kind fit`, because: [], suggestions: [] };
  }
};

/** What refuses the pod that is one too many, the reason of most nodes first. */
function exhausted(scheduler: ClusterScheduler, pod: Pod): Reason[] {
  const reasons = new Map<string, Reason & { readonly nodes: string[] }>();
  for (const { node, rejections } of scheduler.blockers(pod)) {
    for (const rejection of rejections) {
      for (const text of rejection.status.reasons) {
        const known = reasons.get(text);
        if (known === undefined) reasons.set(text, { plugin: rejection.plugin, text, nodes: [node.name], fields: causesOf(pod, rejection, [node]), nodeFields: [] });
        else known.nodes.push(node.name);
      }
    }
  }
  for (const { nodes } of reasons.values()) nodes.sort(compareText);
  return [...reasons.values()].sort((a, b) => b.nodes.length - a.nodes.length || compareText(a.text, b.text));
}
