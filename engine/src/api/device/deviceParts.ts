import type { DeviceSelector, DeviceToleration, OpaqueDeviceConfiguration } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { goJson } from '../../core/goText';
import { isObject } from '../../core/json';
import { invalid, invalidEach, NamedText, notSupported, notSupportedName, required, tooLong, type FieldError } from '../fieldError';
import { validateList } from '../validation/itemLists';
import { validateLabelName } from '../validation/labels';
import { byteLength, isCIdentifier, isLabelValue } from '../validation/names';
import { validateCsiDriverName } from '../validation/volumes/csiVolumes';

/** What claims and classes of devices share (pkg/apis/resource/validation/validation.go, v1.36). */

const maxSelectors = 32, maxExpressionBytes = 10 * 1024, maxParametersBytes = 10 * 1024, maxIdBytes = 32;

/** How many configurations a claim or class may have. */
export const maxConfigs = 32;

/** The CEL expressions are not compiled here. */
export function validateSelectors(selectors: readonly DeviceSelector[], path: FieldPath): FieldError[] {
  return validateList(selectors, maxSelectors, path, ({ cel }, at) => {
    if (cel === undefined) return [required(at.child('cel'))];
    return byteLength(cel.expression ?? '') > maxExpressionBytes ? [tooLong(at.child('cel', 'expression'), maxExpressionBytes)] : [];
  });
}

/** What a driver is told: an object of its own making. */
export function validateConfiguration(opaque: OpaqueDeviceConfiguration | undefined, path: FieldPath): FieldError[] {
  if (opaque === undefined) return [required(path.child('opaque'))];
  return [...validateCsiDriverName(opaque.driver ?? '', path.child('opaque', 'driver')), ...validateParameters(opaque.parameters, path.child('opaque', 'parameters'))];
}

function validateParameters(parameters: unknown, path: FieldPath): FieldError[] {
  if (parameters === undefined || parameters === null) return [required(path)];
  if (byteLength(goJson(parameters)) > maxParametersBytes) return [tooLong(path, maxParametersBytes)];
  return isObject(parameters) ? [] : [invalid(path, '<value omitted>', 'must be a valid JSON object')];
}

export function validateDeviceToleration({ key = '', operator = '', value = '', effect = '' }: DeviceToleration, path: FieldPath): FieldError[] {
  const at = path.child('operator'), valuePath = path.child('value');
  const errors = key === '' ? [] : validateLabelName(key, path.child('key'));
  switch (operator) {
    case 'Exists':
      if (value !== '') errors.push(invalid(valuePath, value, 'must be empty for operator `Exists`'));
      break;
    case 'Equal':
      errors.push(...invalidEach(valuePath, value, isLabelValue(value)));
      break;
    case '': errors.push(required(at)); break;
    default: errors.push(notSupported(at, new NamedText(operator), ['Equal', 'Exists']));
  }
  return effect === '' ? errors : [...errors, ...notSupportedName(path.child('effect'), effect, ['NoExecute', 'NoSchedule', 'None'])];
}

/** The name of an attribute with its domain: `gpu.example.com/model`. */
export function validateAttributeName(name: string, path: FieldPath): FieldError[] {
  const [first = '', second, more] = name.split('/');
  const errors: FieldError[] = [];
  if (second === undefined) errors.push(...validateId(first, path));
  else if (more === undefined) {
    errors.push(...(first === '' ? [invalid(path, '', 'the domain must not be empty')] : validateCsiDriverName(first, path)));
    errors.push(...(second === '' ? [invalid(path, '', 'the name must not be empty')] : validateId(second, path)));
  }
  return name.includes('/') ? errors : [...errors, invalid(path, new NamedText(name), 'a fully qualified name must be a domain and a name separated by a slash')];
}

function validateId(id: string, path: FieldPath): FieldError[] {
  return [...(byteLength(id) > maxIdBytes ? [tooLong(path, maxIdBytes)] : []), ...invalidEach(path, id, isCIdentifier(id))];
}
