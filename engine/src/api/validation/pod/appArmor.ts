import type { AppArmorProfile, ObjectMeta, PodSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { goQuote } from '../../../core/goText';
import { sortedKeys } from '../../../core/order';
import { forbidden, invalid, NamedText, notSupportedName, required, tooLong, type FieldError } from '../../fieldError';
import { allContainers, containersWithPath } from '../../pod/visitContainers';
import { byteLength } from '../names';

/** AppArmor profiles as fields and as the annotations they once were (pkg/apis/core/validation/validation.go, v1.36). */

export const appArmorAnnotationPrefix = 'container.apparmor.security.beta.kubernetes.io/';
const maxProfileBytes = 4095;

export function validateAppArmorProfile(profile: AppArmorProfile | undefined, path: FieldPath): FieldError[] {
  if (profile === undefined) return [];
  const { type = '', localhostProfile } = profile, at = path.child('localhostProfile');
  switch (type) {
    case 'Localhost': return localhostProfile === undefined ? [required(at, 'must be set when AppArmor type is Localhost')] : validateLocalhost(localhostProfile, at);
    case 'RuntimeDefault': case 'Unconfined':
      return localhostProfile === undefined ? [] : [invalid(at, new NamedText(localhostProfile), 'can only be set when AppArmor type is Localhost')];
    case '': return [required(path.child('type'), 'type is required when appArmorProfile is set')];
    default: return notSupportedName(path.child('type'), type, ['Localhost', 'RuntimeDefault', 'Unconfined']);
  }
}

function validateLocalhost(profile: string, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  if (profile.trim() !== profile) errors.push(invalid(path, profile, 'must not be padded with whitespace'));
  else if (profile === '') errors.push(required(path, 'must be set when AppArmor type is Localhost'));
  if (byteLength(profile) > maxProfileBytes) errors.push(tooLong(path, maxProfileBytes));
  return errors;
}

/** Annotations name a container and a profile. */
export function validateAppArmorAnnotations(annotations: Readonly<Record<string, string>>, spec: PodSpec, path: FieldPath): FieldError[] {
  const names = new Set(allContainers(spec).map(container => container.name ?? ''));
  return sortedKeys(annotations).filter(key => key.startsWith(appArmorAnnotationPrefix)).flatMap(key => {
    const name = key.slice(appArmorAnnotationPrefix.length), profile = annotations[key] ?? '';
    const errors = names.has(name) ? [] : [invalid(path.key(key), name, 'container not found')];
    const known = ['', 'runtime/default', 'unconfined'].includes(profile) || profile.startsWith('localhost/');
    return known ? errors : [...errors, invalid(path.key(key), profile, `invalid AppArmor profile name: ${goQuote(profile)}`)];
  });
}

/** Where annotation and field are both there, they say the same (`validateAppArmorAnnotationsAndFieldsMatchOnCreate`). */
export function validateAppArmorMatches(meta: ObjectMeta | undefined, spec: PodSpec, path: FieldPath): FieldError[] {
  if (spec.os?.name === 'windows') return [];
  const errors: FieldError[] = [];
  for (const { container, path: at } of containersWithPath(spec, path)) {
    const profile = container.securityContext?.appArmorProfile ?? spec.securityContext?.appArmorProfile;
    const annotation = meta?.annotations?.[`${appArmorAnnotationPrefix}${container.name ?? ''}`];
    if (profile !== undefined && annotation !== undefined) errors.push(...validateMatch(annotation, profile, at.child('securityContext', 'appArmorProfile')));
  }
  return errors;
}

function validateMatch(annotation: string, profile: AppArmorProfile, path: FieldPath): FieldError[] {
  const wrongType = [forbidden(path.child('type'), 'apparmor type in annotation and field must match')];
  switch (profile.type) {
    case 'Unconfined': return annotation === 'unconfined' ? [] : wrongType;
    case 'RuntimeDefault': return annotation === 'runtime/default' ? [] : wrongType;
    case 'Localhost':
      if (!annotation.startsWith('localhost/')) return wrongType;
      return annotation.slice('localhost/'.length) === profile.localhostProfile ? [] : [forbidden(path.child('localhostProfile'), 'apparmor profile in annotation and field must match')];
    default: return [];
  }
}
