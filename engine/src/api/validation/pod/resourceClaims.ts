import type { ObjectMeta, PodResourceClaim } from '../../../../generated/types';
import { FieldPath } from '../../../core/fieldPath';
import { duplicate, forbidden, invalid, required, type FieldError } from '../../fieldError';
import { validateDns1123Label, validateObjectName } from '../fieldNames';
import { mirrorPodAnnotation } from './podAnnotations';

/** The claims for devices that a pod brings (`validatePodResourceClaims`, v1.36). */
export function validatePodResourceClaims(claims: readonly PodResourceClaim[], path: FieldPath, podMeta?: ObjectMeta): FieldError[] {
  const names = new Set<string>();
  return claims.flatMap((claim, i) => {
    if (podMeta?.annotations?.[mirrorPodAnnotation] !== undefined) return [forbidden(FieldPath.of(''), 'static pods do not support resource claims')];
    return [...validateName(claim.name ?? '', path.index(i).child('name'), names), ...validateSource(claim, path.index(i))];
  });
}

function validateName(name: string, path: FieldPath, names: Set<string>): FieldError[] {
  if (name === '') return [required(path)];
  if (names.has(name)) return [duplicate(path, name)];
  names.add(name);
  return validateDns1123Label(name, path);
}

function validateSource({ name = '', resourceClaimName, resourceClaimTemplateName }: PodResourceClaim, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  const printed = { Name: name, ResourceClaimName: resourceClaimName ?? null, ResourceClaimTemplateName: resourceClaimTemplateName ?? null };
  if (resourceClaimName !== undefined && resourceClaimTemplateName !== undefined) {
    errors.push(invalid(path, printed, 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified'));
  }
  if (resourceClaimName === undefined && resourceClaimTemplateName === undefined) {
    errors.push(invalid(path, printed, 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`'));
  }
  if (resourceClaimName !== undefined) errors.push(...validateObjectName(resourceClaimName, path.child('resourceClaimName')));
  if (resourceClaimTemplateName !== undefined) errors.push(...validateObjectName(resourceClaimTemplateName, path.child('resourceClaimTemplateName')));
  return errors;
}
