import type { ObjectMeta, Volume } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { byteLength, isDns1123Subdomain } from '../names';
import { goQuote } from '../../../core/goText';
import { duplicate, forbidden, invalid, required, type FieldError } from '../../fieldError';
import { validateDns1123Label } from '../fieldNames';
import type { PodValidationContext } from '../pod/podValidationContext';
import { volumeSources } from './volumeSources';

/** A pod's volumes: the good ones by name, and what is wrong with the others. */
export interface JudgedVolumes { readonly volumes: ReadonlyMap<string, Volume>; readonly errors: readonly FieldError[] }

/** `ValidateVolumes` (pkg/apis/core/validation/validation.go, v1.36). A template has no metadata: its pods' names are not known yet. */
export function validateVolumes(volumes: readonly Volume[], path: FieldPath, ctx: PodValidationContext, podMeta?: ObjectMeta): JudgedVolumes {
  const podName = podMeta?.name ?? '';
  const createdClaims = new Set(podName === '' ? [] : volumes.filter(volume => volume.ephemeral !== undefined).map(volume => `${podName}-${volume.name ?? ''}`));
  const good = new Map<string, Volume>();
  const errors: FieldError[] = [];
  for (const [i, volume] of volumes.entries()) {
    const at = path.index(i), name = volume.name ?? '';
    const found = validateVolumeSource(volume, at, ctx, podName);
    if (name === '') found.push(required(at.child('name')));
    else found.push(...validateDns1123Label(name, at.child('name')));
    if (good.has(name)) found.push(duplicate(at.child('name'), name));
    if (found.length === 0) good.set(name, volume);
    errors.push(...found);
    const claimName = volume.persistentVolumeClaim?.claimName ?? '';
    if (volume.persistentVolumeClaim !== undefined && createdClaims.has(claimName)) {
      errors.push(invalid(at.child('persistentVolumeClaim', 'claimName'), claimName, 'must not reference a PVC that gets created for an ephemeral volume'));
    }
  }
  return { volumes: good, errors };
}

/** Exactly one source, and a good one. */
function validateVolumeSource(volume: Volume, path: FieldPath, ctx: PodValidationContext, podName: string): FieldError[] {
  const errors: FieldError[] = [];
  let seen = 0;
  for (const { field, conflictField = field, validate } of volumeSources) {
    if (volume[field] === undefined) continue;
    if (seen++ > 0) errors.push(forbidden(path.child(conflictField), 'may not specify more than 1 volume type'));
    else errors.push(...validate(volume, path, ctx), ...field === 'ephemeral' ? validateClaimName(volume.name ?? '', path, podName) : []);
    if (field === 'iscsi') errors.push(...validateInitiator(volume, path));
  }
  return seen === 0 ? [required(path, 'must specify a volume type')] : errors;
}

function validateClaimName(name: string, path: FieldPath, podName: string): FieldError[] {
  if (podName === '' || name === '') return [];
  const claim = `${podName}-${name}`;
  return isDns1123Subdomain(claim).map(detail => invalid(path.child('name'), name, `PVC name ${goQuote(claim)}: ${detail}`));
}

function validateInitiator({ name = '', iscsi }: Volume, path: FieldPath): FieldError[] {
  if (iscsi?.initiatorName === undefined || byteLength(`${name}:${iscsi.targetPortal ?? ''}`) <= 64) return [];
  return [invalid(path.child('name'), name, 'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.')];
}
