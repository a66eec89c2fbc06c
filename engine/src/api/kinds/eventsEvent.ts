import type { EventsV1Event as Event } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { validateEventBasics } from '../event/basicRules';
import { invalid, required, type FieldError } from '../fieldError';
import { goStruct } from '../goPrint/goStruct';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate, validateImmutable } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `events.k8s.io/v1/Event`, mirrors pkg/registry/core/event and pkg/apis/core/validation/events.go of v1.36. Paths are those of the core group's event. */
export const eventsEvent = defineKind<Event>({
  gvk: { group: 'events.k8s.io', version: 'v1', kind: 'Event' },
  plural: 'events', singular: 'event', shortNames: ['ev'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.events.v1.Event',
  subresources: [],
  validate: object => [
    ...validateBasics(object),
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validateSeries(object),
    ...((object.eventTime ?? '') === '' ? [required(FieldPath.of('eventTime'))] : []),
    ...(object.type === 'Normal' || object.type === 'Warning' ? [] : [invalid(FieldPath.of('type'), '', `has invalid value: ${object.type ?? ''}`)]),
    ...validateOldFieldsUnset(object)
  ],
  validateUpdate: (object, old) => [
    ...validateBasics(object),
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...(equal(object.series, old.series) ? [] : validateSeries(object)),
    ...validateKept(object, old)
  ]
});

function validateBasics(object: Event): FieldError[] {
  const { metadata, regarding, eventTime = '', reportingController: reporter = '', reportingInstance = '', action = '', reason = '', note: message = '' } = object;
  return validateEventBasics({ namespace: metadata?.namespace ?? '', about: regarding?.namespace ?? '', eventTime, reporter, reportingInstance, action, reason, message }, 'reportingController');
}

function validateSeries({ series }: Event): FieldError[] {
  if (series === undefined) return [];
  return [
    ...((series.count ?? 0) < 2 ? [invalid(FieldPath.of('series', 'count'), '', 'should be at least 2')] : []),
    ...((series.lastObservedTime ?? '') === '' ? [required(FieldPath.of('series', 'lastObservedTime'))] : [])
  ];
}

/** What the old version said in its way stays empty. */
function validateOldFieldsUnset({ deprecatedFirstTimestamp: first, deprecatedLastTimestamp: last, deprecatedCount: count = 0, deprecatedSource: source = {} }: Event): FieldError[] {
  const set = [['firstTimestamp', first !== undefined], ['lastTimestamp', last !== undefined], ['count', count !== 0], ['source', (source.component ?? '') !== '' || (source.host ?? '') !== '']] as const;
  return set.flatMap(([field, isSet]) => isSet ? [invalid(FieldPath.of(field), '', 'needs to be unset')] : []);
}

/** Only the series goes on: all else is what happened. The reason is looked at twice, as upstream does. */
function validateKept(object: Event, old: Event): FieldError[] {
  const related = (event: Event): unknown => event.related === undefined ? null : goStruct('ObjectReference', event.related);
  const source = (event: Event): unknown => ({ Component: event.deprecatedSource?.component ?? '', Host: event.deprecatedSource?.host ?? '' });
  const fields: readonly (readonly [string, (event: Event) => unknown])[] = [
    ['involvedObject', event => goStruct('ObjectReference', event.regarding)], ['reason', event => event.reason ?? ''], ['message', event => event.note ?? ''], ['source', source],
    ['firstTimestamp', event => event.deprecatedFirstTimestamp ?? null], ['lastTimestamp', event => event.deprecatedLastTimestamp ?? null], ['count', event => event.deprecatedCount ?? 0],
    ['reason', event => event.reason ?? ''], ['type', event => event.type ?? ''], ['eventTime', event => event.eventTime ?? null], ['action', event => event.action ?? ''], ['related', related],
    ['reportingController', event => event.reportingController ?? ''], ['reportingInstance', event => event.reportingInstance ?? '']
  ];
  return fields.flatMap(([field, read]) => validateImmutable(read(object), read(old), FieldPath.of(field)));
}
