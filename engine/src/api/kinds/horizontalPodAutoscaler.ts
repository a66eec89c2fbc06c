import type { HorizontalPodAutoscaler } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `autoscaling/v2/HorizontalPodAutoscaler`, mirrors pkg/registry and pkg/apis of v1.36. */
export const horizontalPodAutoscaler = defineKind<HorizontalPodAutoscaler>({
  gvk: { group: 'autoscaling', version: 'v2', kind: 'HorizontalPodAutoscaler' },
  plural: 'horizontalpodautoscalers', singular: 'horizontalpodautoscaler', shortNames: ['hpa'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler',
  subresources: ['status'],
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});
