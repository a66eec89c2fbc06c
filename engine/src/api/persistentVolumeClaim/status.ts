import type { PersistentVolumeClaim } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { sortedKeys } from '../../core/order';
import { quantityOf, scaledValue } from '../../core/quantity';
import { invalid, invalidEach, NamedText, notSupported, required, type FieldError } from '../fieldError';
import { isQualifiedName } from '../validation/names';
import { isNativeResource, validateResourceQuantity } from '../validation/resourceNames';

const statusPath = FieldPath.of('status');
const resizeStates = ['ControllerResizeInProgress', 'ControllerResizeInfeasible', 'NodeResizeInProgress', 'NodeResizeInfeasible', 'NodeResizePending'].sort();

/** The status that a controller or kubelet writes (`ValidatePersistentVolumeClaimStatusUpdate`, pkg/apis/core/validation/validation.go, v1.36). */
export function validateClaimStatus({ metadata, spec, status = {} }: PersistentVolumeClaim): FieldError[] {
  const { capacity = {}, allocatedResourceStatuses: states = {}, allocatedResources: allocated = {} } = status;
  const statesPath = statusPath.child('allocatedResourceStatuses'), allocatedPath = statusPath.child('allocatedResources');
  return [
    ...((metadata?.resourceVersion ?? '') === '' ? [required(FieldPath.of('resourceVersion'))] : []),
    ...((spec?.accessModes ?? []).length === 0 ? [required(FieldPath.of('Spec', 'accessModes'))] : []),
    ...sortedKeys(capacity).flatMap(name => validateAmount(capacity[name], statusPath.child('capacity').key(name))),
    ...sortedKeys(states).flatMap(name => [
      ...validateName(name, statesPath),
      ...(resizeStates.includes(states[name] ?? '') ? [] : [notSupported(statesPath, new NamedText(name), resizeStates)])
    ]),
    ...sortedKeys(allocated).flatMap(name => {
      const wrongName = validateName(name, allocatedPath), at = allocatedPath.key(name), wrongAmount = validateAmount(allocated[name], at);
      return wrongName.length > 0 ? wrongName : wrongAmount.length > 0 ? wrongAmount : validateResourceQuantity('storage', allocated[name], at);
    })
  ];
}

/** A qualified name; of Kubernetes' own only `storage`. */
function validateName(name: string, path: FieldPath): FieldError[] {
  const errors = invalidEach(path, name, isQualifiedName(name));
  return errors.length > 0 || !isNativeResource(name) || name === 'storage' ? errors : [notSupported(path, name, ['storage'])];
}

function validateAmount(amount: string | number | undefined, path: FieldPath): FieldError[] {
  const whole = scaledValue(quantityOf(amount), 0);
  return whole < 0 ? [invalid(path, whole, 'must be a valid resource quantity')] : [];
}
