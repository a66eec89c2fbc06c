import type { FieldPath } from '../../core/fieldPath';
import { forbidden, invalid, type FieldError } from '../fieldError';
import type { DefinitionOptions } from './definitionOptions';
import { internalSchema, setFields } from './hubSpec';
import { ruleChecks } from './ruleChecks';
import type { Schema } from './schema';
import { validateDefaults } from './schemaDefaults';
import { validateSchema } from './schemaRules';
import { structuralError, validateStructural } from './structural';

/** Where the schema of a version, or of all versions, is judged. */
export interface VersionSchemaScope {
  readonly path: FieldPath;
  readonly status: 'enabled' | 'disabled';
  readonly options: DefinitionOptions;
  readonly version: string;
}

/** What the root of a schema may hold beside its type when there is a status subresource, in Go's names. */
const rootFields = [
  'Description', 'Type', 'Format', 'Title', 'Maximum', 'ExclusiveMaximum', 'Minimum', 'ExclusiveMinimum', 'MaxLength', 'MinLength', 'Pattern', 'MaxItems', 'MinItems',
  'UniqueItems', 'MultipleOf', 'Required', 'Items', 'Properties', 'ExternalDocs', 'Example', 'XPreserveUnknownFields', 'XValidations'
];

/** The schema of custom resources as a whole (`validateCustomResourceDefinitionValidation`, apiextensions/validation, v1.36). */
export function validateVersionSchema(validation: { readonly openAPIV3Schema?: Schema } | undefined, scope: VersionSchemaScope): FieldError[] {
  const schema = validation?.openAPIV3Schema, path = scope.path.child('openAPIV3Schema'), { options } = scope;
  if (schema === undefined) return [];
  const errors = scope.status === 'enabled' ? validateRootFields(schema, scope.path) : [];
  if (schema.nullable === true) errors.push(forbidden(scope.path.child('openAPIV3Schema.nullable'), 'nullable cannot be true at the root'));
  const unfit = options.structural === 'required' ? structuralError(schema) : undefined;
  const wrong = options.structural === 'optional' || unfit !== undefined ? [] : structuralErrors(schema, path, options);
  errors.push(...wrong);
  const sound = options.structural === 'required' && unfit === undefined && wrong.length === 0;
  const checks = sound ? ruleChecks(schema, { perRuleCost: options.unchangedSchemas.has(scope.version) ? 'ignored' : 'judged' }) : undefined;
  const found = validateSchema(schema, path, {
    options: options.schemaOptions, isRoot: true, noDefaults: undefined, insideMeta: false, uncorrelatable: undefined, rules: checks?.root
  });
  errors.push(...found.schema, ...found.rules);
  if (errors.length === 0 && unfit !== undefined) errors.push(invalid(path, '', unfit));
  return checks === undefined ? errors : [...errors, ...checks.total(path)];
}

function structuralErrors(schema: Schema, path: FieldPath, options: DefinitionOptions): FieldError[] {
  const errors = validateStructural(schema, path);
  return errors.length > 0 ? errors : validateDefaults(schema, path, options.defaults);
}

/** The first field that may not stand at the root, since the status is cut out of it. */
function validateRootFields(schema: Schema, path: FieldPath): FieldError[] {
  for (const field of setFields(schema)) {
    if (field === 'Type' && schema.type !== 'object') {
      return [invalid(path.child('openAPIV3Schema.type'), schema.type ?? '', 'only "object" is allowed as the type at the root of the schema if the status subresource is enabled')];
    }
    if (!rootFields.includes(field)) {
      return [invalid(path.child('openAPIV3Schema'), internalSchema(schema), `only [${rootFields.join(' ')}] fields are allowed at the root of the schema if the status subresource is enabled`)];
    }
  }
  return [];
}
