import type { VolumeAttributesClass } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { forbidden, required, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';
import { validateParameters, validateProvisioner } from '../validation/storageParameters';

const driverPath = FieldPath.of('driverName'), parametersPath = FieldPath.of('parameters');

/** `storage.k8s.io/v1/VolumeAttributesClass`, mirrors pkg/registry/storage/volumeattributesclass and pkg/apis/storage of v1.36. */
export const volumeAttributesClass = defineKind<VolumeAttributesClass>({
  gvk: { group: 'storage.k8s.io', version: 'v1', kind: 'VolumeAttributesClass' },
  plural: 'volumeattributesclasses', singular: 'volumeattributesclass', shortNames: ['vac'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.storage.v1.VolumeAttributesClass',
  subresources: [],
  validate,
  validateUpdate: (object, old) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...((object.driverName ?? '') === (old.driverName ?? '') ? [] : [forbidden(driverPath, 'updates to driverName are forbidden.')]),
    ...(equal(object.parameters ?? {}, old.parameters ?? {}) ? [] : [forbidden(parametersPath, 'updates to parameters are forbidden.')]),
    ...validate(object)
  ]
});

function validate({ metadata, driverName = '', parameters = {} }: VolumeAttributesClass): FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...validateProvisioner(driverName, driverPath),
    ...validateParameters(parameters, parametersPath),
    ...(Object.keys(parameters).length === 0 ? [required(parametersPath, 'must contain at least one key/value pair')] : [])
  ];
}
