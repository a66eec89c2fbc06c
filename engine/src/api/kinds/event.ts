import type { Event } from '../../../generated/types';
import { validateEventBasics } from '../event/basicRules';
import type { FieldError } from '../fieldError';
import { defineKind } from '../kind';

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
  const { metadata, involvedObject, eventTime = '', reportingComponent: reporter = '', reportingInstance = '', action = '', reason = '', message = '' } = object;
  return validateEventBasics({ namespace: metadata?.namespace ?? '', about: involvedObject?.namespace ?? '', eventTime, reporter, reportingInstance, action, reason, message }, 'reportingComponent');
}
