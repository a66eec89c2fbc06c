import type { ValidatingWebhookConfiguration } from '../../../generated/types';
import { setWebhookDefaults, validateWebhooks } from '../admissionregistration/webhooks';
import { staticNameWarnings } from '../admissionregistration/staticName';
import type { FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { metadataPath, validateObjectMeta } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration`, mirrors pkg/registry/admissionregistration/validatingwebhookconfiguration and pkg/apis/admissionregistration of v1.36. */
export const validatingWebhookConfiguration = defineKind<ValidatingWebhookConfiguration>({
  gvk: { group: 'admissionregistration.k8s.io', version: 'v1', kind: 'ValidatingWebhookConfiguration' },
  plural: 'validatingwebhookconfigurations', singular: 'validatingwebhookconfiguration', shortNames: [], categories: ['api-extensions'], scope: 'Cluster',
  definition: 'io.k8s.api.admissionregistration.v1.ValidatingWebhookConfiguration',
  subresources: [],
  versionedUpdates: true,
  setDefaults(object) {
    for (const webhook of object.webhooks ?? []) setWebhookDefaults(webhook);
  },
  prepareForCreate(object) {
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    countGeneration(object, old, ['webhooks']);
  },
  validate: object => validate(object, undefined),
  validateUpdate: (object, old) => validate(object, old),
  warnings: object => staticNameWarnings(object.metadata?.name ?? '')
});

function validate(object: ValidatingWebhookConfiguration, old: ValidatingWebhookConfiguration | undefined): FieldError[] {
  return [
    ...validateObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...validateWebhooks(object.webhooks ?? [], old === undefined ? undefined : old.webhooks ?? [])
  ];
}
