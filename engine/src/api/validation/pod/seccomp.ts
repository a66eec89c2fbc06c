import type { ObjectMeta, PodSpec, SeccompProfile } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { sortedKeys } from '../../../core/order';
import { forbidden, invalid, notSupportedName, required, type FieldError } from '../../fieldError';
import { containersWithPath } from '../../pod/visitContainers';
import { validateLocalDescendingPath } from '../filePaths';

/** Seccomp profiles as fields and as the annotations they once were (pkg/apis/core/validation/validation.go, v1.36). */

export const seccompPodAnnotation = 'seccomp.security.alpha.kubernetes.io/pod';
export const seccompContainerAnnotationPrefix = 'container.seccomp.security.alpha.kubernetes.io/';

type Annotations = Readonly<Record<string, string>>;

export function validateSeccompProfile(profile: SeccompProfile | undefined, path: FieldPath): FieldError[] {
  if (profile === undefined) return [];
  const { type = '', localhostProfile } = profile, at = path.child('localhostProfile');
  const errors = type === '' ? [required(path.child('type'), 'type is required when seccompProfile is set')]
    : notSupportedName(path.child('type'), type, ['Localhost', 'RuntimeDefault', 'Unconfined']);
  if (type === 'Localhost') {
    return [...errors, ...localhostProfile === undefined ? [required(at, 'must be set when seccomp type is Localhost')] : validateLocalDescendingPath(localhostProfile, at)];
  }
  return localhostProfile === undefined ? errors
    : [...errors, invalid(at, { Type: type, LocalhostProfile: localhostProfile }, 'can only be set when seccomp type is Localhost')];
}

/** The values of the annotations; each error's path ends in the annotation's name as a field, as upstream writes it. */
export function validateSeccompAnnotations(annotations: Annotations, path: FieldPath): FieldError[] {
  return [seccompPodAnnotation, ...sortedKeys(annotations).filter(key => key.startsWith(seccompContainerAnnotationPrefix))].flatMap(key => {
    const value = annotations[key];
    if (value === undefined || ['runtime/default', 'docker/default', 'unconfined'].includes(value)) return [];
    if (value.startsWith('localhost/')) return validateLocalDescendingPath(value.slice('localhost/'.length), path.child(key));
    return [invalid(path.child(key), value, 'must be a valid seccomp profile')];
  });
}

/** Where annotation and field are both there, they say the same (`validateSeccompAnnotationsAndFields`). */
export function validateSeccompMatches(meta: ObjectMeta | undefined, spec: PodSpec, path: FieldPath): FieldError[] {
  const annotations = meta?.annotations ?? {};
  const errors = validateMatch(annotations[seccompPodAnnotation], spec.securityContext?.seccompProfile, path.child('securityContext', 'seccompProfile'));
  for (const { container, path: at } of containersWithPath(spec, path)) {
    const annotation = annotations[`${seccompContainerAnnotationPrefix}${container.name ?? ''}`];
    errors.push(...validateMatch(annotation, container.securityContext?.seccompProfile, at.child('securityContext', 'seccompProfile')));
  }
  return errors;
}

function validateMatch(annotation: string | undefined, profile: SeccompProfile | undefined, path: FieldPath): FieldError[] {
  if (annotation === undefined || profile === undefined) return [];
  const wrongType = [forbidden(path.child('type'), 'seccomp type in annotation and field must match')];
  switch (profile.type) {
    case 'Unconfined': return annotation === 'unconfined' ? [] : wrongType;
    case 'RuntimeDefault': return annotation === 'runtime/default' || annotation === 'docker/default' ? [] : wrongType;
    case 'Localhost':
      if (!annotation.startsWith('localhost/')) return wrongType;
      return annotation.slice('localhost/'.length) === profile.localhostProfile ? [] : [forbidden(path.child('localhostProfile'), 'seccomp profile in annotation and field must match')];
    default: return [];
  }
}
