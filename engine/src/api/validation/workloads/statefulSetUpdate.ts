import type { StatefulSet, StatefulSetSpec } from '../../../../generated/types';
import { equal } from '../../../core/json';
import { forbidden, type FieldError } from '../../fieldError';
import { specPath } from '../../pod/visitContainers';
import { metadataPath, validateCoreObjectMetaUpdate } from '../objectMeta';
import type { PodValidationContext } from '../pod/podValidationContext';
import { validateStatefulSetSpec, type StatefulSetContext, type StatefulSetExemption } from './statefulSetSpec';

const mutable: readonly (keyof StatefulSetSpec)[] = [
  'replicas', 'template', 'updateStrategy', 'minReadySeconds', 'ordinals', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy'
];

/** What an update may not do (`ValidateStatefulSetUpdate`, pkg/apis/apps/validation/validation.go, v1.36). A template is let be where the stored spec is wrong already. */
export function validateStatefulSetUpdate(object: StatefulSet, old: StatefulSet, ctx: PodValidationContext): FieldError[] {
  const spec = object.spec ?? {}, oldSpec = old.spec ?? {};
  const exempt = new Set<StatefulSetExemption>(['serviceName', 'volumeClaimTemplates']);
  const judged: StatefulSetContext = { ...ctx, exempt };
  if (validateStatefulSetSpec(oldSpec, specPath, judged).length > 0) exempt.add('template');
  const errors = [...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath), ...validateStatefulSetSpec(spec, specPath, judged)];
  return equal(fixedFields(spec), fixedFields(oldSpec)) ? errors : [...errors, forbidden(specPath,
    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden")];
}

function fixedFields(spec: StatefulSetSpec): StatefulSetSpec {
  return Object.fromEntries(Object.entries(spec).filter(([field]) => !mutable.some(name => name === field)));
}
