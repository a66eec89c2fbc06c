import type { HorizontalPodAutoscalerSpec, V1HorizontalPodAutoscaler, V1HorizontalPodAutoscalerSpec } from '../../../generated/types';
import { autoscalerOptions, validateAutoscalerSpec, validateAutoscalerStatus } from '../autoscaler/validation';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

const metricsAnnotation = 'autoscaling.alpha.kubernetes.io/metrics';
const defaultCpuUtilization = 80;

/**
 * `autoscaling/v1/HorizontalPodAutoscaler`: judged as the v2 object that it stands for, hence with the paths of v2
 * (pkg/apis/autoscaling/v1/conversion.go, v1.36). Metrics in its annotation are not looked into.
 */
export const horizontalPodAutoscalerV1 = defineKind<V1HorizontalPodAutoscaler>({
  gvk: { group: 'autoscaling', version: 'v1', kind: 'HorizontalPodAutoscaler' },
  plural: 'horizontalpodautoscalers', singular: 'horizontalpodautoscaler', shortNames: ['hpa'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.autoscaling.v1.HorizontalPodAutoscaler',
  subresources: ['status'],
  setDefaults(object) {
    const spec = object.spec ??= {};
    spec.minReplicas ??= 1;
    if (object.metadata?.annotations?.[metricsAnnotation] === undefined) spec.targetCPUUtilizationPercentage ??= defaultCpuUtilization;
  },
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate(object) {
    const spec = specOf(object.spec ?? {});
    return [...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath), ...validateAutoscalerSpec(spec, autoscalerOptions(spec, undefined))];
  },
  validateUpdate(object, old) {
    const spec = specOf(object.spec ?? {});
    return [...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath), ...validateAutoscalerSpec(spec, autoscalerOptions(spec, specOf(old.spec ?? {})))];
  },
  status: {
    validateUpdate: (object, old) => [...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath), ...validateAutoscalerStatus(object.status ?? {})]
  }
});

function specOf({ targetCPUUtilizationPercentage: utilization, ...rest }: V1HorizontalPodAutoscalerSpec): HorizontalPodAutoscalerSpec {
  if (utilization === undefined) return rest;
  return { ...rest, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: utilization } } }] };
}
