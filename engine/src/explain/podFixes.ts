import type { Container, Node, Pod, Taint, Toleration } from '../../generated/types';
import { FieldPath } from '../core/fieldPath';
import { clone, isObject, setOwn, type Json, type JsonObject, type Mutable } from '../core/json';
import type { NodeInfo } from '../scheduler/nodeInfo';
import { labelValue } from '../api/selectors';
import { toleratesTaint } from '../api/tolerations';
import type { Edit } from './explanation';

/** A change that may remove one blocker on one node, and how much it takes away from what was wanted. */
export interface Remedy {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly cost: number;
}

const spec = FieldPath.of('spec');

/** By plugin: what would remove its refusal of a node. Plugins that are absent refuse for what no edit of the pod can mend. */
const remedies: Readonly<Record<string, (pod: Pod, node: NodeInfo) => readonly Remedy[]>> = {
  TaintToleration: (pod, node) => tolerationRemedy(pod, (node.node.spec?.taints ?? []).filter(taint => taint.effect !== 'PreferNoSchedule')),
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
  InterPodAffinity: pod => (['podAffinity', 'podAntiAffinity'] as const).flatMap(kind => pod.spec?.affinity?.[kind]?.requiredDuringSchedulingIgnoredDuringExecution === undefined ? [] : [
    remedy(pod, { title: `Drop the required ${kind}`, cost: 3, path: spec.child('affinity', kind, 'requiredDuringSchedulingIgnoredDuringExecution') })
  ])
};

/** What might remove a plugin's refusal of a node; nothing is proved yet. */
export function remediesFor(plugin: string, pod: Pod, node: NodeInfo): readonly Remedy[] {
  return remedies[plugin]?.(pod, node) ?? [];
}

/** An object with one field changed: seen as the JSON that it is, since a path may name any field. */
export function withEdit<T extends Pod | Node>(object: T, edit: Edit): T {
  const copy = clone(object) as unknown as Mutable<JsonObject>;
  let at: unknown = copy;
  const segments = edit.path.segments();
  segments.forEach((segment, i) => {
    const key = segment.type === 'child' ? segment.name : segment.type === 'index' ? String(segment.index) : segment.key;
    if (!isObject(at) && !Array.isArray(at)) return;
    const holder = at as Record<string, unknown>;
    if (i < segments.length - 1) at = holder[key] ??= {};
    else if (edit.value !== undefined) setOwn(holder, key, edit.value);
    else delete holder[key];
  });
  return copy as unknown as T;
}

interface FieldChange { readonly title: string; readonly cost: number; readonly path: FieldPath; readonly value?: Json }

function remedy(pod: Pod, { title, cost, ...change }: FieldChange): Remedy {
  return { title, cost, edits: [{ kind: 'Pod', name: pod.metadata?.name ?? '', ...change }] };
}

function tolerationRemedy(pod: Pod, taints: readonly Taint[]): readonly Remedy[] {
  const tolerations = pod.spec?.tolerations ?? [];
  const missing = taints.filter(taint => !toleratesTaint(tolerations, taint));
  if (missing.length === 0) return [];
  const added = missing.map(({ key = '', value = '', effect = '' }): Toleration & JsonObject => value === '' ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect });
  const named = missing.map(({ key = '', value = '' }) => value === '' ? key : `${key}=${value}`).join(', ');
  const value = [...tolerations as readonly (Toleration & JsonObject)[], ...added];
  return [remedy(pod, { title: `Tolerate ${named}`, cost: 1 + missing.length, path: spec.child('tolerations'), value })];
}

function nodeAffinityRemedies(pod: Pod, node: NodeInfo): readonly Remedy[] {
  const { nodeSelector = {}, affinity } = pod.spec ?? {};
  const wrong = Object.entries(nodeSelector).filter(([key, value]) => labelValue(node.labels, key) !== value).map(([key]) => key);
  const edits: Edit[] = wrong.map(key => ({ kind: 'Pod', name: pod.metadata?.name ?? '', path: spec.child('nodeSelector').key(key) }));
  const result: Remedy[] = wrong.length === 0 ? [] : [{ title: `Drop ${wrong.join(', ')} from nodeSelector`, cost: 2 + wrong.length, edits }];
  if (affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution !== undefined) {
    const dropped = remedy(pod, { title: 'Drop the required node affinity', cost: 3, path: spec.child('affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution') });
    result.push(dropped, ...result.map(other => ({ title: `${other.title} and ${dropped.title.toLowerCase()}`, cost: other.cost + 3, edits: [...other.edits, ...dropped.edits] })));
  }
  return result;
}

function portRemedy(pod: Pod): readonly Remedy[] {
  const edits = (pod.spec?.containers ?? []).flatMap((container, c) => (container.ports ?? []).flatMap((port, p): Edit[] => port.hostPort === undefined ? []
    : [{ kind: 'Pod', name: pod.metadata?.name ?? '', path: spec.child('containers').index(c).child('ports').index(p).child('hostPort') }]));
  return edits.length === 0 ? [] : [{ title: 'Drop the host port', cost: 2, edits }];
}

/** Lowers the requests of the container that asks for most to what the node has free. */
function requestRemedy(pod: Pod, node: NodeInfo): readonly Remedy[] {
  const edits: Edit[] = [], changes: string[] = [];
  const lower = (resource: 'cpu' | 'memory', free: number, print: (amount: number) => string): void => {
    const containers = pod.spec?.containers ?? [];
    const asking = containers.map((container, index) => ({ container, index })).filter(({ container }) => requestOf(container, resource) !== undefined);
    const [only] = asking;
    if (only === undefined || asking.length > 1 || free <= 0) return;
    edits.push({ kind: 'Pod', name: pod.metadata?.name ?? '', path: spec.child('containers').index(only.index).child('resources', 'requests', resource), value: print(free) });
    changes.push(`${resource} to ${print(free)}`);
  };
  const free = { cpu: node.allocatable.milliCPU - node.requested.milliCPU, memory: node.allocatable.memory - node.requested.memory };
  lower('cpu', free.cpu, amount => `${Math.floor(amount)}m`);
  lower('memory', free.memory, amount => `${Math.floor(amount / 1048576)}Mi`);
  const each = edits.map((edit, i) => ({ title: `Request less: ${changes[i] ?? ''}`, cost: 2, edits: [edit] }));
  return edits.length < 2 ? each : [...each, { title: `Request less: ${changes.join(' and ')}`, cost: 4, edits }];
}

function requestOf(container: Container, resource: string): unknown {
  return container.resources?.requests?.[resource];
}
