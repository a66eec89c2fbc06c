import type { HorizontalPodAutoscaler } from '../../../generated/types';
import { setAutoscalerDefaults } from '../autoscaler/defaults';
import { autoscalerOptions, validateAutoscalerSpec, validateAutoscalerStatus } from '../autoscaler/validation';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `autoscaling/v2/HorizontalPodAutoscaler`, mirrors pkg/registry/autoscaling/horizontalpodautoscaler and pkg/apis/autoscaling of v1.36. */
export const horizontalPodAutoscaler = defineKind<HorizontalPodAutoscaler>({
  gvk: { group: 'autoscaling', version: 'v2', kind: 'HorizontalPodAutoscaler' },
  plural: 'horizontalpodautoscalers', singular: 'horizontalpodautoscaler', shortNames: ['hpa'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler',
  subresources: ['status'],
  setDefaults: setAutoscalerDefaults,
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validateAutoscalerSpec(object.spec ?? {}, autoscalerOptions(object.spec ?? {}, undefined))
  ],
  validateUpdate: (object, old) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateAutoscalerSpec(object.spec ?? {}, autoscalerOptions(object.spec ?? {}, old.spec ?? {}))
  ],
  status: {
    validateUpdate: (object, old) => [...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath), ...validateAutoscalerStatus(object.status ?? {})]
  }
});
