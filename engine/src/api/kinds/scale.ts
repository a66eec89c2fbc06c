import type { Scale } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { defineKind } from '../kind';
import { nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateNonnegative } from '../validation/objectMeta';

/**
 * `autoscaling/v1/Scale`, the body of the `scale` subresource of workloads (pkg/apis/autoscaling/validation/validation.go, v1.36). Not in the
 * registry: no collection serves it.
 */
export const scale = defineKind<Scale>({
  gvk: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
  plural: 'scale', singular: 'scale', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.autoscaling.v1.Scale',
  subresources: [],
  validate: object => [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validateNonnegative(object.spec?.replicas ?? 0, FieldPath.of('spec', 'replicas'))
  ]
});
