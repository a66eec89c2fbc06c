import type { StorageClass, TopologySelectorTerm } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { duplicate, notSupportedName, required, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { validateLabelName } from '../validation/labels';
import { nameIsDnsSubdomain } from '../validation/names';
import { nodeLabelMessage } from '../pod/warnings/nodeLabelWarnings';
import { validateParameters, validateProvisioner } from '../validation/storageParameters';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate, validateImmutable } from '../validation/objectMeta';

/** `storage.k8s.io/v1/StorageClass`, mirrors pkg/registry/storage/storageclass and pkg/apis/storage of v1.36. */
export const storageClass = defineKind<StorageClass>({
  gvk: { group: 'storage.k8s.io', version: 'v1', kind: 'StorageClass' },
  plural: 'storageclasses', singular: 'storageclass', shortNames: ['sc'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.storage.v1.StorageClass',
  subresources: [],
  setDefaults(object) {
    object.reclaimPolicy ??= 'Delete';
    object.volumeBindingMode ??= 'Immediate';
  },
  validate,
  validateUpdate: (object, old) => [
    ...validate(object),
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateImmutable(object.parameters ?? {}, old.parameters ?? {}, FieldPath.of('parameters')),
    ...validateImmutable(object.provisioner ?? '', old.provisioner ?? '', FieldPath.of('provisioner')),
    ...validateImmutable(object.reclaimPolicy, old.reclaimPolicy, FieldPath.of('reclaimPolicy')),
    ...validateImmutable(object.volumeBindingMode, old.volumeBindingMode, FieldPath.of('volumeBindingMode'))
  ],
  warnings: object => (object.allowedTopologies ?? []).flatMap((term, i) => (term.matchLabelExpressions ?? []).flatMap(({ key = '' }, k) => (
    nodeLabelMessage(key).map(message => `${FieldPath.of('allowedTopologies').index(i).child('matchLabelExpressions').index(k).child('key').toString()}: ${message}`)
  )))
});

function validate(object: StorageClass): FieldError[] {
  return [
    ...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...validateProvisioner(object.provisioner ?? '', FieldPath.of('provisioner')),
    ...validateParameters(object.parameters ?? {}, FieldPath.of('parameters')),
    ...validatePolicies(object),
    ...validateAllowedTopologies(object.allowedTopologies ?? [])
  ];
}

function validatePolicies({ reclaimPolicy = '', volumeBindingMode }: StorageClass): FieldError[] {
  const policies = ['Delete', 'Retain'], modes = ['Immediate', 'WaitForFirstConsumer'], mode = FieldPath.of('volumeBindingMode');
  const errors = reclaimPolicy === '' ? [] : notSupportedName(FieldPath.of('reclaimPolicy'), reclaimPolicy, policies);
  if (volumeBindingMode === undefined) return [...errors, required(mode)];
  return [...errors, ...notSupportedName(mode, volumeBindingMode, modes)];
}

/**
 * Terms with equal contents are duplicates. Upstream compares each with a list that starts with as many empty places as
 * there are terms, so that a term without expressions is a duplicate too, even when it is alone.
 */
function validateAllowedTopologies(terms: readonly TopologySelectorTerm[]): FieldError[] {
  const seen: Readonly<Record<string, readonly string[]>>[] = terms.map(() => ({}));
  return terms.flatMap((term, i) => {
    const path = FieldPath.of('allowedTopologies').index(i).child('matchLabelExpressions');
    const contents = contentsOf(term);
    const repeated = seen.filter(other => equal(other, contents)).map(() => duplicate(path, ''));
    seen.push(contents);
    return [...validateTerm(term, path), ...repeated];
  });
}

function contentsOf(term: TopologySelectorTerm): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries((term.matchLabelExpressions ?? []).map(({ key = '', values = [] }) => [key, [...new Set(values)].sort()]));
}

function validateTerm(term: TopologySelectorTerm, path: FieldPath): FieldError[] {
  const keys = new Set<string>();
  return (term.matchLabelExpressions ?? []).flatMap(({ key = '', values = [] }, i) => {
    const at = path.index(i), valuesPath = at.child('values');
    const errors = values.length === 0 ? [required(valuesPath)] : [];
    values.forEach((value, k) => { if (values.indexOf(value) < k) errors.push(duplicate(valuesPath.index(k), value)); });
    errors.push(...validateLabelName(key, at.child('key')));
    if (keys.has(key)) errors.push(duplicate(at.child('key'), key));
    keys.add(key);
    return errors;
  });
}
