import type { PersistentVolumeClaim } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { setPersistentVolumeClaimDefaults } from '../defaults/persistentVolumeClaim';
import type { FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { dropForeignDataSources, normalizeDataSources } from '../persistentVolumeClaim/dataSources';
import { validateClaimStatus } from '../persistentVolumeClaim/status';
import { validateClaimUpdate } from '../persistentVolumeClaim/update';
import { claimWarnings } from '../pod/warnings/byteWarnings';
import { keepStatus } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';
import { validateLabelSelector } from '../validation/labels';
import { validatePersistentVolumeClaimSpec, type ClaimTolerance } from '../validation/persistentVolumeClaimSpec';

const specPath = FieldPath.of('spec');
const classAnnotation = 'volume.beta.kubernetes.io/storage-class';

/** `v1/PersistentVolumeClaim`, mirrors pkg/registry/core/persistentvolumeclaim and pkg/apis/core/validation of v1.36. */
export const persistentVolumeClaim = defineKind<PersistentVolumeClaim>({
  gvk: { group: '', version: 'v1', kind: 'PersistentVolumeClaim' },
  plural: 'persistentvolumeclaims', singular: 'persistentvolumeclaim', shortNames: ['pvc'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.PersistentVolumeClaim',
  subresources: ['status'],
  setDefaults: setPersistentVolumeClaimDefaults,
  prepareForCreate(object) {
    const spec = object.spec ??= {};
    object.status = { phase: 'Pending' };
    dropForeignDataSources(spec, undefined);
    normalizeDataSources(spec);
  },
  prepareForUpdate(object, old) {
    const spec = object.spec ??= {};
    keepStatus(object, old);
    dropForeignDataSources(spec, old.spec);
    normalizeDataSources(spec);
  },
  validate: object => validate(object, undefined),
  validateUpdate: (object, old) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validate(object, old),
    ...validateClaimUpdate(object, old)
  ],
  warnings: object => [
    ...(object.metadata?.annotations?.[classAnnotation] === undefined ? [] : [`metadata.annotations[${classAnnotation}]: deprecated since v1.8; use "storageClassName" attribute instead`]),
    ...claimWarnings(object.spec, specPath)
  ],
  status: {
    validateUpdate: (object, old) => [...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath), ...validateClaimStatus(object)]
  }
});

function validate(object: PersistentVolumeClaim, old: PersistentVolumeClaim | undefined): FieldError[] {
  return [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validatePersistentVolumeClaimSpec(object.spec ?? {}, specPath, toleratedBy(old))
  ];
}

function toleratedBy(old: PersistentVolumeClaim | undefined): ReadonlySet<ClaimTolerance> {
  const { selector, dataSource, dataSourceRef } = old?.spec ?? {};
  const tolerates = new Set<ClaimTolerance>();
  if (validateLabelSelector(selector, specPath).length > 0) tolerates.add('InvalidSelectorValue');
  if (dataSource?.apiGroup !== undefined || dataSourceRef?.apiGroup !== undefined) tolerates.add('InvalidDataSourceGroup');
  return tolerates;
}
