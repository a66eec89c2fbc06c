import type { Question } from './explanation';
import { schedulerOf, unscheduled } from './schedulerOf';

const limit = 1000;

/** How many more pods of this kind fit, and what is used up first: they are placed, one after another, until one is not. */
export const capacity: Question = {
  name: 'capacity',
  explain(view, pod) {
    const scheduler = schedulerOf(view);
    const name = pod.metadata?.name ?? '';
    for (let i = 0; i < limit; i++) {
      const copy = { ...unscheduled(pod), metadata: { ...pod.metadata, name: `${name}-${i}`, uid: `what-if-${i}` } };
      const { node, attempt } = scheduler.schedule(copy, { atMs: 0, attempt: 1, choose: () => 0 });
      if (node === undefined) {
        const summary = `${i === 0 ? 'No' : i} more ${i === 1 ? 'pod' : 'pods'} of this kind ${i === 1 ? 'fits' : 'fit'}`;
        return { summary, because: attempt.message === undefined ? [] : [{ text: attempt.message, nodes: [], fields: [] }], suggestions: [] };
      }
      scheduler.cluster.assume(copy, node.name);
    }
    return { summary: `At least ${limit} more pods of this kind fit`, because: [], suggestions: [] };
  }
};
