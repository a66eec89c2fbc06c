import type { CustomResourceColumnDefinition, CustomResourceConversion, CustomResourceDefinitionNames, CustomResourceSubresources } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { forbidden, invalid, notSupported, required, type FieldError } from '../fieldError';
import { validateReviewVersions, validateWebhookClient } from '../admissionregistration/webhookClient';
import { isDns1035Label } from '../validation/names';

const columnTypes = ['boolean', 'date', 'integer', 'number', 'string'], columnFormats = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];
const mixedCase = 'may have mixed case, but should otherwise match: ';

/** The names of a resource: those that are set are DNS labels; kinds may have capitals. */
export function validateDefinitionNames(names: CustomResourceDefinitionNames, path: FieldPath): FieldError[] {
  const { plural = '', singular = '', kind = '', listKind = '', shortNames = [], categories = [] } = names;
  const label = (value: string, at: FieldPath): FieldError[] => wrapped(value, isDns1035Label(value), at);
  const errors = [...(plural === '' ? [] : label(plural, path.child('plural'))), ...(singular === '' ? [] : label(singular, path.child('singular')))];
  for (const [field, value] of [['kind', kind], ['listKind', listKind]] as const) {
    const wrong = value === '' ? [] : isDns1035Label(value.toLowerCase());
    if (wrong.length > 0) errors.push(invalid(path.child(field), value, mixedCase + wrong.join(',')));
  }
  shortNames.forEach((name, i) => errors.push(...label(name, path.child('shortNames').index(i))));
  if (kind !== '' && kind === listKind) errors.push(invalid(path.child('listKind'), listKind, 'kind and listKind may not be the same'));
  categories.forEach((category, i) => errors.push(...label(category, path.child('categories').index(i))));
  return errors;
}

/** All complaints about a value in one error. */
export function wrapped(value: string, complaints: readonly string[], path: FieldPath): FieldError[] {
  return complaints.length === 0 ? [] : [invalid(path, value, complaints.join(','))];
}

/** A printer column; its path is named `JSONPath` in errors. */
export function validateColumn({ name = '', type = '', format = '', jsonPath = '' }: CustomResourceColumnDefinition, path: FieldPath): FieldError[] {
  const errors = name === '' ? [required(path.child('name'))] : [], oneOf = `must be one of ${columnTypes.join(',')}`;
  if (type === '') errors.push(required(path.child('type'), oneOf));
  else if (!columnTypes.includes(type)) errors.push(invalid(path.child('type'), type, oneOf));
  if (format !== '' && !columnFormats.includes(format)) errors.push(invalid(path.child('format'), format, `must be one of ${columnFormats.join(',')}`));
  const at = path.child('JSONPath');
  return [...errors, ...(jsonPath === '' ? [required(at)] : validateSimplePath(jsonPath, at))];
}

function validateSimplePath(text: string, path: FieldPath): FieldError[] {
  return text.startsWith('.') ? [] : [invalid(path, text, 'must be a simple json path starting with .')];
}

/** Where the scale subresource finds its numbers. */
export function validateSubresources(subresources: CustomResourceSubresources | undefined, path: FieldPath): FieldError[] {
  const scale = subresources?.scale;
  if (scale === undefined) return [];
  const { specReplicasPath = '', statusReplicasPath = '', labelSelectorPath = '' } = scale;
  return [
    ...validateScalePath(specReplicasPath, ['.spec.'], { path: path.child('scale.specReplicasPath'), under: '.spec', need: 'required' }),
    ...validateScalePath(statusReplicasPath, ['.status.'], { path: path.child('scale.statusReplicasPath'), under: '.status', need: 'required' }),
    ...validateScalePath(labelSelectorPath, ['.spec.', '.status.'], { path: path.child('scale.labelSelectorPath'), under: 'either .spec or .status', need: 'optional' })
  ];
}

interface ScalePath { readonly path: FieldPath; readonly under: string; readonly need: 'required' | 'optional' }

function validateScalePath(text: string, prefixes: readonly string[], { path, under, need }: ScalePath): FieldError[] {
  if (text === '') return need === 'required' ? [required(path)] : [];
  const errors = validateSimplePath(text, path);
  if (errors.length > 0 || prefixes.some(prefix => text.startsWith(prefix))) return errors;
  return [invalid(path, text, `should be a json path under ${under}`)];
}

/** How one version becomes another. `recognized` as in the review versions of webhooks. */
export function validateConversion(conversion: CustomResourceConversion, recognized: 'required' | 'optional', path: FieldPath): FieldError[] {
  const { strategy = '', webhook } = conversion, client = webhook?.clientConfig, versions = webhook?.conversionReviewVersions ?? [];
  const at = path.child('webhookClientConfig'), versionsPath = path.child('conversionReviewVersions'), unused = 'should not be set when strategy is not set to Webhook';
  const errors = validateEnum(strategy, ['None', 'Webhook'], path.child('strategy'));
  if (strategy === 'Webhook') {
    if (client === undefined) errors.push(required(at, 'required when strategy is set to Webhook'));
    else errors.push(...validateWebhookClient(client, at));
    return [...errors, ...validateReviewVersions({ versions, path: versionsPath, whenMissing: '', recognized })];
  }
  if (client !== undefined) errors.push(forbidden(at, unused));
  if (versions.length > 0) errors.push(forbidden(versionsPath, unused));
  return errors;
}

/** A value that must be one of these. */
export function validateEnum(value: string, accepted: readonly string[], path: FieldPath): FieldError[] {
  if (value === '') return [required(path)];
  return accepted.includes(value) ? [] : [notSupported(path, value, accepted)];
}
