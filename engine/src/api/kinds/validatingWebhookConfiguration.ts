import type { ValidatingWebhookConfiguration } from '../../../generated/types';
import { defineKind } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { metadataPath, validateObjectMeta, validateObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration`, mirrors pkg/registry and pkg/apis of v1.36. */
export const validatingWebhookConfiguration = defineKind<ValidatingWebhookConfiguration>({
  gvk: { group: 'admissionregistration.k8s.io', version: 'v1', kind: 'ValidatingWebhookConfiguration' },
  plural: 'validatingwebhookconfigurations', singular: 'validatingwebhookconfiguration', shortNames: [], categories: ['api-extensions'], scope: 'Cluster',
  definition: 'io.k8s.api.admissionregistration.v1.ValidatingWebhookConfiguration',
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
