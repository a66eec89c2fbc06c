import type { ClusterRole } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { invalid, required, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { hasInvalidSelectorValue, validateLabelSelector } from '../validation/labels';
import { nameIsPathSegment } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { validatePolicyRules } from '../validation/rbac';

/** `rbac.authorization.k8s.io/v1/ClusterRole`, mirrors pkg/registry/rbac/clusterrole and pkg/apis/rbac/validation of v1.36. */
export const clusterRole = defineKind<ClusterRole>({
  gvk: { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'ClusterRole' },
  plural: 'clusterroles', singular: 'clusterrole', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.rbac.v1.ClusterRole',
  subresources: [],
  validate: object => validate(object, {}),
  validateUpdate: (object, old) => [...validate(object, old), ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)]
});

function validate(object: ClusterRole, old: ClusterRole): FieldError[] {
  return [
    ...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsPathSegment, metadataPath),
    ...validatePolicyRules(object.rules, 'Cluster'),
    ...validateAggregation(object, old)
  ];
}

/** Label values that were invalid before may stay so. */
function validateAggregation({ aggregationRule }: ClusterRole, old: ClusterRole): FieldError[] {
  if (aggregationRule === undefined) return [];
  const path = FieldPath.of('aggregationRule', 'clusterRoleSelectors'), selectors = aggregationRule.clusterRoleSelectors ?? [];
  if (selectors.length === 0) return [required(path, 'at least one clusterRoleSelector required if aggregationRule is non-nil')];
  const allowInvalidValues = (old.aggregationRule?.clusterRoleSelectors ?? []).some(hasInvalidSelectorValue);
  return selectors.flatMap((selector, i) => [
    ...validateLabelSelector(selector, path.index(i), { allowInvalidValues }),
    ...(validateLabelSelector(selector, path.index(i)).length === 0 ? [] : [invalid(path.index(i), null, 'invalid label selector.')])
  ]);
}
