import { type FieldPath } from '../core/fieldPath';
import { goJson, goQuote } from '../core/goText';

/** The error types of `field.Error` (apimachinery/pkg/util/validation/field/errors.go, v1.36), named by their cause reason. */
export type FieldErrorType =
  | 'FieldValueNotFound' | 'FieldValueRequired' | 'FieldValueDuplicate' | 'FieldValueInvalid' | 'FieldValueNotSupported'
  | 'FieldValueForbidden' | 'FieldValueTooLong' | 'FieldValueTooShort' | 'FieldValueTooMany' | 'FieldValueTooFew'
  | 'InternalError' | 'FieldValueTypeInvalid';

/** One refusal of the API server: which field, which value, and the server's words. */
export interface FieldError {
  readonly type: FieldErrorType;
  readonly path: FieldPath;
  /** The value as Go would print it: numbers and booleans bare, strings quoted, the rest as JSON. Absent where Go omits it. */
  readonly badValue?: unknown;
  readonly detail: string;
}

const words: Record<FieldErrorType, string> = {
  FieldValueNotFound: 'Not found', FieldValueRequired: 'Required value', FieldValueDuplicate: 'Duplicate value',
  FieldValueInvalid: 'Invalid value', FieldValueNotSupported: 'Unsupported value', FieldValueForbidden: 'Forbidden',
  FieldValueTooLong: 'Too long', FieldValueTooShort: 'Too short', FieldValueTooMany: 'Too many', FieldValueTooFew: 'Too few',
  InternalError: 'Internal error', FieldValueTypeInvalid: 'Invalid value'
};

const withoutValue: ReadonlySet<FieldErrorType> = new Set<FieldErrorType>([
  'FieldValueRequired', 'FieldValueForbidden', 'FieldValueTooLong', 'FieldValueTooShort', 'InternalError'
]);

/** The error's text without its field, as `ErrorBody()` gives it and as it stands in a cause's message. */
export function errorBody(error: FieldError): string {
  const value = withoutValue.has(error.type) || error.badValue === undefined ? '' : `: ${printValue(error.badValue)}`;
  return `${words[error.type]}${value}${error.detail === '' ? '' : `: ${error.detail}`}`;
}

/** `field: body`, one part of an Invalid message. */
export function errorText(error: FieldError): string {
  return `${error.path.toString()}: ${errorBody(error)}`;
}

function printValue(value: unknown): string {
  if (value instanceof NamedText) return goJson(value.text);
  return typeof value === 'string' ? goQuote(value) : goJson(value);
}

/** A text that Go holds in a type of its own (`core.Protocol`) or behind a pointer: it is printed as JSON, not with `%q`. */
export class NamedText {
  constructor(readonly text: string) {}
}

export function required(path: FieldPath, detail = ''): FieldError {
  return { type: 'FieldValueRequired', path, badValue: '', detail };
}

export function invalid(path: FieldPath, badValue: unknown, detail: string): FieldError {
  return { type: 'FieldValueInvalid', path, badValue, detail };
}

/** One error for each complaint about the same value. */
export function invalidEach(path: FieldPath, badValue: unknown, details: readonly string[]): FieldError[] {
  return details.map(detail => invalid(path, badValue, detail));
}

export function duplicate(path: FieldPath, badValue: unknown): FieldError {
  return { type: 'FieldValueDuplicate', path, badValue, detail: '' };
}

export function forbidden(path: FieldPath, detail: string): FieldError {
  return { type: 'FieldValueForbidden', path, badValue: '', detail };
}

export function notFound(path: FieldPath, badValue: unknown): FieldError {
  return { type: 'FieldValueNotFound', path, badValue, detail: '' };
}

/** `supported values: "A", "B"`: in the order given (Go sorts where it starts from a set; callers do the same). */
export function notSupported(path: FieldPath, badValue: unknown, supported: readonly string[]): FieldError {
  const detail = supported.length === 0 ? '' : `supported values: ${supported.map(goQuote).join(', ')}`;
  return { type: 'FieldValueNotSupported', path, badValue, detail };
}

/** The same for the value of a named type, as nearly all enums of the API are; an enum that is not one of the supported values. */
export function notSupportedName(path: FieldPath, value: string, supported: readonly string[]): FieldError[] {
  return supported.includes(value) ? [] : [notSupported(path, new NamedText(value), supported)];
}

/** `may not be more than N bytes`; a negative maximum prints no number. */
export function tooLong(path: FieldPath, maxBytes: number): FieldError {
  return { type: 'FieldValueTooLong', path, badValue: '', detail: maxBytes < 0 ? 'value is too long' : `may not be more than ${maxBytes} bytes` };
}

/** `must have at most N items`. */
export function tooMany(path: FieldPath, actual: number, max: number): FieldError {
  const detail = max < 0 ? 'has too many items' : `must have at most ${max} item${max === 1 ? '' : 's'}`;
  return { type: 'FieldValueTooMany', path, badValue: actual, detail };
}

export function typeInvalid(path: FieldPath, badValue: unknown, detail: string): FieldError {
  return { type: 'FieldValueTypeInvalid', path, badValue, detail };
}

export function internalError(path: FieldPath, detail: string): FieldError {
  return { type: 'InternalError', path, detail };
}
