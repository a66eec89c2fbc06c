import type { CustomResourceDefinition, CustomResourceDefinitionVersion, SelectableField } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { goQuote } from '../../core/goText';
import { parseGoUrl } from '../../core/goUrl';
import { own } from '../../core/json';
import { duplicate, forbidden, invalid, required, tooMany, type FieldError } from '../fieldError';
import { byteLength, isDns1035Label, isDns1123Subdomain } from '../validation/names';
import { validateImmutable } from '../validation/objectMeta';
import { validateColumn, validateConversion, validateDefinitionNames, validateEnum, validateSubresources, wrapped } from './definitionParts';
import { definitionOptions, type DefinitionOptions } from './definitionOptions';
import { hubSpec, internalVersions, type HubShared, type HubSpec, type HubVersion } from './hubSpec';
import type { Schema } from './schema';
import { schemaFieldPath } from './schemaFieldPath';
import { validateVersionSchema } from './versionSchema';

const specPath = FieldPath.of('spec'), statusPath = FieldPath.of('status'), approvalAnnotation = 'api-approved.kubernetes.io', maxSelectableFields = 8;

/** Spec, status and approval of a definition (apiextensions/validation/validation.go, v1.36). `old` is the stored one, on update. */
export function validateDefinition(object: CustomResourceDefinition, old: CustomResourceDefinition | undefined): FieldError[] {
  const hub = hubSpec(object.spec ?? {}), options = definitionOptions(object, old);
  return [
    ...validateSpec(hub, options),
    ...(old === undefined ? [] : validateSpecUpdate(object, old)),
    ...validateDefinitionNames(object.status?.acceptedNames ?? {}, statusPath.child('acceptedNames')),
    ...validateStoredVersions(object.status?.storedVersions ?? [], object.spec?.versions ?? []),
    ...validateApproval(object, old),
    ...validatePreserveUnknownFields(object, old)
  ];
}

function validateSpec(hub: HubSpec, options: DefinitionOptions): FieldError[] {
  const { spec, shared, versions } = hub, { names = {} } = spec;
  const errors = [...validateGroup(spec.group ?? ''), ...validateEnum(spec.scope ?? '', ['Cluster', 'Namespaced'], specPath.child('scope'))];
  errors.push(...validateSchemaPresence(hub, options));
  const perVersion = versions.some(version => version.subresources !== undefined);
  versions.forEach((version, i) => errors.push(...validateVersion(version, specPath.child('versions').index(i), { options, hub, status: hasStatus(perVersion ? version : shared) })));
  errors.push(...validateVersionList(hub));
  for (const field of ['plural', 'singular', 'kind', 'listKind'] as const) if ((names[field] ?? '') === '') errors.push(required(specPath.child('names', field)));
  errors.push(...validateDefinitionNames(names, specPath.child('names')));
  const status = hasStatus(shared) || versions.some(hasStatus) ? 'enabled' : 'disabled';
  errors.push(...validateVersionSchema(shared.validation, { path: specPath.child('validation'), status, options, version: hub.version }));
  errors.push(...validateSubresources(shared.subresources, specPath.child('subresources')));
  shared.columns.forEach((column, i) => errors.push(...validateColumn(column, specPath.child('additionalPrinterColumns').index(i))));
  errors.push(...validateSelectableFields(shared, specPath, 'may only be set when validations.schema is included', options.manySelectableFields.has('')));
  return spec.conversion === undefined ? errors : [...errors, ...validateConversion(spec.conversion, options.conversionVersions, specPath.child('conversion'))];
}

function validateGroup(group: string): FieldError[] {
  const path = specPath.child('group'), wrong = isDns1123Subdomain(group);
  if (group === '') return [required(path)];
  if (wrong.length > 0) return wrapped(group, wrong, path);
  return group.includes('.') ? [] : [invalid(path, group, 'should be a domain with at least one dot')];
}

