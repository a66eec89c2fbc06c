import type { FieldPath } from '../../core/fieldPath';
import { equal, isObject, type Json } from '../../core/json';
import { invalid, type FieldError } from '../fieldError';
import { validateEmbedded } from './embedded';
import { validateValue } from './openApiValidation';
import { prune } from './pruning';
import { validateRulesOnDefault } from './customRules';
import { itemsOf, propertiesOf, schemaOrBool, someSchema, type Schema } from './schema';

/** How defaults are judged: `pruned` where they may hold no unknown fields, as every new CRD's. */
export type DefaultsRule = 'pruned' | 'any';

/** Default values must be valid themselves (apiserver/schema/defaulting/validation.go, v1.36). */
export function validateDefaults(schema: Schema, path: FieldPath, rule: DefaultsRule): FieldError[] {
  return validate({ ...schema, 'x-kubernetes-embedded-resource': true }, path, { rule, insideMeta: false, isRoot: true });
}

interface Place { readonly rule: DefaultsRule; readonly insideMeta: boolean; readonly isRoot: boolean }

function validate(schema: Schema, path: FieldPath, place: Place): FieldError[] {
  const embedded = schema['x-kubernetes-embedded-resource'] === true, insideMeta = place.insideMeta && !embedded;
  const errors = schema.default === undefined ? [] : validateDefault(schema.default, schema, { path: path.child('default'), place: { ...place, insideMeta } });
  const items = itemsOf(schema), inner: Place = { ...place, insideMeta, isRoot: false };
  if (items !== undefined) errors.push(...validate(items, path.child('items'), inner));
  for (const [name, property] of propertiesOf(schema)) {
    const meta = embedded && (name === 'metadata' || name === 'apiVersion' || name === 'kind');
    errors.push(...validate(property, path.child('properties').key(name), meta ? { ...inner, insideMeta: true } : inner));
  }
  return errors;
}

function validateDefault(value: Json, schema: Schema, { path, place }: { readonly path: FieldPath; readonly place: Place }): FieldError[] {
  const errors: FieldError[] = [], as = schema['x-kubernetes-embedded-resource'] === true ? 'resource' : 'value';
  if (!place.insideMeta) {
    if (place.rule === 'pruned' && !equal(prune(value, schema, as).value, value)) errors.push(invalid(path, value, 'must not have unknown fields'));
    const wrong = validateEmbedded(value, schema, path, as);
    if (wrong.length > 0) return [...errors, ...wrong];
  }
  const wrong = validateValue(value, schema, path);
  return [...errors, ...(wrong.length > 0 ? wrong : validateRulesOnDefault(value, schema, path))];
}

/** Whether a stored schema has a default with unknown fields: then an update may keep it. */
export function hasUnprunedDefaults(schema: Schema): boolean {
  return someSchema(schema, part => {
    if (part.default === undefined || !isObject(part.default) && !Array.isArray(part.default)) return false;
    return !equal(prune(part.default, part, 'value').value, part.default);
  });
}

/** Whether any default is set, which only structural schemas may have. */
export function hasDefaults(schema: Schema | undefined): boolean {
  return someSchema(schema, part => part.default !== undefined || schemaOrBool(part.additionalProperties)?.schema?.default !== undefined);
}
