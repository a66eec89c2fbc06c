import type { Lease, Node, NodeCondition, Pod } from '../../../generated/types';
import { equal } from '../../core/json';
import type { Millis } from '../../core/time';
import { parseTimestamp, timestamp } from '../../core/timestamp';
import type { KubeObject } from '../../api/object';
import type { Context } from '../../sim/context';
import type { Change } from '../../store/store';
import { splitKey, type Controller, type SyncResult } from '../controller';
import { isPodReady } from '../podState';
import { conditionTaints, isControllerTaint, noExecuteTaint, readyCondition, type NodeTaint } from './nodeTaints';
import { mayTaint } from './zones';

const source = 'node-controller';

/** `--node-monitor-grace-period` and `--node-monitor-period` of the controller manager. */
export interface NodeMonitor { readonly graceMs: Millis; readonly periodMs: Millis }

/** What the controller has seen of the nodes: those registered, and when each zone may get its next NoExecute taint. */
interface Memory { readonly known: Map<string, KubeObject>; readonly zones: Map<string, Millis> }

/**
 * Declares nodes unreachable whose kubelets are silent, and taints nodes by their conditions (pkg/controller/nodelifecycle, v1.36).
 * That living kubelets renew their leases every 10 s is not played: a lease that has a renewTime was renewed then for the last time.
 */
export function nodeLifecycleController(monitor: NodeMonitor = { graceMs: 50_000, periodMs: 5000 }): Controller {
  return {
    name: 'node-lifecycle-controller',
    watches: [
      { resource: 'nodes', keysFor: keysForNode },
      { resource: 'coordination.k8s.io/leases', keysFor: (_ctx, change) => change.key.namespace === 'kube-node-lease' ? [`/${change.key.name}`] : [] }
    ],
    initialMemory: (): Memory => ({ known: new Map(), zones: new Map() }),
    sync: (ctx, key, memory) => sync(ctx, splitKey(key).name, memory as Memory, monitor)
  };
}

/** A node that came or went, or whose taints, conditions or schedulability changed. */
function keysForNode(_ctx: Context, change: Change): readonly string[] {
  const seen = (object: KubeObject): unknown => { const { spec, status } = object as Node; return [spec?.taints, spec?.unschedulable, status?.conditions]; };
  return change.old !== undefined && change.type === 'MODIFIED' && equal(seen(change.old), seen(change.object)) ? [] : [`/${change.key.name}`];
}

function sync(ctx: Context, name: string, memory: Memory, monitor: NodeMonitor): SyncResult {
  const node = ctx.api.get<Node>('nodes', '', name);
  const known = memory.known.get(name);
  if (node === undefined) {
    if (known !== undefined) nodeEvent(ctx, known, 'RemovingNode', `Removing Node ${name} from Controller`);
    memory.known.delete(name);
    return undefined;
  }
  if (known?.metadata?.uid !== node.metadata?.uid) {
    if (ctx.nowMs > 0) nodeEvent(ctx, node, 'RegisteredNode', `Registered Node ${name} in Controller`);
    memory.known.set(name, { kind: 'Node', metadata: { name, uid: node.metadata?.uid ?? '' } });
  }
  const silentAtMs = silence(ctx, name, monitor);
  const current = silentAtMs !== undefined && silentAtMs <= ctx.nowMs ? declareUnknown(ctx, node) : node;
  const tainted = swapTaints(ctx, current, [...conditionTaints(current), ...(current.spec?.taints ?? []).filter(taint => isControllerTaint(taint) && taint.effect === 'NoExecute')]);
  const wait = taintNoExecute(ctx, tainted, memory, monitor);
  const waits = [wait, silentAtMs === undefined || silentAtMs <= ctx.nowMs ? undefined : silentAtMs - ctx.nowMs].filter(afterMs => afterMs !== undefined);
  return waits.length === 0 ? undefined : { requeueAfterMs: Math.min(...waits) };
}

/** When a node's silence has lasted too long: seen at one of the controller's rounds, judged at another. */
function silence(ctx: Context, name: string, { graceMs, periodMs }: NodeMonitor): Millis | undefined {
  const renewed = parseTimestamp(ctx.api.get<Lease>('coordination.k8s.io/leases', 'kube-node-lease', name)?.spec?.renewTime);
  return renewed === undefined ? undefined : Math.ceil(renewed / periodMs) * periodMs + graceMs;
}

const reported = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];

