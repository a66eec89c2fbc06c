import type { MutatingWebhookConfiguration } from '../../../generated/types';
import { defineKind } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { metadataPath, validateObjectMeta, validateObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `admissionregistration.k8s.io/v1/MutatingWebhookConfiguration`, mirrors pkg/registry and pkg/apis of v1.36. */
export const mutatingWebhookConfiguration = defineKind<MutatingWebhookConfiguration>({
  gvk: { group: 'admissionregistration.k8s.io', version: 'v1', kind: 'MutatingWebhookConfiguration' },
  plural: 'mutatingwebhookconfigurations', singular: 'mutatingwebhookconfiguration', shortNames: [], categories: ['api-extensions'], scope: 'Cluster',
  definition: 'io.k8s.api.admissionregistration.v1.MutatingWebhookConfiguration',
  subresources: [],
  versionedUpdates: true,
  prepareForCreate(object) {
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    countGeneration(object, old, ['webhooks']);
  },
  validate: object => validateObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});
