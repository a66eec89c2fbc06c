import type { Container, Node, Pod, Taint, Toleration } from '../../generated/types';
import { FieldPath, type PathSegment } from '../core/fieldPath';
import { clone, isObject, setOwn, type Json, type JsonObject, type Mutable } from '../core/json';
import { milliValueOf, valueOf } from '../core/quantity';
import { toleratesTaint } from '../api/tolerations';
import type { NodeInfo } from '../scheduler/nodeInfo';
import { nodeAffinityRemedies, podAffinityRemedies } from './affinityRemedies';
import type { Edit } from './explanation';
import type { Remedy } from './remedy';

const spec = FieldPath.of('spec');

/** By plugin: what would remove its refusal of a node. Plugins that are absent refuse for what no edit of the pod can mend. */
const remedies: Readonly<Record<string, (pod: Pod, node: NodeInfo) => readonly Remedy[]>> = {
  TaintToleration: (pod, node) => tolerationRemedy(pod, (settled(node.node).spec?.taints ?? []).filter(taint => taint.effect !== 'PreferNoSchedule')),
  NodeUnschedulable: (_pod, node) => [{ title: `Uncordon node ${node.name}`, cost: 3, edits: [{ kind: 'Node', name: node.name, path: spec.child('unschedulable') }] }],
  NodeAffinity: nodeAffinityRemedies,
  NodePorts: portRemedy,
  NodeResourcesFit: requestRemedy,
  PodTopologySpread: pod => (pod.spec?.topologySpreadConstraints ?? []).flatMap((constraint, i) => constraint.whenUnsatisfiable !== 'DoNotSchedule' ? [] : [
    remedy(pod, {
      title: `Spread over ${constraint.topologyKey ?? ''} only where possible (whenUnsatisfiable: ScheduleAnyway)`, cost: 2,
      path: spec.child('topologySpreadConstraints').index(i).child('whenUnsatisfiable'), value: 'ScheduleAnyway'
    })
  ]),
  InterPodAffinity: podAffinityRemedies
};

/** What might remove a plugin's refusal of a node; nothing is proved yet. */
export function remediesFor(plugin: string, pod: Pod, node: NodeInfo): readonly Remedy[] {
  return remedies[plugin]?.(pod, node) ?? [];
}

/** An object with one field changed: seen as the JSON that it is, since a path may name any field. */
export function withEdit<T extends Pod | Node>(object: T, edit: Edit): T {
  const segments = edit.path.segments();
  if (segments.length === 0) return edit.value as unknown as T;
  const copy = clone(object) as unknown as Mutable<JsonObject>;
  let at: unknown = copy;
  segments.forEach((segment, i) => {
    const key = keyOf(segment);
    if (!isObject(at) && !Array.isArray(at)) return;
    const holder = at as Record<string, unknown>;
    if (i < segments.length - 1) at = holder[key] ??= segments[i + 1]?.type === 'index' ? [] : {};
    else if (edit.value !== undefined) setOwn(holder, key, edit.value);
    else delete holder[key];
  });
  return copy as unknown as T;
}

function keyOf(segment: PathSegment): string {
  return segment.type === 'child' ? segment.name : segment.type === 'index' ? String(segment.index) : segment.key;
}

/** The taint that a cordoned node gets, and loses again, by itself (TaintNodesByCondition): uncordoning is all that it takes. */
const cordonTaint = 'node.kubernetes.io/unschedulable';

/** A node as it is once its controllers have seen it uncordoned. */
export function settled(node: Node): Node {
  const { unschedulable: _, taints = [], ...rest } = node.spec ?? {};
  return { ...node, spec: { ...rest, taints: taints.filter(taint => taint.key !== cordonTaint) } };
}

interface FieldChange { readonly title: string; readonly cost: number; readonly path: FieldPath; readonly value?: Json }

function remedy(pod: Pod, { title, cost, ...change }: FieldChange): Remedy {
  return { title, cost, edits: [{ kind: 'Pod', name: pod.metadata?.name ?? '', ...change }] };
}

function tolerationRemedy(pod: Pod, taints: readonly Taint[]): readonly Remedy[] {
  const tolerations = pod.spec?.tolerations ?? [];
  const missing = taints.filter(taint => !toleratesTaint(tolerations, taint));
  if (missing.length === 0) return [{ title: '', cost: 0, edits: [] }];
  const added = missing.map(({ key = '', value = '', effect = '' }): Toleration & JsonObject => value === '' ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect });
  const named = missing.map(({ key = '', value = '' }) => value === '' ? key : `${key}=${value}`).join(', ');
  const edits = added.map((value, i): Edit => ({ kind: 'Pod', name: pod.metadata?.name ?? '', path: spec.child('tolerations').index(tolerations.length + i), value }));
  return [{ title: `Tolerate ${named}`, cost: 1 + missing.length, edits }];
}

function portRemedy(pod: Pod): readonly Remedy[] {
  const edits = (pod.spec?.containers ?? []).flatMap((container, c) => (container.ports ?? []).flatMap((port, p): Edit[] => port.hostPort === undefined ? []
    : [{ kind: 'Pod', name: pod.metadata?.name ?? '', path: spec.child('containers').index(c).child('ports').index(p).child('hostPort') }]));
  return edits.length === 0 ? [] : [{ title: 'Drop the host port', cost: 2, edits }];
}

/** Lowers the requests of the container that asks for most by what the pod asks for too much. */
function requestRemedy(pod: Pod, node: NodeInfo): readonly Remedy[] {
  const edits: Edit[] = [], changes: string[] = [];
  const lower = (resource: 'cpu' | 'memory', free: number, print: (amount: number) => string): void => {
    const asking = (pod.spec?.containers ?? []).map((container, index) => ({ index, amount: requestOf(container, resource) })).filter(({ amount }) => amount > 0);
    const most = asking.reduce((best, one) => one.amount > best.amount ? one : best, { index: -1, amount: 0 });
    const excess = asking.reduce((sum, { amount }) => sum + amount, 0) - free;
    if (most.index < 0 || excess <= 0 || most.amount - excess <= 0) return;
    const value = print(most.amount - excess);
    edits.push({ kind: 'Pod', name: pod.metadata?.name ?? '', path: spec.child('containers').index(most.index).child('resources', 'requests').key(resource), value });
    changes.push(`${resource} ${value}`);
  };
  lower('cpu', node.allocatable.milliCPU - node.requested.milliCPU, milli => milli % 1000 === 0 ? String(milli / 1000) : `${Math.floor(milli)}m`);
  lower('memory', node.allocatable.memory - node.requested.memory, bytes => bytes % 1073741824 === 0 ? `${bytes / 1073741824}Gi` : `${Math.floor(bytes / 1048576)}Mi`);
  return edits.length === 0 ? [] : [{ title: `Request less: ${changes.join(' and ')}`, cost: 2 * edits.length, edits }];
}

/** In millicores or bytes; 0 for none or for what is no quantity. */
function requestOf(container: Container, resource: 'cpu' | 'memory'): number {
  const asked = container.resources?.requests?.[resource];
  if (asked === undefined) return 0;
  return resource === 'cpu' ? milliValueOf(asked) : valueOf(asked);
}
