import type { Node, Pod } from '../../generated/types';
import { FieldPath } from '../core/fieldPath';
import { clone, type Json } from '../core/json';
import type { KubeObject } from '../api/object';
import type { ClusterScheduler } from '../scheduler/clusterScheduler';
import type { NodeInfo } from '../scheduler/nodeInfo';
import type { Rejection } from '../scheduler/rejections';
import { nodeFrom } from '../sim/clusters';
import type { WorldView } from '../sim/timeline';
import { podsOf } from '../sim/verdicts';
import type { Edit, Fix } from './explanation';
import { remediesFor, settled, withEdit } from './remedies';
import type { Remedy } from './remedy';
import { replicasFix, workloadOf } from './replicasFix';
import { nodeFor, unscheduled } from './schedulerOf';

/** How many different nodes and how many ideas are tried at the most: a big cluster has few kinds of nodes. */
const maxKinds = 20;
const maxTrials = 200;
const maxFixes = 5;
/** With more pods than this of its template the pod is tried alone. */
const maxSiblings = 200;
/** More of the same costs money, and changes nothing of what was asked for. */
const newNodeCost = 5;
const replicasCost = 4;

/** Nodes that refuse the pod for the same reasons. */
export interface NodeKind { readonly nodes: readonly NodeInfo[]; readonly rejections: readonly Rejection[] }

/** The smallest changes first: all that stands in the way on a kind of nodes mended, one more node, or fewer replicas; kept when the scheduler then places the pod where it should help. */
export function provedFixes(view: WorldView, scheduler: ClusterScheduler, pod: Pod, kinds: readonly NodeKind[]): Fix[] {
  const ideas = [...ideasOf(pod, kinds), ...newNodes(view, kinds)].sort((a, b) => a.cost - b.cost).slice(0, trialsFor(scheduler));
  const workload = workloadOf(view, pod);
  const fewer = workload === undefined ? undefined : replicasFix(view, workload);
  const trial: Trial = { scheduler, view, pod, siblings: workload === undefined ? [] : siblingsOf(view, workload) };
  const fixes: { readonly fix: Fix; readonly cost: number }[] = fewer === undefined ? [] : [{ fix: fewer, cost: replicasCost }];
  for (const { title, edits, cost, isFor } of ideas) {
    if (fixes.length === maxFixes) break;
    const node = proof(trial, edits);
    if (node !== undefined && isFor(node)) fixes.push({ fix: { title, edits, node }, cost });
  }
  return fixes.sort((a, b) => a.cost - b.cost).map(({ fix }) => fix);
}

/** In a cluster of thousands of nodes a trial costs milliseconds. */
function trialsFor({ cluster }: ClusterScheduler): number {
  return Math.max(20, Math.min(maxTrials, Math.floor(100_000 / Math.max(1, cluster.nodes.length))));
}

/** A remedy and whether a node is one that it is meant for: where the pod lands elsewhere, less would do. */
interface Idea extends Remedy { readonly isFor: (node: string) => boolean }

/** For some nodes of every kind, one remedy a blocker, all together; equal ones once. */
function ideasOf(pod: Pod, kinds: readonly NodeKind[]): Idea[] {
  const remediesOn = (node: NodeInfo, { rejections }: NodeKind): Remedy[] => combined(rejections.map(({ plugin }) => remediesFor(plugin, pod, node)));
  const isFor = (title: string, name: string): boolean => kinds.some(kind => {
    const node = kind.nodes.find(candidate => candidate.name === name);
    return node !== undefined && remediesOn(node, kind).some(remedy => remedy.title === title);
  });
  const remedies = kinds.slice(0, maxKinds).flatMap(kind => kind.nodes.slice(0, 3).flatMap(node => remediesOn(node, kind)));
  return [...new Map(remedies.map(remedy => [remedy.title, remedy])).values()].map(remedy => ({ ...remedy, isFor: node => isFor(remedy.title, node) }));
}

interface Trial { readonly scheduler: ClusterScheduler; readonly view: WorldView; readonly pod: Pod; readonly siblings: readonly Pod[] }

