import type { ObjectMeta } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { forbidden, type FieldError } from '../fieldError';
import { validateLabels } from './labels';
import { validateAnnotations } from './objectMeta';

/** In the order of the Go struct. */
const forbiddenFields = [
  'name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp',
  'deletionGracePeriodSeconds', 'ownerReferences', 'finalizers', 'managedFields'
] as const;

/** The metadata of a template for claims: only labels and annotations are taken over (`ValidateTemplateObjectMeta`, pkg/apis/core/validation/validation.go, v1.36). */
export function validateTemplateMeta(meta: ObjectMeta | undefined, path: FieldPath): FieldError[] {
  const wrong = forbiddenFields.filter(field => meta?.[field] !== undefined && meta[field] !== null);
  return [
    ...validateAnnotations(meta?.annotations, path.child('annotations')), ...validateLabels(meta?.labels, path.child('labels')),
    ...wrong.map(field => forbidden(path.child(field === 'uid' ? 'uID' : field), 'cannot be set'))
  ];
}
