import type { CustomResourceDefinition, CustomResourceDefinitionVersion } from '../../../generated/types';
import { equal } from '../../core/json';
import { isAcceptedReviewVersion } from '../admissionregistration/webhookClient';
import { FieldPath } from '../../core/fieldPath';
import { hubSpec, schemasOf } from './hubSpec';
import { isNonAtomicSet, validateMapItems } from './listSchemas';
import { someSchema, type Schema } from './schema';
import { hasUnprunedDefaults, type DefaultsRule } from './schemaDefaults';
import type { SchemaOptions } from './schemaRules';
import { structuralError, validateStructural } from './structural';

/** What is asked of a definition: all of it on create; on update not what the stored one does not hold to. */
export interface DefinitionOptions {
  readonly schema: 'required' | 'optional';
  readonly structural: 'required' | 'optional';
  readonly defaults: DefaultsRule;
  readonly schemaOptions: SchemaOptions;
  readonly conversionVersions: 'required' | 'optional';
  /** Versions whose schemas stay as they are: the cost of single rules is not judged again. */
  readonly unchangedSchemas: ReadonlySet<string>;
  /** Versions (or '' for all) with too many selectable fields already. */
  readonly manySelectableFields: ReadonlySet<string>;
}

const strict: DefinitionOptions = {
  schema: 'required', structural: 'required', defaults: 'pruned', schemaOptions: { types: 'judged', setItems: 'atomic', mapKeys: 'required' },
  conversionVersions: 'required', unchangedSchemas: new Set(), manySelectableFields: new Set()
};
const types: ReadonlySet<string> = new Set(['', 'array', 'boolean', 'integer', 'number', 'object', 'string']);

export function definitionOptions(object: CustomResourceDefinition, old: CustomResourceDefinition | undefined): DefinitionOptions {
  if (old === undefined) return strict;
  const spec = old.spec ?? {}, schemas = schemasOf(spec), versions = spec.versions ?? [];
  const review = spec.conversion?.webhook?.conversionReviewVersions ?? [];
  const any = (test: (schema: Schema) => boolean): boolean => schemas.some(schema => someSchema(schema, test));
  return {
    schema: versions.every(version => version.schema?.openAPIV3Schema !== undefined) ? 'required' : 'optional',
    structural: schemas.every(schema => structuralError(schema) === undefined && validateStructural(schema, FieldPath.root).length === 0) || spec.preserveUnknownFields !== true ? 'required' : 'optional',
    defaults: schemas.some(hasUnprunedDefaults) ? 'any' : 'pruned',
    schemaOptions: {
      types: any(schema => !types.has(schema.type ?? '')) ? 'any' : 'judged',
      setItems: any(isNonAtomicSet) ? 'any' : 'atomic',
      mapKeys: any(schema => validateMapItems(schema, FieldPath.root).length > 0) ? 'any' : 'required'
    },
    conversionVersions: review.length === 0 || review.some(isAcceptedReviewVersion) ? 'required' : 'optional',
    unchangedSchemas: new Set((object.spec?.versions ?? []).filter(version => equal(version.schema, named(versions, version)?.schema)).map(version => version.name ?? '')),
    manySelectableFields: manySelectableFields(object, old)
  };
}

function named(versions: readonly CustomResourceDefinitionVersion[], version: CustomResourceDefinitionVersion): CustomResourceDefinitionVersion | undefined {
  return versions.find(other => other.name === version.name);
}

function manySelectableFields(object: CustomResourceDefinition, old: CustomResourceDefinition): ReadonlySet<string> {
  const now = hubSpec(object.spec ?? {}), before = hubSpec(old.spec ?? {});
  const names = now.versions.filter(({ version, selectableFields }) => {
    const other = before.versions.find(candidate => candidate.version.name === version.name)?.selectableFields ?? [];
    return other.length > 8 && equal(other, selectableFields);
  }).map(({ version }) => version.name ?? '');
  const shared = before.shared.selectableFields.length > 8 && equal(before.shared.selectableFields, now.shared.selectableFields);
  return new Set(shared ? [...names, ''] : names);
}
