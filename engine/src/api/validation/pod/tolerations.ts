import type { Toleration } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { goQuote } from '../../../core/goText';
import { invalid, NamedText, notSupported, notSupportedName, type FieldError } from '../../fieldError';
import { validateLabelName } from '../labels';
import { isLabelValue } from '../names';
import type { PodValidationContext } from './podValidationContext';

/** Which taints a pod puts up with (`ValidateTolerations`, v1.36). */
export function validateTolerations(tolerations: readonly Toleration[], path: FieldPath, ctx: PodValidationContext): FieldError[] {
  return tolerations.flatMap((toleration, i) => {
    const at = path.index(i), { key = '', operator = '', effect = '', tolerationSeconds } = toleration;
    const errors = key === '' ? [] : validateLabelName(key, at.child('key'));
    if (key === '' && operator !== 'Exists') {
      errors.push(invalid(at.child('operator'), new NamedText(operator), 'operator must be Exists when `key` is empty, which means "match all values and all keys"'));
    }
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      errors.push(invalid(at.child('effect'), new NamedText(effect), "effect must be 'NoExecute' when `tolerationSeconds` is set"));
    }
    errors.push(...validateOperator(toleration, at, ctx));
    return effect === '' ? errors : [...errors, ...notSupportedName(at.child('effect'), effect, ['NoSchedule', 'PreferNoSchedule', 'NoExecute'])];
  });
}

/** A wrong value is reported at the operator. */
function validateOperator({ operator = '', value = '' }: Toleration, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const at = path.child('operator');
  switch (operator) {
    case '': case 'Equal': {
      const details = isLabelValue(value);
      return details.length === 0 ? [] : [invalid(at, value, details.join(';'))];
    }
    case 'Exists': return value === '' ? [] : [invalid(at, value, "value must be empty when `operator` is 'Exists'")];
    case 'Lt': case 'Gt':
      if (!ctx.tolerates.has('TolerationComparison')) return [notSupported(at, new NamedText(operator), ['Equal', 'Exists', 'Lt', 'Gt'])];
      return validateInteger(value, path.child('value'));
    default: return [notSupported(at, new NamedText(operator), ['Equal', 'Exists'])];
  }
}

const maxInt64 = 2n ** 63n;
const maxDigits = 1000;

function validateInteger(value: string, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  if (!/^(?:0|-?[1-9][0-9]*)$/.test(value)) errors.push(invalid(path, value, 'must be a valid decimal integer in canonical form'));
  if (!/^[+-]?[0-9]+$/.test(value)) errors.push(invalid(path, value, `strconv.ParseInt: parsing ${goQuote(value)}: invalid syntax`));
  else if (value.length > maxDigits || BigInt(value) >= maxInt64 || BigInt(value) < -maxInt64) errors.push(invalid(path, value, `strconv.ParseInt: parsing ${goQuote(value)}: value out of range`));
  return errors;
}
