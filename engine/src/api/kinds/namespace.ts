import type { Namespace } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { invalid, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { keepStatus } from '../strategy';
import { nameIsDnsLabel } from '../validation/names';
import { isStandardFinalizer, metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate, validateFinalizers } from '../validation/objectMeta';

const nameLabel = 'kubernetes.io/metadata.name';
const finalizersPath = FieldPath.of('spec', 'finalizers');

/** `v1/Namespace`, mirrors pkg/registry/core/namespace and pkg/apis/core/validation of v1.36. */
export const namespace = defineKind<Namespace>({
  gvk: { group: '', version: 'v1', kind: 'Namespace' },
  plural: 'namespaces', singular: 'namespace', shortNames: ['ns'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.core.v1.Namespace',
  subresources: ['finalize', 'status'],
  setDefaults(object) {
    const { name } = object.metadata ?? {};
    if (name !== undefined && name !== '') ((object.metadata ??= {}).labels ??= {})[nameLabel] = name;
    if ((object.status?.phase ?? '') === '') (object.status ??= {}).phase = 'Active';
  },
  prepareForCreate(object) {
    object.status = { phase: 'Active' };
    const finalizers = (object.spec ??= {}).finalizers ??= [];
    if (!finalizers.includes('kubernetes')) finalizers.push('kubernetes');
    // A generated name is known only now.
    const { name } = object.metadata ?? {};
    if (name !== undefined && name !== '') ((object.metadata ??= {}).labels ??= {})[nameLabel] = name;
  },
  prepareForUpdate(object, old) {
    const spec = object.spec ??= {};
    if (old.spec?.finalizers === undefined) delete spec.finalizers;
    else spec.finalizers = [...old.spec.finalizers];
    keepStatus(object, old);
  },
  validate,
  validateUpdate: (object, old) => [...validate(object), ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)]
});

function validate(object: Namespace): FieldError[] {
  return [...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsLabel, metadataPath), ...(object.spec?.finalizers ?? []).flatMap(validateSpecFinalizer)];
}

function validateSpecFinalizer(name: string): FieldError[] {
  const errors = validateFinalizers([name], finalizersPath);
  return isStandardFinalizer(name) ? errors : [...errors, invalid(finalizersPath, name, 'name is neither a standard finalizer name nor is it fully qualified')];
}
