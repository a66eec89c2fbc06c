import type { DaemonSet, Node, Pod, PodSpec, PodTemplateSpec, Toleration } from '../../../generated/types';
import { equal } from '../../core/json';
import { requiredNodeAffinity } from '../../api/nodeSelectors';
import { toleratesTaint } from '../../api/tolerations';
import { revisionLabel } from '../revisions';

/** What a node is for the pods of a DaemonSet: they shall run there; they may stay where they are; or they must not. */
export type Placement = 'run' | 'stay' | 'leave';

const prefix = 'node.kubernetes.io';

/** Tolerations that every daemon pod gets (AddOrUpdateDaemonPodTolerations, pkg/controller/daemon/util, v1.36). */
function defaultTolerations(spec: PodSpec): readonly Toleration[] {
  const exists = (key: string, effect: string): Toleration => ({ key: `${prefix}/${key}`, operator: 'Exists', effect });
  return [
    exists('not-ready', 'NoExecute'), exists('unreachable', 'NoExecute'),
    ...['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'].map(key => exists(key, 'NoSchedule')),
    ...(spec.hostNetwork === true ? [exists('network-unavailable', 'NoSchedule')] : [])
  ];
}

/** The pod's spec with the tolerations of daemon pods. */
function withTolerations(spec: PodSpec): PodSpec {
  let tolerations = [...spec.tolerations ?? []];
  for (const added of defaultTolerations(spec)) {
    const known = tolerations.findIndex(other => sameTaint(other, added));
    tolerations = known < 0 ? [...tolerations, added] : tolerations.map((other, i) => i === known && !equal(other, added) ? added : other);
  }
  return { ...spec, tolerations };
}

/** Toleration.MatchToleration: all but the seconds. */
function sameTaint(a: Toleration, b: Toleration): boolean {
  return (a.key ?? '') === (b.key ?? '') && (a.effect ?? '') === (b.effect ?? '') && (a.operator ?? '') === (b.operator ?? '') && (a.value ?? '') === (b.value ?? '');
}

/** Whether pods of the set belong on each node (NodeShouldRunDaemonPod, v1.36). */
export function placements(daemonSet: DaemonSet): (node: Node) => Placement {
  const spec = withTolerations(daemonSet.spec?.template?.spec ?? {});
  const affinity = requiredNodeAffinity({ spec });
  return node => {
    if ((spec.nodeName ?? '') !== '' && spec.nodeName !== node.metadata?.name) return 'leave';
    if (affinity !== undefined && !affinity(node)) return 'leave';
    const untolerated = (node.spec?.taints ?? []).filter(taint => !toleratesTaint(spec.tolerations ?? [], taint));
    if (untolerated.some(taint => taint.effect === 'NoExecute')) return 'leave';
    return untolerated.some(taint => taint.effect === 'NoSchedule') ? 'stay' : 'run';
  };
}

const generationLabel = 'pod-template-generation';

/** The template of new pods: tolerations and the labels of its revision (CreatePodTemplate). */
export function podTemplate(daemonSet: DaemonSet, hash: string): PodTemplateSpec {
  const template = daemonSet.spec?.template ?? {};
  const generation = templateGeneration(daemonSet);
  const labels = { ...template.metadata?.labels, ...(generation === undefined ? {} : { [generationLabel]: generation }), ...(hash === '' ? {} : { [revisionLabel]: hash }) };
  return { ...template, metadata: { ...template.metadata, labels }, spec: withTolerations(template.spec ?? {}) };
}

/** The pod's spec with its node as the only one that fits (ReplaceDaemonSetPodNodeNameNodeAffinity). */
export function pinned(spec: PodSpec | undefined, node: string): PodSpec {
  const affinity = spec?.affinity;
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const terms = [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] }];
  return { ...spec, affinity: { ...affinity, nodeAffinity: { ...affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: { ...required, nodeSelectorTerms: terms } } } };
}

/** The node that a daemon pod is for; undefined for a pod that is for none (GetTargetNodeName). */
export function targetNode(pod: Pod): string | undefined {
  if ((pod.spec?.nodeName ?? '') !== '') return pod.spec?.nodeName;
  for (const term of pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []) {
    for (const { key, operator, values } of term.matchFields ?? []) {
      if (key === 'metadata.name' && operator === 'In') return values?.length === 1 ? values[0] : undefined;
    }
  }
  return undefined;
}

function templateGeneration(daemonSet: DaemonSet): string | undefined {
  const text = daemonSet.metadata?.annotations?.['deprecated.daemonset.template.generation'];
  return text !== undefined && /^[+-]?\d+$/.test(text) ? String(Number(text)) : undefined;
}

/** Whether the pod is of the set's present template (IsPodUpdated). */
export function isUpdated(pod: Pod, daemonSet: DaemonSet, hash: string): boolean {
  const { labels } = pod.metadata ?? {};
  const generation = templateGeneration(daemonSet);
  return (generation !== undefined && labels?.[generationLabel] === generation) || (hash !== '' && labels?.[revisionLabel] === hash);
}
