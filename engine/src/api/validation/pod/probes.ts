import type { Container, Probe } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, type FieldError } from '../../fieldError';
import { validateNonnegative } from '../objectMeta';
import type { HandlerContext } from './handlerContext';
import { validateHandler } from './handlers';

/** The three probes of a container (pkg/apis/core/validation/validation.go, v1.36). */
export function validateProbes({ livenessProbe, readinessProbe, startupProbe }: Container, path: FieldPath, ctx: HandlerContext): FieldError[] {
  return [
    ...validateProbe(livenessProbe, path.child('livenessProbe'), ctx), ...validateSuccessThreshold(livenessProbe, path.child('livenessProbe')),
    ...validateProbe(readinessProbe, path.child('readinessProbe'), ctx), ...validateNoGracePeriod(readinessProbe, path.child('readinessProbe')),
    ...validateProbe(startupProbe, path.child('startupProbe'), ctx), ...validateSuccessThreshold(startupProbe, path.child('startupProbe'))
  ];
}

function validateProbe(probe: Probe | undefined, path: FieldPath, ctx: HandlerContext): FieldError[] {
  if (probe === undefined) return [];
  const errors = validateHandler(probe, path, ctx);
  for (const field of ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'] as const) {
    errors.push(...validateNonnegative(probe[field] ?? 0, path.child(field)));
  }
  const grace = probe.terminationGracePeriodSeconds;
  if (grace !== undefined && grace <= 0) errors.push(invalid(path.child('terminationGracePeriodSeconds'), grace, 'must be greater than 0'));
  return errors;
}

/** Once alive or started is enough. */
function validateSuccessThreshold(probe: Probe | undefined, path: FieldPath): FieldError[] {
  return probe === undefined || probe.successThreshold === 1 ? [] : [invalid(path.child('successThreshold'), probe.successThreshold ?? 0, 'must be 1')];
}

/** A container that is not ready is not stopped. */
function validateNoGracePeriod(probe: Probe | undefined, path: FieldPath): FieldError[] {
  const grace = probe?.terminationGracePeriodSeconds;
  return grace === undefined ? [] : [invalid(path.child('terminationGracePeriodSeconds'), grace, 'must not be set for readinessProbes')];
}