/** Every version has a schema; a stored definition without may keep so, except for served versions, whose fields would all be dropped. */
function validateSchemaPresence({ spec, shared, versions }: HubSpec, options: DefinitionOptions): FieldError[] {
  if (shared.validation?.openAPIV3Schema !== undefined) return [];
  const missing = versions.flatMap((version, i) => version.validation?.openAPIV3Schema === undefined ? [{ version, path: specPath.child('versions').index(i).child('schema', 'openAPIV3Schema') }] : []);
  if (options.schema === 'required') return missing.map(({ path }) => required(path));
  if (spec.preserveUnknownFields === true) return [];
  return missing.filter(({ version }) => version.version.served === true).map(({ path }) => required(path, 'because otherwise all fields are pruned'));
}

function hasStatus({ subresources }: HubShared): boolean {
  return subresources?.status !== undefined;
}

interface VersionScope { readonly options: DefinitionOptions; readonly hub: HubSpec; readonly status: boolean }

function validateVersion(hubVersion: HubVersion, path: FieldPath, { options, status }: VersionScope): FieldError[] {
  const { version, validation, subresources, columns } = hubVersion, name = version.name ?? '';
  const warning = version.deprecationWarning;
  const errors = wrapped(name, isDns1035Label(name), path.child('name'));
  errors.push(...deprecationProblems(version).map(detail => invalid(path.child('deprecationWarning'), warning ?? null, detail)));
  errors.push(...validateVersionSchema(validation, { path: path.child('schema'), status: status ? 'enabled' : 'disabled', options, version: name }));
  errors.push(...validateSubresources(subresources, path.child('subresources')));
  columns.forEach((column, i) => errors.push(...validateColumn(column, path.child('additionalPrinterColumns').index(i))));
  return [...errors, ...validateSelectableFields(hubVersion, path, 'may only be set when `version.schema.openAPIV3Schema` is not included', options.manySelectableFields.has(name))];
}

function deprecationProblems({ deprecated, deprecationWarning: warning }: CustomResourceDefinitionVersion): string[] {
  if (warning === undefined) return [];
  if (deprecated !== true) return ['can only be set for deprecated versions'];
  const problems = byteLength(warning) > 256 ? ['must be <= 256 characters long'] : [];
  if (warning === '') problems.push('must not be an empty string');
  let at = 0;
  for (const char of warning) {
    if (char !== ' ' && !/^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(char)) return [...problems, `must only contain printable UTF-8 characters; non-printable character found at index ${at}`];
    at += byteLength(char);
  }
  return problems;
}

function validateSelectableFields({ selectableFields, validation }: HubShared, path: FieldPath, whenMissing: string, many: boolean): FieldError[] {
  const at = path.child('selectableFields'), schema = validation?.openAPIV3Schema;
  if (selectableFields.length === 0) return [];
  if (schema === undefined) return [invalid(at, '', whenMissing)];
  const paths = new Set<string>();
  const errors = selectableFields.flatMap((field, i) => validateSelectableField(field, schema, { path: at.index(i).child('jsonPath'), paths }));
  return paths.size > maxSelectableFields && !many ? [...errors, tooMany(at, paths.size, maxSelectableFields)] : errors;
}

