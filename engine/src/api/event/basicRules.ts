import { FieldPath } from '../../core/fieldPath';
import { invalid, invalidEach, required, type FieldError } from '../fieldError';
import { byteLength, isDns1123Subdomain, isQualifiedName } from '../validation/names';

const namespacePath = FieldPath.of('involvedObject', 'namespace');
const limits = { reportingInstance: 128, action: 128, reason: 128, message: 1024 } as const;

/** What both versions of events say, under the names of the internal type. */
export interface EventBasics {
  readonly namespace: string;
  /** The namespace of the object that it is about. */
  readonly about: string;
  readonly eventTime: string;
  readonly reporter: string;
  readonly reportingInstance: string;
  readonly action: string;
  readonly reason: string;
  readonly message: string;
}

/** The rules that hold for events of every version (`legacyValidateEvent`, pkg/apis/core/validation/events.go, v1.36); paths are those of the core group. */
export function validateEventBasics(event: EventBasics, reporterField: string): FieldError[] {
  const { namespace, about } = event;
  const mismatch = invalid(namespacePath, about, 'does not match event.namespace'), wrongNamespace = invalidEach(FieldPath.of('namespace'), namespace, isDns1123Subdomain(namespace));
  if (event.eventTime === '') {
    const agrees = about === '' ? namespace === '' || namespace === 'default' : namespace === about;
    return [...(agrees ? [] : [mismatch]), ...wrongNamespace];
  }
  const errors = about === '' && namespace !== 'default' && namespace !== 'kube-system' ? [mismatch] : [];
  return [...errors, ...validateReporter(event.reporter, FieldPath.of(reporterField)), ...validateLengths(event), ...wrongNamespace];
}

function validateReporter(reporter: string, path: FieldPath): FieldError[] {
  return [...(reporter === '' ? [required(path)] : []), ...invalidEach(path, reporter, isQualifiedName(reporter))];
}

function validateLengths(event: EventBasics): FieldError[] {
  return (['reportingInstance', 'action', 'reason', 'message'] as const).flatMap(field => {
    const value = event[field], path = FieldPath.of(field);
    if (value === '' && field !== 'message') return [required(path)];
    return byteLength(value) > limits[field] ? [invalid(path, '', `can have at most ${limits[field]} characters`)] : [];
  });
}
