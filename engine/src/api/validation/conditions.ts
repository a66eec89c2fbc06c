import type { Condition } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { duplicate, invalid, invalidEach, notSupportedName, required, tooLong, type FieldError } from '../fieldError';
import { validateLabelName } from './labels';
import { byteLength, regexError } from './names';

const maxReasonBytes = 1024, maxMessageBytes = 32 * 1024;
const reasonFormat = '[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?';
const reasonMessage = "a condition reason must start with alphabetic character, optionally followed by a string of alphanumeric characters or '_,:', and must end with an alphanumeric character or '_'";

/** The `metav1.Condition`s of a status: one a type (apimachinery/pkg/apis/meta/v1/validation/validation.go, v1.36). */
export function validateConditions(conditions: readonly Condition[], path: FieldPath): FieldError[] {
  const seen = new Set<string>();
  return conditions.flatMap((condition, i) => {
    const { type = '' } = condition, at = path.index(i), repeated = seen.has(type);
    seen.add(type);
    return [...(repeated ? [duplicate(at.child('type'), type)] : []), ...validateCondition(condition, at)];
  });
}

function validateCondition({ type = '', status = '', observedGeneration = 0, lastTransitionTime, reason = '', message = '' }: Condition, path: FieldPath): FieldError[] {
  const errors = [...validateLabelName(type, path.child('type')), ...notSupportedName(path.child('status'), status, ['False', 'True', 'Unknown'])];
  if (observedGeneration < 0) errors.push(invalid(path.child('observedGeneration'), observedGeneration, 'must be greater than or equal to zero'));
  if (lastTransitionTime === undefined) errors.push(required(path.child('lastTransitionTime')));
  errors.push(...validateReason(reason, path.child('reason')));
  return byteLength(message) > maxMessageBytes ? [...errors, tooLong(path.child('message'), maxMessageBytes)] : errors;
}

function validateReason(reason: string, path: FieldPath): FieldError[] {
  if (reason === '') return [required(path)];
  const good = /^[A-Za-z](?:[A-Za-z0-9_,:]*[A-Za-z0-9_])?$/.test(reason);
  return [
    ...(good ? [] : invalidEach(path, reason, [regexError(reasonMessage, reasonFormat, 'my_name', 'MY_NAME', 'MyName', 'ReasonA,ReasonB', 'ReasonA:ReasonB')])),
    ...(byteLength(reason) > maxReasonBytes ? [tooLong(path, maxReasonBytes)] : [])
  ];
}