function validateSelectableField({ jsonPath = '' }: SelectableField, schema: Schema, { path, paths }: { readonly path: FieldPath; readonly paths: Set<string> }): FieldError[] {
  if (jsonPath === '') return [required(path)];
  const found = schemaFieldPath(jsonPath, schema, 'refused');
  if (!found.ok) return [invalid(path, jsonPath, `is an invalid path: ${found.error}`)];
  const errors: FieldError[] = [], text = found.path.toString();
  if (/^metadata(?:$|[.[])/.test(text)) errors.push(invalid(path, jsonPath, 'must not point to fields in metadata'));
  if (!['string', 'boolean', 'integer'].includes(found.schema?.type ?? '')) {
    errors.push(invalid(path, jsonPath, 'must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.'));
  }
  if (paths.has(text)) errors.push(duplicate(path, jsonPath));
  paths.add(text);
  return errors;
}

function validateVersionList({ versions, shared }: HubSpec): FieldError[] {
  const path = specPath.child('versions'), names = versions.map(version => version.version.name ?? ''), errors: FieldError[] = [];
  const complain = (detail: string): void => { errors.push(invalid(path, internalVersions(versions), detail)); };
  if (shared.validation !== undefined && versions.some(version => version.validation !== undefined)) errors.push(forbidden(specPath.child('validation'), 'top-level and per-version schemas are mutually exclusive'));
  if (new Set(names).size < names.length) complain('must contain unique version names');
  if (versions.filter(version => version.version.storage === true).length !== 1) complain('must have exactly one version marked as storage version');
  return errors;
}

function validateSpecUpdate({ spec = {} }: CustomResourceDefinition, old: CustomResourceDefinition): FieldError[] {
  const before = old.spec ?? {}, names = specPath.child('names');
  // The server establishes a definition within moments: only one whose names were not accepted stays without.
  const established = (old.status?.conditions ?? []).find(condition => condition.type === 'Established')?.status !== 'False';
  return [
    ...(established ? validateImmutable(spec.scope ?? '', before.scope ?? '', specPath.child('scope')) : []),
    ...(established ? validateImmutable(spec.names?.kind ?? '', before.names?.kind ?? '', names.child('kind')) : []),
    ...validateImmutable(spec.group ?? '', before.group ?? '', specPath.child('group')),
    ...validateImmutable(spec.names?.plural ?? '', before.names?.plural ?? '', names.child('plural'))
  ];
}

/** What is stored in a version keeps that version in the spec. */
function validateStoredVersions(stored: readonly string[], versions: readonly CustomResourceDefinitionVersion[]): FieldError[] {
  const path = statusPath.child('storedVersions'), names = versions.map(version => version.name ?? '');
  if (stored.length === 0) return [invalid(path, null, 'must have at least one stored version')];
  const errors = versions.filter(version => version.storage === true && !stored.includes(version.name ?? '')).map(version => invalid(path, stored, `must have the storage version ${version.name ?? ''}`));
  stored.forEach((name, i) => {
    if (names.includes(name)) return;
    errors.push(invalid(path.index(i), name, `missing from spec.versions; ${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from status.storedVersions`));
  });
  return errors;
}

/** Groups of the Kubernetes community are only for those whom it has approved. */
function validateApproval(object: CustomResourceDefinition, old: CustomResourceDefinition | undefined): FieldError[] {
  if (!/(?:^|\.)(?:k8s|kubernetes)\.io$/.test(object.spec?.group ?? '')) return [];
  const path = FieldPath.of('metadata', 'annotations').key(approvalAnnotation), value = approvalOf(object), state = approvalState(value);
  if (old !== undefined && approvalState(approvalOf(old)) === state) return [];
  const see = 'see https://github.com/kubernetes/enhancements/pull/1111', must = `protected groups must have approval annotation ${goQuote(approvalAnnotation)}`;
  if (state === 'missing') return [required(path, `${must}, ${see}`)];
  return state === 'invalid' ? [invalid(path, value, `${must} with either a URL or a reason starting with "unapproved", ${see}`)] : [];
}

function approvalOf(object: CustomResourceDefinition): string {
  const value = own(object.metadata?.annotations ?? {}, approvalAnnotation);
  return typeof value === 'string' ? value : '';
}

function approvalState(annotation: string): 'missing' | 'bypassed' | 'approved' | 'invalid' {
  if (annotation === '') return 'missing';
  if (annotation.startsWith('unapproved')) return 'bypassed';
  const parsed = parseGoUrl(annotation, 'request');
  return parsed.ok && parsed.url.host !== '' && parsed.url.scheme !== '' ? 'approved' : 'invalid';
}

function validatePreserveUnknownFields(object: CustomResourceDefinition, old: CustomResourceDefinition | undefined): FieldError[] {
  if (object.spec?.preserveUnknownFields !== true || old?.spec?.preserveUnknownFields === true) return [];
  return [invalid(specPath.child('preserveUnknownFields'), true, 'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead')];
}
