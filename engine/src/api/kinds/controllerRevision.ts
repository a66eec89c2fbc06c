import type { ControllerRevision } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { isObject } from '../../core/json';
import { required, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate, validateImmutable, validateNonnegative } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

const dataPath = FieldPath.of('data');

/** `apps/v1/ControllerRevision`, mirrors pkg/registry/apps/controllerrevision and pkg/apis/apps/validation of v1.36. */
export const controllerRevision = defineKind<ControllerRevision>({
  gvk: { group: 'apps', version: 'v1', kind: 'ControllerRevision' },
  plural: 'controllerrevisions', singular: 'controllerrevision', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.apps.v1.ControllerRevision',
  subresources: [],
  validate: object => [...validate(object), ...validateData(object.data)],
  validateUpdate: (object, old) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validate(object),
    ...validateImmutable(object.data ?? null, old.data ?? null, dataPath)
  ]
});

function validate({ metadata, revision = 0 }: ControllerRevision): FieldError[] {
  return [...validateCoreObjectMeta(metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath), ...validateNonnegative(revision, FieldPath.of('revision'))];
}

function validateData(data: unknown): FieldError[] {
  if (data === undefined || data === null) return [required(dataPath, 'data is mandatory')];
  return isObject(data) ? [] : [required(dataPath, 'data must be a valid JSON object')];
}
