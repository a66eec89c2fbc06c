import type {
  CustomResourceColumnDefinition, CustomResourceDefinitionSpec, CustomResourceDefinitionVersion, CustomResourceSubresources, SelectableField
} from '../../../generated/types';
import { equal } from '../../core/json';
import { sortedKeys } from '../../core/order';
import type { Schema } from './schema';

/**
 * A spec as the server judges it: what is the same in all versions is moved to the top, and errors name it there
 * (apiextensions/v1/conversion.go, v1.36).
 */
export interface HubSpec {
  readonly spec: CustomResourceDefinitionSpec;
  readonly versions: readonly HubVersion[];
  /** The name of the first version. */
  readonly version: string;
  /** Shared by all versions. */
  readonly shared: HubShared;
}

/** What a version, or all of them, hold. A schema that is there may be empty. */
export interface HubShared {
  readonly validation: { readonly openAPIV3Schema?: Schema } | undefined;
  readonly subresources: CustomResourceSubresources | undefined;
  readonly columns: readonly CustomResourceColumnDefinition[];
  readonly selectableFields: readonly SelectableField[];
}

export interface HubVersion extends HubShared { readonly version: CustomResourceDefinitionVersion }

const nothing: HubShared = { validation: undefined, subresources: undefined, columns: [], selectableFields: [] };

export function hubSpec(spec: CustomResourceDefinitionSpec): HubSpec {
  const own = (spec.versions ?? []).map(version => ({
    version, validation: version.schema, subresources: version.subresources,
    columns: version.additionalPrinterColumns ?? [], selectableFields: version.selectableFields ?? []
  }));
  const first = own[0];
  if (first === undefined) return { spec, versions: [], version: '', shared: nothing };
  const same = (field: keyof HubShared): boolean => own.every(version => equal(version[field], first[field]));
  const validation = same('validation'), subresources = same('subresources'), columns = same('columns'), selectableFields = same('selectableFields');
  return {
    spec, version: first.version.name ?? '',
    shared: {
      validation: validation ? first.validation : undefined, subresources: subresources ? first.subresources : undefined,
      columns: columns ? first.columns : [], selectableFields: selectableFields ? first.selectableFields : []
    },
    versions: own.map(version => ({
      ...version,
      validation: validation ? undefined : version.validation, subresources: subresources ? undefined : version.subresources,
      columns: columns ? [] : version.columns, selectableFields: selectableFields ? [] : version.selectableFields
    }))
  };
}

/** The schema of each version, wherever it stands. */
export function schemasOf(spec: CustomResourceDefinitionSpec): readonly Schema[] {
  return (spec.versions ?? []).flatMap(version => version.schema?.openAPIV3Schema ?? []);
}

/** The versions as Go prints its internal structs in an error. */
export function internalVersions(versions: readonly HubVersion[]): readonly object[] | null {
  return versions.length === 0 ? null : versions.map(({ version, validation, subresources, columns, selectableFields }) => ({
    Name: version.name ?? '', Served: version.served ?? false, Storage: version.storage ?? false, Deprecated: version.deprecated ?? false,
    DeprecationWarning: version.deprecationWarning ?? null,
    Schema: validation === undefined ? null : { OpenAPIV3Schema: internalSchema(validation.openAPIV3Schema) },
    Subresources: internalSubresources(subresources),
    AdditionalPrinterColumns: columns.length === 0 ? null : columns.map(column => ({
      Name: column.name ?? '', Type: column.type ?? '', Format: column.format ?? '', Description: column.description ?? '', Priority: column.priority ?? 0, JSONPath: column.jsonPath ?? ''
    })),
    SelectableFields: selectableFields.length === 0 ? null : selectableFields.map(field => ({ JSONPath: field.jsonPath ?? '' }))
  }));
}

function internalSubresources(subresources: CustomResourceSubresources | undefined): object | null {
  if (subresources === undefined) return null;
  const { status, scale } = subresources;
  return {
    Status: status === undefined ? null : {},
    Scale: scale === undefined ? null : { SpecReplicasPath: scale.specReplicasPath ?? '', StatusReplicasPath: scale.statusReplicasPath ?? '', LabelSelectorPath: scale.labelSelectorPath ?? null }
  };
}

/** The fields of Go's internal schema in their order: the name in JSON, the name in Go, what stands for nothing. */
const schemaFields: readonly (readonly [keyof Schema, string, unknown])[] = [
  ['id', 'ID', ''], ['$schema', 'Schema', ''], ['$ref', 'Ref', null], ['description', 'Description', ''], ['type', 'Type', ''], ['nullable', 'Nullable', false],
  ['format', 'Format', ''], ['title', 'Title', ''], ['default', 'Default', null], ['maximum', 'Maximum', null], ['exclusiveMaximum', 'ExclusiveMaximum', false],
  ['minimum', 'Minimum', null], ['exclusiveMinimum', 'ExclusiveMinimum', false], ['maxLength', 'MaxLength', null], ['minLength', 'MinLength', null], ['pattern', 'Pattern', ''],
  ['maxItems', 'MaxItems', null], ['minItems', 'MinItems', null], ['uniqueItems', 'UniqueItems', false], ['multipleOf', 'MultipleOf', null], ['enum', 'Enum', null],
  ['maxProperties', 'MaxProperties', null], ['minProperties', 'MinProperties', null], ['required', 'Required', null], ['items', 'Items', null], ['allOf', 'AllOf', null],
  ['oneOf', 'OneOf', null], ['anyOf', 'AnyOf', null], ['not', 'Not', null], ['properties', 'Properties', null], ['additionalProperties', 'AdditionalProperties', null],
  ['patternProperties', 'PatternProperties', null], ['dependencies', 'Dependencies', null], ['additionalItems', 'AdditionalItems', null], ['definitions', 'Definitions', null],
  ['externalDocs', 'ExternalDocs', null], ['example', 'Example', null], ['x-kubernetes-preserve-unknown-fields', 'XPreserveUnknownFields', null],
  ['x-kubernetes-embedded-resource', 'XEmbeddedResource', false], ['x-kubernetes-int-or-string', 'XIntOrString', false], ['x-kubernetes-list-map-keys', 'XListMapKeys', null],
  ['x-kubernetes-list-type', 'XListType', null], ['x-kubernetes-map-type', 'XMapType', null], ['x-kubernetes-validations', 'XValidations', null]
];

/** The Go names of the fields that a schema sets, in Go's order. */
export function setFields(schema: Schema): readonly string[] {
  return schemaFields.filter(([name]) => schema[name] !== undefined).map(([, goName]) => goName);
}

/** A schema as Go prints its internal struct; nested schemas of maps and lists likewise. */
export function internalSchema(schema: Schema | undefined): object | null {
  if (schema === undefined) return null;
  return Object.fromEntries(schemaFields.map(([name, goName, zero]) => {
    const value = schema[name];
    if (value === undefined) return [goName, zero];
    if (name === 'properties') return [goName, Object.fromEntries(sortedKeys(schema.properties ?? {}).map(key => [key, internalSchema(schema.properties?.[key])]))];
    if (name === 'allOf' || name === 'anyOf' || name === 'oneOf') return [goName, (schema[name] ?? []).map(internalSchema)];
    if (name === 'not') return [goName, internalSchema(schema.not)];
    return [goName, value];
  }));
}