/** Pods with a node that a change of the template would change, too. */
function siblingsOf(view: WorldView, workload: KubeObject): readonly Pod[] {
  const placed = podsOf(workload, view).filter(one => one.spec?.nodeName !== undefined);
  return placed.length > maxSiblings ? [] : placed;
}

/** One remedy of each list, all ways; none when a blocker has no remedy. */
function combined(lists: readonly (readonly Remedy[])[]): Remedy[] {
  let results: Remedy[] = [{ title: '', edits: [], cost: 0 }];
  for (const list of lists) {
    results = results.flatMap(so => list.map(more => ({ title: [so.title, more.title].filter(part => part !== '').join('; '), edits: [...so.edits, ...more.edits], cost: so.cost + more.cost }))).slice(0, maxTrials);
  }
  return results.filter(result => result.edits.length > 0);
}

/** One more node of each kind, new and empty; in a cluster without nodes a plain one. */
function newNodes(view: WorldView, kinds: readonly NodeKind[]): Idea[] {
  if (kinds.length === 0) return view.list('nodes').length > 0 ? [] : [newNode('Add a node', nodeFrom({ name: 'node-1' }))];
  const alike = new Map<string, NodeInfo>();
  for (const { nodes: [like] } of kinds.slice(0, maxKinds)) {
    if (like === undefined) continue;
    const { 'kubernetes.io/hostname': _hostname, ...labels } = like.labels;
    const key = JSON.stringify([labels, like.node.spec?.taints ?? [], like.node.status?.allocatable ?? {}]);
    if (!alike.has(key)) alike.set(key, like);
  }
  return [...alike.values()].map(like => newNode(`Add a node like ${like.name}`, another(view, like.node)));
}

function newNode(title: string, node: Node): Idea {
  const name = node.metadata?.name ?? '';
  return { title, cost: newNodeCost, edits: [{ kind: 'Node', name, path: FieldPath.root, value: node as Json }], isFor: found => found === name };
}

function another(view: WorldView, like: Node): Node {
  const old = like.metadata?.name ?? '';
  let number = 2;
  while (view.get('nodes', '', `${old}-${number}`) !== undefined) number++;
  const name = `${old}-${number}`;
  const labels = { ...like.metadata?.labels };
  if (labels['kubernetes.io/hostname'] !== undefined) labels['kubernetes.io/hostname'] = name;
  const { capacity, allocatable } = like.status ?? {};
  const { taints = [] } = settled(like).spec ?? {};
  return clone({
    apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec: taints.length === 0 ? {} : { taints },
    status: { ...(capacity === undefined ? {} : { capacity }), ...(allocatable === undefined ? {} : { allocatable }) }
  });
}

/** Where the pod goes once these edits are made, to it and to the pods of the same template; the scheduler's cluster is as before afterwards. */
function proof({ scheduler, view, pod, siblings }: Trial, edits: readonly Edit[]): string | undefined {
  const { cluster } = scheduler;
  const podEdits = edits.filter(edit => edit.kind === 'Pod'), nodeEdits = edits.filter(edit => edit.kind === 'Node');
  const edited = (one: Pod): Pod => podEdits.reduce<Pod>(withEdit, one);
  const changed = podEdits.length === 0 ? [] : siblings;
  for (const sibling of changed) cluster.upsert('pods', edited(sibling));
  for (const edit of nodeEdits) {
    const node = withEdit<Node>(view.get('nodes', '', edit.name) ?? {}, edit);
    cluster.upsert('nodes', node.spec?.unschedulable === true ? node : settled(node));
  }
  const found = nodeFor(scheduler, edited(unscheduled(pod)));
  for (const sibling of changed) cluster.upsert('pods', sibling);
  for (const { name } of nodeEdits) {
    const node = view.get('nodes', '', name);
    if (node === undefined) cluster.remove('nodes', { metadata: { name } });
    else cluster.upsert('nodes', node);
  }
  return found;
}
