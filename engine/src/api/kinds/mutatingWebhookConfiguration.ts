import type { MutatingWebhookConfiguration } from '../../../generated/types';
import { setWebhookDefaults, validateWebhooks } from '../admissionregistration/webhooks';
import { staticNameWarnings } from '../admissionregistration/staticName';
import type { FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { metadataPath, validateObjectMeta } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `admissionregistration.k8s.io/v1/MutatingWebhookConfiguration`, mirrors pkg/registry/admissionregistration/mutatingwebhookconfiguration and pkg/apis/admissionregistration of v1.36. */
export const mutatingWebhookConfiguration = defineKind<MutatingWebhookConfiguration>({
  gvk: { group: 'admissionregistration.k8s.io', version: 'v1', kind: 'MutatingWebhookConfiguration' },
  plural: 'mutatingwebhookconfigurations', singular: 'mutatingwebhookconfiguration', shortNames: [], categories: ['api-extensions'], scope: 'Cluster',
  definition: 'io.k8s.api.admissionregistration.v1.MutatingWebhookConfiguration',
  subresources: [],
  versionedUpdates: true,
  setDefaults(object) {
    for (const webhook of object.webhooks ?? []) {
      setWebhookDefaults(webhook);
      webhook.reinvocationPolicy ??= 'Never';
    }
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

function validate(object: MutatingWebhookConfiguration, old: MutatingWebhookConfiguration | undefined): FieldError[] {
  return [
    ...validateObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...validateWebhooks(object.webhooks ?? [], old === undefined ? undefined : old.webhooks ?? [])
  ];
}
