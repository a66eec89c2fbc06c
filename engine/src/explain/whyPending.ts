import type { Node, Pod } from '../../generated/types';
import { FieldPath } from '../core/fieldPath';
import { compareText } from '../core/order';
import type { ClusterScheduler } from '../scheduler/clusterScheduler';
import type { NodeInfo } from '../scheduler/nodeInfo';
import type { Rejection } from '../scheduler/rejections';
import type { WorldView } from '../sim/timeline';
import type { Edit, Fix, Question, Reason } from './explanation';
import { remediesFor, withEdit, type Remedy } from './podFixes';
import { nodeFor, schedulerOf, unscheduled } from './schedulerOf';

/** How many different nodes and how many ideas are tried at the most: a big cluster has few kinds of nodes. */
const maxKinds = 20;
const maxTrials = 200;
const maxFixes = 5;

/** The fields that each plugin judges by. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  NodeName: ['nodeName'], NodeUnschedulable: ['tolerations'], TaintToleration: ['tolerations'], NodeAffinity: ['nodeSelector', 'affinity'],
  NodePorts: ['containers'], NodeResourcesFit: ['containers'], VolumeRestrictions: ['volumes'], NodeVolumeLimits: ['volumes'], VolumeBinding: ['volumes'],
  VolumeZone: ['volumes'], PodTopologySpread: ['topologySpreadConstraints'], InterPodAffinity: ['affinity'], DynamicResources: ['resourceClaims']
};

/**
 * Why a pod waits: the scheduler's own sentence, then everything that stands in its way on every kind of node (the real one stops at
 * the first plugin that refuses), then the smallest changes with which a run of the same scheduler places it.
 */
export const whyPending: Question = {
  name: 'whyPending',
  explain(view, pod) {
    const scheduler = schedulerOf(view);
    const framework = scheduler.frameworkFor(pod);
    if (framework === undefined) return { summary: `No scheduler called ${pod.spec?.schedulerName ?? ''} runs: the pod stays Pending, and nobody says so`, because: [], suggestions: [] };
    const { attempt, verdict } = scheduler.schedule(pod, { atMs: 0, attempt: 1, choose: () => 0 });
    if (verdict === 'placed') return undefined;
    if (verdict === 'gated') return { summary: 'Scheduling is blocked due to non-empty scheduling gates', because: [{ text: 'scheduling gates', nodes: [], fields: [FieldPath.of('spec', 'schedulingGates')] }], suggestions: [] };
    const kinds = kindsOfNodes(scheduler, pod);
    const because = attempt.preFilter === undefined ? kinds.flatMap(reasonsOf) : [{ text: attempt.preFilter.message, nodes: [], fields: fieldPaths(attempt.preFilter.plugin) }];
    return { summary: attempt.message ?? '', because, suggestions: provedFixes(view, pod, kinds) };
  }
};

/** Nodes that refuse the pod for the same reasons. */
interface NodeKind { readonly nodes: readonly NodeInfo[]; readonly rejections: readonly Rejection[] }

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

function reasonsOf({ nodes, rejections }: NodeKind): Reason[] {
  const names = nodes.map(node => node.name).sort(compareText);
  return rejections.map(({ plugin, status }) => ({ text: status.reasons.join(', '), nodes: names, fields: fieldPaths(plugin) }));
}

function fieldPaths(plugin: string): FieldPath[] {
  return (fieldsOf[plugin] ?? []).map(field => FieldPath.of('spec', field));
}

/** For one node of every kind, one remedy a blocker, all together; kept when the scheduler then places the pod. */
function provedFixes(view: WorldView, pod: Pod, kinds: readonly NodeKind[]): Fix[] {
  const ideas = kinds.slice(0, maxKinds).flatMap(({ nodes, rejections }) => nodes.slice(0, 3).flatMap(node => combined(rejections.map(({ plugin }) => remediesFor(plugin, pod, node)))));
  const present = schedulerOf(view);
  const fixes: Fix[] = [];
  const seen = new Set<string>();
  for (const idea of ideas.sort((a, b) => a.cost - b.cost).slice(0, maxTrials)) {
    if (fixes.length === maxFixes) break;
    if (seen.has(idea.title)) continue;
    seen.add(idea.title);
    const node = tryFix(present, view, pod, idea.edits);
    if (node !== undefined) fixes.push({ title: idea.title, edits: idea.edits, node });
  }
  return fixes;
}

/** One remedy of each list, all ways; none when a blocker has no remedy. */
function combined(lists: readonly (readonly Remedy[])[]): Remedy[] {
  let results: Remedy[] = [{ title: '', edits: [], cost: 0 }];
  for (const list of lists) {
    results = results.flatMap(so => list.map(more => ({ title: so.title === '' ? more.title : `${so.title}; ${more.title}`, edits: [...so.edits, ...more.edits], cost: so.cost + more.cost }))).slice(0, maxTrials);
  }
  return results.filter(result => result.edits.length > 0);
}

function tryFix(present: ClusterScheduler, view: WorldView, pod: Pod, edits: readonly Edit[]): string | undefined {
  let edited = unscheduled(pod);
  for (const edit of edits) if (edit.kind === 'Pod') edited = withEdit(edited, edit);
  const nodeEdits = edits.filter(edit => edit.kind === 'Node');
  if (nodeEdits.length === 0) return nodeFor(present, edited);
  const changed = schedulerOf(view);
  for (const edit of nodeEdits) {
    const node: Node | undefined = view.get('nodes', '', edit.name);
    if (node !== undefined) changed.cluster.upsert('nodes', withEdit(node, edit));
  }
  return nodeFor(changed, edited);
}
