import type { IPAddress, ParentReference } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { invalid, invalidEach, required, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { validateIp } from '../validation/addresses';
import { fieldImmutable, metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { isDns1123Subdomain, isPathSegmentName, type NameRule } from '../validation/names';

const parentPath = FieldPath.of('spec', 'parentRef');
const nameIsIp: NameRule = name => validateIp(name, FieldPath.root).map(error => error.detail);

/** `networking.k8s.io/v1/IPAddress`, mirrors pkg/registry/networking/ipaddress and pkg/apis/networking of v1.36. */
export const ipAddress = defineKind<IPAddress>({
  gvk: { group: 'networking.k8s.io', version: 'v1', kind: 'IPAddress' },
  plural: 'ipaddresses', singular: 'ipaddress', shortNames: ['ip'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.networking.v1.IPAddress',
  subresources: [],
  validate,
  validateUpdate: (object, old) => [
    ...validate(object),
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...(equal(object.spec?.parentRef, old.spec?.parentRef) ? [] : [invalid(parentPath, internalForm(object.spec?.parentRef), fieldImmutable)])
  ]
});

function validate({ metadata, spec }: IPAddress): FieldError[] {
  const parent = spec?.parentRef;
  return [...validateCoreObjectMeta(metadata, 'Cluster', nameIsIp, metadataPath), ...(parent === undefined ? [required(parentPath)] : validateParent(parent))];
}

/** The object that has the address: the core group has no name. */
function validateParent({ group = '', resource = '', name = '', namespace = '' }: ParentReference): FieldError[] {
  return [
    ...(group === '' ? [] : invalidEach(parentPath.child('group'), group, isDns1123Subdomain(group))),
    ...(resource === '' ? [required(parentPath.child('resource'))] : invalidEach(parentPath.child('resource'), resource, isPathSegmentName(resource))),
    ...(name === '' ? [required(parentPath.child('name'))] : invalidEach(parentPath.child('name'), name, isPathSegmentName(name))),
    ...(namespace === '' ? [] : invalidEach(parentPath.child('namespace'), namespace, isPathSegmentName(namespace)))
  ];
}

/** As the server prints it: its internal type has no JSON names. */
function internalForm(parent: ParentReference | undefined): unknown {
  if (parent === undefined) return null;
  const { group = '', resource = '', namespace = '', name = '' } = parent;
  return { Group: group, Resource: resource, Namespace: namespace, Name: name };
}
