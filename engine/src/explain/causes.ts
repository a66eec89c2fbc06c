import type { Container, Pod } from '../../generated/types';
import { FieldPath } from '../core/fieldPath';
import { labelValue } from '../api/selectors';
import type { NodeInfo } from '../scheduler/nodeInfo';
import type { Rejection } from '../scheduler/rejections';

const spec = FieldPath.of('spec');
type Causes = (pod: Pod, reasons: readonly string[], node: NodeInfo | undefined) => readonly FieldPath[];

/** By plugin: the fields of the pod that it judges by, as narrow as its reasons allow. */
const causes: Readonly<Record<string, Causes>> = {
  NodeName: () => [spec.child('nodeName')],
  NodeUnschedulable: () => [spec.child('tolerations')],
  TaintToleration: () => [spec.child('tolerations')],
  NodeAffinity: nodeAffinity,
  NodePorts: pod => containersOf(pod).flatMap(([path, container]) => (container.ports ?? []).flatMap((port, i) => port.hostPort === undefined ? [] : [path.child('ports').index(i).child('hostPort')])),
  NodeResourcesFit: requests,
  VolumeRestrictions: volumes, NodeVolumeLimits: volumes, VolumeBinding: volumes, VolumeZone: volumes,
  PodTopologySpread: pod => (pod.spec?.topologySpreadConstraints ?? []).flatMap((constraint, i) => constraint.whenUnsatisfiable === 'ScheduleAnyway' ? [] : [spec.child('topologySpreadConstraints').index(i)]),
  InterPodAffinity: interPodAffinity,
  DynamicResources: () => [spec.child('resourceClaims')],
  SchedulingGates: () => [spec.child('schedulingGates')]
};

const onNodes: Readonly<Record<string, FieldPath>> = {
  NodeUnschedulable: spec.child('unschedulable'), TaintToleration: spec.child('taints'), NodeResourcesFit: FieldPath.of('status', 'allocatable'), NodeAffinity: FieldPath.of('metadata', 'labels')
};

/** The fields of the pod because of which a plugin refuses these nodes; the plugin's own field, present or not, where none is to blame alone. */
export function causesOf(pod: Pod, { plugin, status }: Rejection, nodes: readonly NodeInfo[]): FieldPath[] {
  const found = nodes.length === 0 ? causes[plugin]?.(pod, status.reasons, undefined) ?? [] : nodes.flatMap(node => causes[plugin]?.(pod, status.reasons, node) ?? []);
  return [...new Map(found.map(path => [path.toString(), path])).values()];
}

/** The fields of a node that a plugin holds against the pod. */
export function nodeFieldsOf(plugin: string): FieldPath[] {
  const path = onNodes[plugin];
  return path === undefined ? [] : [path];
}

function nodeAffinity(pod: Pod, _reasons: readonly string[], node: NodeInfo | undefined): FieldPath[] {
  const { nodeSelector = {}, affinity } = pod.spec ?? {};
  const wrong = Object.entries(nodeSelector).filter(([key, value]) => node === undefined || labelValue(node.labels, key) !== value);
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution === undefined ? [] : [spec.child('affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution')];
  return wrong.length > 0 ? wrong.map(([key]) => spec.child('nodeSelector').key(key)) : required;
}

function requests(pod: Pod, reasons: readonly string[]): FieldPath[] {
  const wanted = reasons.flatMap(reason => /^Insufficient (.+)$/u.exec(reason)?.[1] ?? []);
  return wanted.flatMap(resource => {
    const paths = containersOf(pod).flatMap(([path, container]) => {
      const { requests: asked, limits } = container.resources ?? {};
      const part = asked?.[resource] !== undefined ? 'requests' : limits?.[resource] !== undefined ? 'limits' : undefined;
      return part === undefined ? [] : [path.child('resources', part).key(resource)];
    });
    return pod.spec?.resources?.requests?.[resource] === undefined ? paths : [spec.child('resources', 'requests').key(resource), ...paths];
  });
}

function volumes(pod: Pod): FieldPath[] {
  return (pod.spec?.volumes ?? []).flatMap((volume, i) => volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined ? [] : [spec.child('volumes').index(i)]);
}

function interPodAffinity(pod: Pod, reasons: readonly string[]): FieldPath[] {
  if (reasons.some(reason => reason.includes('existing pods'))) return [FieldPath.of('metadata', 'labels')];
  const kind = reasons.some(reason => reason.includes('anti-affinity')) ? 'podAntiAffinity' : 'podAffinity';
  const terms = pod.spec?.affinity?.[kind]?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.map((_, i) => spec.child('affinity', kind, 'requiredDuringSchedulingIgnoredDuringExecution').index(i));
}

function containersOf(pod: Pod): (readonly [FieldPath, Container])[] {
  return (['containers', 'initContainers'] as const).flatMap(field => (pod.spec?.[field] ?? []).map((container, i) => [spec.child(field).index(i), container] as const));
}
