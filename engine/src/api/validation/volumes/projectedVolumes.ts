import type { ProjectedVolumeSource, ServiceAccountTokenProjection, VolumeProjection } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { forbidden, invalid, required, type FieldError } from '../../fieldError';
import { validateRequired } from '../fieldNames';
import { validateFileMode, validateLocalNonReservedPath } from '../filePaths';
import type { PodValidationContext } from '../pod/podValidationContext';
import { validateDownwardApiFile, validateKeyToPath } from './fileVolumes';

/**
 * Several sources in one folder, whose paths must differ (`validateProjectionSources`, v1.36). Trust bundles and pod
 * certificates are dropped before validation, their features being off by default.
 */
export function validateProjectedVolume(projected: ProjectedVolumeSource, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const errors = validateFileMode(projected.defaultMode, path.child('defaultMode'));
  const taken = new Set<string>();
  for (const [i, source] of (projected.sources ?? []).entries()) {
    const at = path.child('sources').index(i);
    errors.push(...validateObjectFiles(source, { path, at, taken }), ...validateDownwardFiles(source, { path, at, taken }));
    if (source.serviceAccountToken !== undefined) errors.push(...validateToken(source.serviceAccountToken, { path, at: at.child('serviceAccountToken') }, ctx));
    const sources = [source.secret, source.configMap, source.downwardAPI, source.serviceAccountToken].filter(kind => kind !== undefined).length;
    if (sources > 1) errors.push(forbidden(at, 'may not specify more than 1 volume type per source'));
  }
  return errors;
}

/** Where the volume and the source stand, and the file paths that are taken. */
interface Place { readonly path: FieldPath; readonly at: FieldPath; readonly taken: Set<string> }

function validateObjectFiles(source: VolumeProjection, { path, at, taken }: Place): FieldError[] {
  const errors: FieldError[] = [];
  for (const field of ['secret', 'configMap'] as const) {
    const object = source[field];
    if (object === undefined) continue;
    errors.push(...validateRequired(object.name, at.child(field, 'name')));
    for (const [i, item] of (object.items ?? []).entries()) {
      errors.push(...validateKeyToPath(item, at.child(field, 'items').index(i)), ...takePath(item.path, taken, () => invalid(path, object.name ?? '', conflict)));
    }
  }
  return errors;
}

function validateDownwardFiles(source: VolumeProjection, { path, at, taken }: Place): FieldError[] {
  return (source.downwardAPI?.items ?? []).flatMap(file => [
    ...validateDownwardApiFile(file, at.child('downwardAPI')), ...takePath(file.path, taken, () => invalid(path, file.path ?? '', conflict))
  ]);
}

const conflict = 'conflicting duplicate paths';

function takePath(path: string | undefined, taken: Set<string>, complain: () => FieldError): FieldError[] {
  if (path === undefined || path === '') return [];
  if (taken.has(path)) return [complain()];
  taken.add(path);
  return [];
}

/** Upstream reports the token's path at the volume. */
function validateToken({ expirationSeconds = 0, path: target = '' }: ServiceAccountTokenProjection, { path, at }: Omit<Place, 'taken'>, ctx: PodValidationContext): FieldError[] {
  const errors: FieldError[] = [];
  if (expirationSeconds < 600) errors.push(invalid(at.child('expirationSeconds'), expirationSeconds, 'may not specify a duration less than 10 minutes'));
  if (expirationSeconds > 2 ** 32) errors.push(invalid(at.child('expirationSeconds'), expirationSeconds, 'may not specify a duration larger than 2^32 seconds'));
  if (target === '') errors.push(required(path.child('path')));
  else if (!ctx.tolerates.has('NonLocalProjectedTokenPath')) errors.push(...validateLocalNonReservedPath(target, path.child('path')));
  return errors;
}
