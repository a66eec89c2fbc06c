import type { SchemaStore, SchemaType } from '../../api/schema/schema';
import { goFields, goPackage, goStructName, type GoField } from './goTypes';

/** How to read one JSON value into the Go type of a field. `name` is the type as Go prints it in errors. */
export type TypePlan =
  | { readonly kind: 'string' | 'bool' | 'float' | 'bytes'; readonly name: string }
  | { readonly kind: 'int'; readonly name: string; readonly bits: 32 | 64 }
  | { readonly kind: 'quantity' | 'intOrString' | 'time' | 'microTime' | 'duration' | 'any'; readonly name: string }
  /** The unions inside a CRD's schema: a schema, or a boolean, a list of schemas, a list of names. */
  | { readonly kind: 'schemaOrBool'; readonly name: string; readonly plan: () => StructPlan }
  | { readonly kind: 'schemaOrArray'; readonly name: string; readonly plan: () => StructPlan }
  | { readonly kind: 'schemaOrStrings'; readonly name: string; readonly plan: () => StructPlan }
  | { readonly kind: 'struct'; readonly name: string; readonly plan: () => StructPlan }
  | { readonly kind: 'array'; readonly name: string; readonly items: TypePlan }
  | { readonly kind: 'map'; readonly name: string; readonly values: TypePlan };

export interface FieldPlan {
  readonly name: string;
  readonly type: TypePlan;
  readonly go: GoField;
}

/** A Go struct, ready to be decoded into. */
export interface StructPlan {
  /** Its name without a package (`PodSpec`), as it begins the path in a type error. */
  readonly name: string;
  readonly definition: string;
  readonly fields: ReadonlyMap<string, FieldPlan>;
  /** The fields that are printed even when they are empty. */
  readonly printed: readonly FieldPlan[];
}

const plansOf = new WeakMap<SchemaStore, Map<string, StructPlan>>();

/** The plan of a definition, made when first asked for; undefined for a definition that the version does not have. */
export function structPlan(schemas: SchemaStore, definition: string): StructPlan | undefined {
  let plans = plansOf.get(schemas);
  if (plans === undefined) plansOf.set(schemas, plans = new Map<string, StructPlan>());
  const known = plans.get(definition);
  if (known !== undefined) return known;
  const plan = build(schemas, definition);
  if (plan !== undefined) plans.set(definition, plan);
  return plan;
}

function build(schemas: SchemaStore, definition: string): StructPlan | undefined {
  const schema = schemas.definition(definition);
  if (schema === undefined) return undefined;
  const goField = goFields(definition);
  const list = schema.fields.map((field): FieldPlan => {
    const go = goField(field.name);
    return { name: field.name, go, type: specialType(schemas, definition, field.name) ?? typePlan(schemas, field.schema, go) };
  });
  const fields = new Map(list.map(field => [field.name, field]));
  return { name: goStructName(definition), definition, fields, printed: list.filter(isAlwaysPrinted) };
}

/** Structs held by value are never empty to Go; everything else is left out when empty unless its tag says otherwise. */
function isAlwaysPrinted({ type, go }: FieldPlan): boolean {
  if (go.omitZero) return false;
  return go.always || (go.byValue && type.kind !== 'any');
}

function typePlan(schemas: SchemaStore, schema: SchemaType, go: GoField): TypePlan {
  const base = basePlan(schemas, schema, go.elementName);
  return go.typeName === undefined ? base : { ...base, name: go.typeName };
}

function basePlan(schemas: SchemaStore, schema: SchemaType, elementName: string | undefined): TypePlan {
  switch (schema.type) {
    case 'object': return structType(schemas, schema.definition);
    case 'array': {
      const items = named(basePlan(schemas, schema.items, elementName), elementName);
      return { kind: 'array', name: `[]${items.name}`, items };
    }
    case 'map': {
      const values = named(basePlan(schemas, schema.values, elementName), elementName);
      return { kind: 'map', name: `map[string]${values.name}`, values };
    }
    case 'string': return stringPlan(schema.format);
    case 'intOrString': return { kind: 'intOrString', name: 'intstr.IntOrString' };
    case 'integer': return { kind: 'int', name: schema.format, bits: schema.format === 'int32' ? 32 : 64 };
    case 'number': return { kind: 'float', name: 'float64' };
    case 'boolean': return { kind: 'bool', name: 'bool' };
    case 'any': return { kind: 'any', name: 'runtime.RawExtension' };
  }
}

/** Names the innermost element only: `[][]T` keeps the outer shape. */
function named(plan: TypePlan, name: string | undefined): TypePlan {
  return name === undefined || plan.kind === 'array' || plan.kind === 'map' ? plan : { ...plan, name };
}

function structType(schemas: SchemaStore, definition: string): TypePlan {
  return { kind: 'struct', name: `${goPackage(definition)}.${goStructName(definition)}`, plan: () => structPlan(schemas, definition) ?? emptyPlan(definition) };
}

function stringPlan(format: (SchemaType & { type: 'string' })['format']): TypePlan {
  switch (format) {
    case 'byte': return { kind: 'bytes', name: '[]uint8' };
    case 'quantity': return { kind: 'quantity', name: 'resource.Quantity' };
    case 'date-time': return { kind: 'time', name: 'v1.Time' };
    case 'micro-time': return { kind: 'microTime', name: 'v1.MicroTime' };
    case 'duration': return { kind: 'duration', name: 'v1.Duration' };
    case undefined: return { kind: 'string', name: 'string' };
  }
}

/** The unions inside a CRD's schema have readers of their own (apiextensions/v1/marshal.go, v1.36). */
function specialType(schemas: SchemaStore, definition: string, field: string): TypePlan | undefined {
  if (definition.endsWith('.apiextensions.v1.CustomResourceSubresources') && field === 'status') return { kind: 'struct', name: 'v1.CustomResourceSubresourceStatus', plan: () => emptyPlan(definition) };
  if (!definition.endsWith('.apiextensions.v1.JSONSchemaProps')) return undefined;
  const plan = (): StructPlan => structPlan(schemas, definition) ?? emptyPlan(definition);
  if (field === 'additionalProperties' || field === 'additionalItems') return { kind: 'schemaOrBool', name: 'v1.JSONSchemaPropsOrBool', plan };
  if (field === 'items') return { kind: 'schemaOrArray', name: 'v1.JSONSchemaPropsOrArray', plan };
  if (field === 'dependencies') return { kind: 'map', name: 'v1.JSONSchemaDependencies', values: { kind: 'schemaOrStrings', name: 'v1.JSONSchemaPropsOrStringArray', plan } };
  return undefined;
}

function emptyPlan(definition: string): StructPlan {
  return { name: goStructName(definition), definition, fields: new Map(), printed: [] };
}
