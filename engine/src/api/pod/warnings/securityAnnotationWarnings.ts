import type { AppArmorProfile, Container } from '../../../../generated/types';
import { equal } from '../../../core/json';
import type { FieldPath } from '../../../core/fieldPath';
import { appArmorAnnotationPrefix } from '../../validation/pod/appArmor';
import { seccompContainerAnnotationPrefix, seccompPodAnnotation } from '../../validation/pod/seccomp';
import type { WarnedPod } from './warnedPod';

const deprecatedAnnotations = [
  ['scheduler.alpha.kubernetes.io/critical-pod', 'non-functional in v1.16+; use the "priorityClassName" field instead'],
  ['security.alpha.kubernetes.io/sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
  ['security.alpha.kubernetes.io/unsafe-sysctls', 'non-functional in v1.11+; use the "sysctls" field instead']
] as const;

const useSeccompField = 'non-functional in v1.27+; use the "seccompProfile" field instead';
const useAppArmorField = 'deprecated since v1.30; use the "appArmorProfile" field instead';

/** Annotations of a pod that do nothing any more. */
export function annotationWarnings({ metadata, spec, path }: WarnedPod, which: 'deprecated' | 'seccomp'): string[] {
  const annotations = metadata.annotations ?? {}, at = path.child('metadata', 'annotations');
  if (which === 'deprecated') return deprecatedAnnotations.flatMap(([key, message]) => annotations[key] === undefined ? [] : [`${at.key(key).toString()}: ${message}`]);
  const isLost = spec.securityContext?.seccompProfile === undefined && annotations[seccompPodAnnotation] !== undefined;
  return isLost ? [`${at.key(seccompPodAnnotation).toString()}: ${useSeccompField}`] : [];
}

/** The same for those that speak of one container. Pods are told of AppArmor where the server turns the annotation into the field. */
export function containerAnnotationWarnings(pod: WarnedPod, container: Container): string[] {
  const annotations = pod.metadata.annotations ?? {}, at = pod.path.child('metadata', 'annotations');
  const seccomp = `${seccompContainerAnnotationPrefix}${container.name ?? ''}`, appArmor = `${appArmorAnnotationPrefix}${container.name ?? ''}`;
  const warnings: string[] = [];
  if (container.securityContext?.seccompProfile === undefined && annotations[seccomp] !== undefined) warnings.push(`${at.key(seccomp).toString()}: ${useSeccompField}`);
  const annotation = annotations[appArmor];
  if (pod.subject === 'Pod' || annotation === undefined || container.securityContext?.appArmorProfile !== undefined) return warnings;
  const podProfile = pod.spec.securityContext?.appArmorProfile;
  if (podProfile === undefined || !equal(podProfile, appArmorProfileOf(annotation))) warnings.push(deprecatedAppArmor(at, appArmor));
  return warnings;
}

/** The warning for an AppArmor annotation at its key. */
export function deprecatedAppArmor(annotationsPath: FieldPath, key: string): string {
  return `${annotationsPath.key(key).toString()}: ${useAppArmorField}`;
}

/** The field that an AppArmor annotation means; undefined for one that means nothing (`ApparmorFieldForAnnotation`, pkg/api/pod/util.go, v1.36). */
export function appArmorProfileOf(annotation: string): AppArmorProfile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  const profile = annotation.startsWith('localhost/') ? annotation.slice('localhost/'.length) : '';
  return profile === '' ? undefined : { type: 'Localhost', localhostProfile: profile };
}