/** Nobody knows how the node is: its conditions say so, and its pods are not ready (tryUpdateNodeHealth, MarkPodsNotReady). */
function declareUnknown(ctx: Context, node: Node): Node {
  const before = readyCondition(node);
  if (before?.status === 'Unknown') return node;
  const now = timestamp(ctx.nowMs);
  const unknown = (type: string, old: NodeCondition | undefined): NodeCondition => {
    if (old === undefined) return { type, status: 'Unknown', reason: 'NodeStatusNeverUpdated', message: 'Kubelet never posted node status.', lastHeartbeatTime: node.metadata?.creationTimestamp ?? now, lastTransitionTime: now };
    return old.status === 'Unknown' ? old : { ...old, status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.', lastTransitionTime: now };
  };
  const old = node.status?.conditions ?? [];
  const missing = reported.filter(type => !old.some(condition => condition.type === type)).map(type => unknown(type, undefined));
  const conditions = [...old.map(condition => reported.includes(condition.type ?? '') ? unknown(condition.type ?? '', condition) : condition), ...missing];
  const result = ctx.api.updateStatus<Node & KubeObject>('nodes', { ...node, status: { ...node.status, conditions } });
  if (!result.ok) return node;
  if (before?.status === 'True') {
    const name = node.metadata?.name ?? '';
    ctx.recordEvent(node, { type: 'Normal', reason: 'NodeNotReady', message: `Node ${name} status is now: NodeNotReady`, source });
    for (const pod of ctx.api.indexed<Pod>('pods', 'node', name)) if (isPodReady(pod)) markNotReady(ctx, pod);
  }
  return result.value;
}

function markNotReady(ctx: Context, pod: Pod): void {
  const conditions = (pod.status?.conditions ?? []).map(condition => condition.type === 'Ready' ? { ...condition, status: 'False', lastTransitionTime: timestamp(ctx.nowMs) } : condition);
  ctx.api.updateStatus<Pod & KubeObject>('pods', { ...pod, status: { ...pod.status, conditions } });
  ctx.recordEvent(pod, { type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready', source });
}

/** Gives the node exactly these of the controller's taints; others stay. */
function swapTaints(ctx: Context, node: Node, wanted: readonly NodeTaint[]): Node {
  const old = node.spec?.taints ?? [];
  const isWanted = (taint: NodeTaint): boolean => wanted.some(other => other.key === taint.key && other.effect === taint.effect);
  const kept = old.filter(taint => !isControllerTaint(taint) || isWanted(taint));
  const added = wanted.filter(taint => !old.some(other => other.key === taint.key && other.effect === taint.effect));
  if (kept.length === old.length && added.length === 0) return node;
  const taints = [...kept, ...added.map(taint => ({ ...taint, timeAdded: timestamp(ctx.nowMs) }))];
  const { taints: _, ...spec } = node.spec ?? {};
  const result = ctx.api.update<Node & KubeObject>('nodes', { ...node, spec: taints.length === 0 ? spec : { ...spec, taints } });
  return result.ok ? result.value : node;
}

/** The NoExecute taint of a node that is not ready comes at a round of the controller, and as fast as its zone may lose nodes; how long until then. */
function taintNoExecute(ctx: Context, node: Node, memory: Memory, { periodMs }: NodeMonitor): Millis | undefined {
  const wanted = noExecuteTaint(node);
  const taints = (node.spec?.taints ?? []).filter(isControllerTaint);
  const present = taints.filter(taint => taint.effect === 'NoExecute');
  const others = taints.filter(taint => taint.effect !== 'NoExecute');
  if (wanted === undefined) {
    if (present.length > 0) swapTaints(ctx, node, others);
    return undefined;
  }
  if (present.some(taint => taint.key === wanted.key)) return undefined;
  const untilRound = (periodMs - ctx.nowMs % periodMs) % periodMs;
  if (untilRound > 0) return untilRound;
  const allowed = mayTaint(ctx.api.list<Node>('nodes'), node, memory.zones, ctx.nowMs);
  if (present.length === 0 && allowed !== 'now') return allowed;
  swapTaints(ctx, node, [...others, wanted]);
  return undefined;
}

function nodeEvent(ctx: Context, about: KubeObject, reason: string, text: string): void {
  ctx.recordEvent(about, { type: 'Normal', reason, message: `Node ${about.metadata?.name ?? ''} event: ${text}`, source });
}
