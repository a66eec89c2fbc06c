import type { Event } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { invalid, required, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { byteLength, isQualifiedName } from '../validation/names';

const namespacePath = FieldPath.of('involvedObject', 'namespace');
const limits = { reportingInstance: 128, action: 128, reason: 128, message: 1024 } as const;

/** `v1/Event`, mirrors pkg/registry/core/event and pkg/apis/core/validation/events.go of v1.36: the lenient rules of the core group. */
export const event = defineKind<Event>({
  gvk: { group: '', version: 'v1', kind: 'Event' },
  plural: 'events', singular: 'event', shortNames: ['ev'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.Event',
  subresources: [],
  validate,
  validateUpdate: validate
});

function validate(object: Event): FieldError[] {
  const about = object.involvedObject?.namespace ?? '', namespace = object.metadata?.namespace ?? '';
  const mismatch = invalid(namespacePath, about, 'does not match event.namespace');
  if ((object.eventTime ?? '') === '') {
    const agrees = about === '' ? namespace === '' || namespace === 'default' : namespace === about;
    return agrees ? [] : [mismatch];
  }
  const errors = about === '' && namespace !== 'default' && namespace !== 'kube-system' ? [mismatch] : [];
  return [...errors, ...validateReporter(object), ...validateLengths(object)];
}

function validateReporter({ reportingComponent = '' }: Event): FieldError[] {
  const path = FieldPath.of('reportingComponent');
  return [...(reportingComponent === '' ? [required(path)] : []), ...isQualifiedName(reportingComponent).map(detail => invalid(path, reportingComponent, detail))];
}

function validateLengths(object: Event): FieldError[] {
  return (['reportingInstance', 'action', 'reason', 'message'] as const).flatMap(field => {
    const value = object[field] ?? '', path = FieldPath.of(field);
    if (value === '' && field !== 'message') return [required(path)];
    return byteLength(value) > limits[field] ? [invalid(path, '', `can have at most ${limits[field]} characters`)] : [];
  });
}
