import type { CSINode, CSINodeDriver } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { duplicate, invalid, required, type FieldError } from '../fieldError';
import { goStruct } from '../goPrint/goStruct';
import { defineKind } from '../kind';
import { validateQualifiedName } from '../validation/fieldNames';
import { fieldImmutable, metadataPath, validateCoreObjectMeta } from '../validation/objectMeta';
import { byteLength, nameIsDnsSubdomain } from '../validation/names';
import { validateOptionalNonnegative } from '../validation/numbers';
import { validateCsiDriverName } from '../validation/volumes/csiVolumes';

const driversPath = FieldPath.of('spec', 'drivers');
const maxNodeIdBytes = 256;

/** `storage.k8s.io/v1/CSINode`, mirrors pkg/registry/storage/csinode and pkg/apis/storage of v1.36. */
export const csiNode = defineKind<CSINode>({
  gvk: { group: 'storage.k8s.io', version: 'v1', kind: 'CSINode' },
  plural: 'csinodes', singular: 'csinode', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.storage.v1.CSINode',
  subresources: [],
  versionedUpdates: true,
  validate,
  validateUpdate: (object, old) => [...validate(object), ...validateDriversKept(object.spec?.drivers ?? [], old.spec?.drivers ?? [])]
});

function validate(object: CSINode): FieldError[] {
  const drivers = object.spec?.drivers ?? [];
  const seen = new Set<string>();
  return [
    ...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...drivers.flatMap((driver, i) => {
      const { name = '' } = driver, path = driversPath.index(i), repeated = seen.has(name);
      seen.add(name);
      return [...validateDriver(driver, path), ...(repeated ? [duplicate(path.child('name'), name)] : []), ...validateTopologyKeys(driver.topologyKeys ?? [], path)];
    })
  ];
}

function validateDriver({ name = '', nodeID = '', allocatable }: CSINodeDriver, path: FieldPath): FieldError[] {
  const at = path.child('nodeID');
  return [
    ...validateCsiDriverName(name, path.child('name')),
    ...(nodeID === '' ? [required(at)] : []),
    ...(byteLength(nodeID) > maxNodeIdBytes ? [invalid(at, nodeID, `must be ${maxNodeIdBytes} characters or less`)] : []),
    ...validateOptionalNonnegative(allocatable?.count, path.child('allocatable', 'count'))
  ];
}

/** Reported at the driver, as upstream does. */
function validateTopologyKeys(keys: readonly string[], path: FieldPath): FieldError[] {
  return keys.flatMap((key, i) => [...(key === '' ? [required(path)] : []), ...(keys.indexOf(key) < i ? [duplicate(path, key)] : []), ...validateQualifiedName(key, path)]);
}

/** A driver keeps its names; how many volumes fit may change. */
function validateDriversKept(drivers: readonly CSINodeDriver[], old: readonly CSINodeDriver[]): FieldError[] {
  const fixed = ({ allocatable: _, ...rest }: CSINodeDriver): CSINodeDriver => rest;
  return old.flatMap(before => drivers.filter(({ name }) => name === before.name).flatMap(driver => (
    equal(fixed(driver), fixed(before)) ? [] : [invalid(driversPath, goStruct('CSINodeDriver', fixed(driver)), fieldImmutable)]
  )));
}
