import type { PersistentVolumeClaim, Pod, PodTemplateSpec, StatefulSet, Volume } from '../../../generated/types';
import { own } from '../../core/json';
import { labelsOf } from '../../api/object';
import { controllerRef, podFromTemplate } from '../podControl';
import { revisionLabel } from '../revisions';

const podNameLabel = 'statefulset.kubernetes.io/pod-name';
const podIndexLabel = 'apps.kubernetes.io/pod-index';

/** The set's name and the ordinal that a pod's name says; ordinal -1 for a name that says none (getParentNameAndOrdinal, v1.36). */
export function parentAndOrdinal(pod: Pod): { readonly parent: string; readonly ordinal: number } {
  const match = /^([^]*)-([0-9]+)$/.exec(pod.metadata?.name ?? '');
  if (match === null) return { parent: '', ordinal: -1 };
  const ordinal = Number(match[2]);
  return { parent: match[1] ?? '', ordinal: ordinal > 2147483647 ? -1 : ordinal };
}

export function ordinalOf(pod: Pod): number {
  return parentAndOrdinal(pod).ordinal;
}

export function firstOrdinal(set: StatefulSet): number {
  return set.spec?.ordinals?.start ?? 0;
}

export function replicasOf(set: StatefulSet): number {
  return set.spec?.replicas ?? 1;
}

/** Whether the set wants a pod of that ordinal. */
export function isInRange(pod: Pod, set: StatefulSet): boolean {
  const ordinal = ordinalOf(pod);
  return ordinal >= firstOrdinal(set) && ordinal < firstOrdinal(set) + replicasOf(set);
}

/** `data-web-0` */
export function claimName(set: StatefulSet, template: PersistentVolumeClaim, ordinal: number): string {
  return `${template.metadata?.name ?? ''}-${set.metadata?.name ?? ''}-${ordinal}`;
}

/** The pod is named and labelled as the set's. */
export function identityMatches(set: StatefulSet, pod: Pod): boolean {
  const { parent, ordinal } = parentAndOrdinal(pod);
  const name = pod.metadata?.name ?? '';
  return ordinal >= 0 && parent === set.metadata?.name && name === `${parent}-${ordinal}` && own(labelsOf(pod), podNameLabel) === name;
}

/** The pod mounts the claims of its ordinal. */
export function storageMatches(set: StatefulSet, pod: Pod): boolean {
  const ordinal = ordinalOf(pod);
  if (ordinal < 0) return false;
  return (set.spec?.volumeClaimTemplates ?? []).every(template => {
    const volume = pod.spec?.volumes?.find(candidate => candidate.name === template.metadata?.name);
    return volume?.persistentVolumeClaim?.claimName === claimName(set, template, ordinal);
  });
}

/** The pod with the name, labels and claims that its ordinal gives it (updateIdentity, updateStorage). */
export function withIdentity(set: StatefulSet, pod: Pod): Pod {
  const ordinal = ordinalOf(pod);
  const name = `${set.metadata?.name ?? ''}-${ordinal}`;
  const templates = set.spec?.volumeClaimTemplates ?? [];
  const claims = templates.map((template): Volume => ({ name: template.metadata?.name ?? '', persistentVolumeClaim: { claimName: claimName(set, template, ordinal) } }));
  const others = (pod.spec?.volumes ?? []).filter(volume => !claims.some(claim => claim.name === volume.name));
  const volumes = [...claims, ...others];
  return {
    ...pod,
    metadata: { ...pod.metadata, name, labels: { ...labelsOf(pod), [podNameLabel]: name, [podIndexLabel]: String(ordinal) } },
    spec: { ...pod.spec, ...(volumes.length === 0 ? {} : { volumes }) }
  };
}

/** A version of the template, with the name of its revision. */
export interface Version { readonly name: string; readonly template: PodTemplateSpec | undefined }

/** A pod of that ordinal that is still to be created (newVersionedStatefulSetPod). */
export function newPod(set: StatefulSet, version: Version, ordinal: number): Pod {
  const { generateName: _, ...metadata } = podFromTemplate(version.template, set, controllerRef(set, 'apps/v1', 'StatefulSet')).metadata ?? {};
  const name = `${set.metadata?.name ?? ''}-${ordinal}`;
  const pod = withIdentity(set, { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name }, ...(version.template?.spec === undefined ? {} : { spec: version.template.spec }) });
  const subdomain = set.spec?.serviceName ?? '';
  return {
    ...pod,
    metadata: { ...pod.metadata, labels: { ...labelsOf(pod), [revisionLabel]: version.name } },
    spec: { ...pod.spec, hostname: name, ...(subdomain === '' ? {} : { subdomain }) }
  };
}
