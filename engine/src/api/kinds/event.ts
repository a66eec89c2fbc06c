import type { Event } from '../../../generated/types';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `v1/Event`, mirrors pkg/registry and pkg/apis of v1.36. */
export const event = defineKind<Event>({
  gvk: { group: '', version: 'v1', kind: 'Event' },
  plural: 'events', singular: 'event', shortNames: ['ev'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.Event',
  subresources: [],
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});
