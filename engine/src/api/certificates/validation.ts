import type { CertificateSigningRequest, CertificateSigningRequestCondition } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { duplicate, forbidden, invalid, NamedText, notSupportedName, required, type FieldError } from '../fieldError';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { validateSignerName } from '../validation/signerName';
import { certificateError, requestError } from './pemContents';

/** The rules of a certificate signing request (pkg/apis/certificates/validation/validation.go, v1.36). */

const specPath = FieldPath.of('spec'), conditionsPath = FieldPath.of('status', 'conditions'), certificatePath = FieldPath.of('status', 'certificate');
const legacySigner = 'kubernetes.io/legacy-unknown', minExpirationSeconds = 600;
const usages = [
  'any', 'cert sign', 'client auth', 'code signing', 'content commitment', 'crl sign', 'data encipherment', 'decipher only', 'digital signature', 'email protection', 'encipher only',
  'ipsec end system', 'ipsec tunnel', 'ipsec user', 'key agreement', 'key encipherment', 'microsoft sgc', 'netscape sgc', 'ocsp signing', 's/mime', 'server auth', 'signing', 'timestamping'
];
const verdicts = ['Approved', 'Denied'], finalTypes = [...verdicts, 'Failed'];

/** Which part of the object a request may write. */
export type WrittenPart = 'request' | 'status' | 'approval';

export function validateRequest(object: CertificateSigningRequest, old: CertificateSigningRequest | undefined): FieldError[] {
  const { request, usages: wanted = [], signerName = '', expirationSeconds } = object.spec ?? {}, before = old?.spec ?? {};
  const complaint = requestError(request ?? ''), at = specPath.child('usages'), signer = specPath.child('signerName');
  const errors = validateCoreObjectMeta(object.metadata, 'Cluster', () => [], metadataPath);
  if (complaint !== undefined) errors.push(invalid(specPath.child('request'), request ?? null, complaint));
  if (wanted.length === 0) errors.push(required(at));
  if (!hasUnknown(before.usages ?? [])) wanted.forEach((usage, i) => { errors.push(...notSupportedName(at.index(i), usage, usages)); });
  if (!hasRepeated(before.usages ?? [])) wanted.forEach((usage, i) => { if (wanted.indexOf(usage) < i) errors.push(duplicate(at.index(i), new NamedText(usage))); });
  if (signerName === legacySigner && before.signerName !== legacySigner) errors.push(invalid(signer, signerName, 'the legacy signerName is not allowed via this API version'));
  else errors.push(...validateSignerName(signerName, signer));
  if (expirationSeconds !== undefined && expirationSeconds < minExpirationSeconds) {
    errors.push(invalid(specPath.child('expirationSeconds'), expirationSeconds, 'may not specify a duration less than 600 seconds (10 minutes)'));
  }
  return [...errors, ...validateConditions(object.status?.conditions ?? [], old?.status?.conditions ?? []), ...validateCertificate(object, old)];
}

export function validateRequestUpdate(object: CertificateSigningRequest, old: CertificateSigningRequest, part: WrittenPart): FieldError[] {
  const errors = validateRequest(object, old);
  const count = (of: CertificateSigningRequest, type: string): number => (of.status?.conditions ?? []).filter(condition => condition.type === type).length;
  for (const type of finalTypes) if (count(object, type) < count(old, type)) errors.push(forbidden(conditionsPath, `updates may not remove a condition of type "${type}"`));
  if (part !== 'approval') {
    for (const type of verdicts) if (count(object, type) > count(old, type)) errors.push(forbidden(conditionsPath, `updates may not add a condition of type "${type}"`));
  }
  const certificate = object.status?.certificate ?? '', before = old.status?.certificate ?? '';
  if (certificate !== before && part !== 'status') errors.push(forbidden(certificatePath, 'updates may not set certificate content'));
  else if (certificate !== before && before !== '') errors.push(forbidden(certificatePath, 'updates may not modify existing certificate content'));
  return [...errors, ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)];
}

/** One condition a type; approved or denied, not both; what has been so may stay so. */
function validateConditions(conditions: readonly CertificateSigningRequestCondition[], old: readonly CertificateSigningRequestCondition[]): FieldError[] {
  const oldTypes = old.map(condition => condition.type ?? '');
  const allow = { empty: oldTypes.includes(''), both: verdicts.every(type => oldTypes.includes(type)), repeated: hasRepeated(oldTypes) };
  const seen = new Set<string>();
  return conditions.flatMap(({ type = '', status = '' }, i) => {
    const path = conditionsPath.index(i), statuses = finalTypes.includes(type) ? ['True'] : ['False', 'True', 'Unknown'];
    const errors = type === '' && !allow.empty ? [required(path.child('type'))] : [];
    if (status === '') errors.push(required(path.child('status')));
    else errors.push(...notSupportedName(path.child('status'), status, statuses));
    const opposite = type === 'Approved' ? 'Denied' : type === 'Denied' ? 'Approved' : undefined;
    if (!allow.both && opposite !== undefined && seen.has(opposite)) errors.push(invalid(conditionsPath, new NamedText(type), 'Approved and Denied conditions are mutually exclusive'));
    if (!allow.repeated && seen.has(type)) errors.push(duplicate(path.child('type'), new NamedText(type)));
    seen.add(type);
    return errors;
  });
}

function validateCertificate(object: CertificateSigningRequest, old: CertificateSigningRequest | undefined): FieldError[] {
  const certificate = object.status?.certificate ?? '', before = old?.status?.certificate ?? '';
  if (old !== undefined && (certificate === before || certificateError(before) !== undefined)) return [];
  const complaint = certificateError(certificate);
  return complaint === undefined ? [] : [invalid(certificatePath, '<certificate data>', complaint)];
}

function hasUnknown(values: readonly string[]): boolean {
  return values.some(value => !usages.includes(value));
}

function hasRepeated(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}
