import type { CrossVersionObjectReference } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { invalid, required, type FieldError } from '../fieldError';
import { isPathSegmentName } from '../validation/names';

/** What the apiVersion of a reference may be (pkg/apis/autoscaling/validation/validation.go, v1.36). */
export type ApiVersionRule = 'withGroup' | 'anyGroup' | 'anything';

/** An object of any kind in the autoscaler's namespace. */
export function validateReference({ kind = '', name = '', apiVersion = '' }: CrossVersionObjectReference, path: FieldPath, rule: ApiVersionRule): FieldError[] {
  const wrong = apiVersionError(apiVersion, rule);
  return [
    ...(kind === '' ? [required(path.child('kind'))] : isPathSegmentName(kind).map(detail => invalid(path.child('kind'), kind, detail))),
    ...(name === '' ? [required(path.child('name'))] : isPathSegmentName(name).map(detail => invalid(path.child('name'), name, detail))),
    ...(wrong === undefined ? [] : [invalid(path.child('apiVersion'), apiVersion, wrong)])
  ];
}

/** What is wrong with a reference's apiVersion, if anything. */
export function apiVersionError(apiVersion: string, rule: ApiVersionRule): string | undefined {
  if (rule === 'anything') return undefined;
  const parts = apiVersion.split('/');
  if (parts.length > 2) return `unexpected GroupVersion string: ${apiVersion}`;
  return rule === 'anyGroup' || (parts.length === 2 && parts[0] !== '') ? undefined : 'apiVersion must specify API group';
}
