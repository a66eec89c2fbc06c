import type { Pod } from '../../generated/types';
import { FieldPath } from '../core/fieldPath';
import { compareText } from '../core/order';
import type { ClusterScheduler } from '../scheduler/clusterScheduler';
import type { NodeInfo } from '../scheduler/nodeInfo';
import type { Rejection } from '../scheduler/rejections';
import { nobodySchedules } from '../scheduler/schedulerName';
import type { WorldView } from '../sim/timeline';
import type { Edit, Explanation, Fix, Question, Reason } from './explanation';
import { causesOf, nodeFieldsOf } from './causes';
import { provedFixes, type NodeKind } from './provedFixes';
import { withEdit } from './remedies';
import { nodeFor, schedulerOf, unscheduled } from './schedulerOf';

/** Nodes whose fields are looked at to say what is to blame: those of one kind are alike. */
const maxBlamed = 20;

/**
 * Why a pod waits: the scheduler's own sentence, then everything that stands in its way on every kind of node (the real one stops at
 * the first plugin that refuses), then the smallest changes with which a run of the same scheduler places it.
 */
export const whyPending: Question = {
  name: 'whyPending',
  explain(view, pod) {
    const scheduler = schedulerOf(view);
    const nobody = nobodySchedules(pod, view.schedulerProfiles);
    if (nobody !== undefined) return held(view, pod, { summary: nobody, field: 'schedulerName', title: 'Leave it to the default scheduler' });
    const { attempt, verdict } = scheduler.schedule(pod, { atMs: 0, attempt: 1, choose: () => 0 });
    if (verdict === 'placed') return undefined;
    if (verdict === 'gated') {
      const gates = (pod.spec?.schedulingGates ?? []).map(gate => gate.name ?? '').join(', ');
      return held(view, pod, { summary: `Scheduling is blocked due to non-empty scheduling gates: ${gates}`, field: 'schedulingGates', title: 'Remove the scheduling gates' });
    }
    const kinds = kindsOfNodes(scheduler, pod);
    const { preFilter } = attempt;
    const because = preFilter === undefined ? kinds.flatMap(kind => reasonsOf(pod, kind))
      : [{ plugin: preFilter.plugin, text: preFilter.message, nodes: [], fields: causesOf(pod, { plugin: preFilter.plugin, status: { code: 'Unschedulable', reasons: [preFilter.message] } }, []), nodeFields: [] }];
    return { summary: attempt.message ?? '', because, suggestions: provedFixes(view, scheduler, pod, kinds) };
  }
};

/** One field of the pod keeps it from being looked at; without the field it may fit. */
function held(view: WorldView, pod: Pod, { summary, field, title }: { readonly summary: string; readonly field: string; readonly title: string }): Explanation {
  const path = FieldPath.of('spec', field);
  const edit: Edit = { kind: 'Pod', name: pod.metadata?.name ?? '', path };
  const node = nodeFor(schedulerOf(view), withEdit(unscheduled(pod), edit));
  const suggestions: Fix[] = node === undefined ? [] : [{ title, edits: [edit], node }];
  return { summary, because: [{ plugin: '', text: summary, nodes: [], fields: [path], nodeFields: [] }], suggestions };
}

function kindsOfNodes(scheduler: ClusterScheduler, pod: Pod): NodeKind[] {
  const kinds = new Map<string, { readonly nodes: NodeInfo[]; readonly rejections: readonly Rejection[] }>();
  for (const { node, rejections } of scheduler.blockers(pod)) {
    const key = rejections.map(({ plugin, status }) => `${plugin}: ${status.reasons.join(', ')}`).join('\n');
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, { nodes: [node], rejections });
    else kind.nodes.push(node);
  }
  return [...kinds.values()].sort((a, b) => a.rejections.length - b.rejections.length || b.nodes.length - a.nodes.length);
}

function reasonsOf(pod: Pod, { nodes, rejections }: NodeKind): Reason[] {
  const names = nodes.map(node => node.name).sort(compareText);
  return rejections.map(rejection => ({
    plugin: rejection.plugin, text: rejection.status.reasons.join(', '), nodes: names,
    fields: causesOf(pod, rejection, nodes.slice(0, maxBlamed)), nodeFields: nodeFieldsOf(rejection.plugin)
  }));
}
