import type { CustomResourceDefinition, CustomResourceDefinitionVersion, CustomResourceSubresourceScale } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { goQuote } from '../../core/goText';
import { clone, equal, isObject, own, setOwn, type Json, type JsonObject, type Mutable } from '../../core/json';
import { invalid, type FieldError } from '../fieldError';
import type { CustomDecoded, ResourceKind } from '../kind';
import type { KubeObject } from '../object';
import { isQualifiedName, nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateObjectMeta, validateObjectMetaUpdate } from '../validation/objectMeta';
import { validateRules } from './customRules';
import { withDefaults } from './defaulting';
import { validateEmbedded } from './embedded';
import { validateListTypes } from './listTypes';
import { validateValue, validateValueUpdate } from './openApiValidation';
import { prune } from './pruning';
import type { Schema } from './schema';
import { structuralError, validateStructural } from './structural';

const metadataFields: ReadonlySet<string> = new Set([
  'name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds',
  'labels', 'annotations', 'ownerReferences', 'finalizers', 'managedFields'
]);
const blocking: ReadonlySet<string> = new Set(['FieldValueNotSupported', 'FieldValueRequired', 'FieldValueTooLong', 'FieldValueTooMany', 'FieldValueTypeInvalid']);
const notChecked = 'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation';

/**
 * The kinds that a CustomResourceDefinition makes the server serve, one a served version: pruning, defaults, validation and rules of
 * their schemas (apiextensions-apiserver/pkg/registry/customresource, v1.36). None where a schema is not structural: the server
 * would have refused the definition.
 */
export function customResourceKinds(definition: CustomResourceDefinition): readonly ResourceKind[] {
  return (definition.spec?.versions ?? []).filter(version => version.served !== false).flatMap(version => {
    const schema = version.schema?.openAPIV3Schema ?? { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    const sound = structuralError(schema) === undefined && validateStructural(schema, FieldPath.root).length === 0;
    return sound ? [customKind(definition, version, schema)] : [];
  });
}

function customKind(definition: CustomResourceDefinition, version: CustomResourceDefinitionVersion, schema: Schema): ResourceKind {
  const { group = '', names = {}, scope } = definition.spec ?? {}, kind = names.kind ?? '', { subresources } = version;
  const gvk = { group, version: version.name ?? '', kind }, plural = names.plural ?? '', apiVersion = `${group}/${gvk.version}`;
  const hasStatus = subresources?.status !== undefined, place: 'Cluster' | 'Namespaced' = scope === 'Cluster' ? 'Cluster' : 'Namespaced';
  return {
    gvk, plural, singular: names.singular ?? kind.toLowerCase(), shortNames: names.shortNames ?? [], categories: names.categories ?? [], scope: place,
    definition: `${apiVersion}.${kind}`, subresources: [...(hasStatus ? ['status'] : []), ...(subresources?.scale === undefined ? [] : ['scale'])],
    versionedUpdates: true,
    decode: body => decode(body, schema, { apiVersion, kind }),
    prepareForCreate(object) {
      if (hasStatus) delete object['status'];
      (object.metadata ??= {}).generation = 1;
    },
    prepareForUpdate(object, old) {
      if (hasStatus) keepStatus(object, old);
      if (!equal(withoutMetadata(object), withoutMetadata(old))) (object.metadata ??= {}).generation = (old.metadata?.generation ?? 0) + 1;
    },
    validate: object => [...validateObjectMeta(object.metadata, place, nameIsDnsSubdomain, metadataPath), ...validateContents(object, undefined, { schema, scale: subresources?.scale })],
    validateUpdate: (object, old) => [...validateObjectMetaUpdate(object.metadata, old.metadata, metadataPath), ...validateContents(object, old, { schema, scale: subresources?.scale })],
    warnings: (object, old) => finalizerWarnings(object.metadata?.finalizers ?? [], old?.metadata?.finalizers ?? [])
  };
}

function decode(body: JsonObject, schema: Schema, type: { readonly apiVersion: string; readonly kind: string }): CustomDecoded {
  const { value, unknownFields } = prune(body, schema, 'resource'), filled = withDefaults(value, schema);
  const object: Record<string, Json> = isObject(filled) ? { ...clone(filled), ...type } : { ...type };
  const metadata = own(body, 'metadata'), unknownMeta = isObject(metadata) ? Object.keys(metadata).filter(key => !metadataFields.has(key)) : [];
  if (isObject(metadata)) object['metadata'] = Object.fromEntries(Object.entries(clone(metadata)).filter(([key, item]) => metadataFields.has(key) && item !== null)) as Record<string, Json>;
  else if (metadata !== undefined) delete object['metadata'];
  return { object: object as Mutable<KubeObject>, unknownFields: [...unknownMeta.map(key => `metadata.${key}`), ...unknownFields] };
}

function keepStatus(object: Mutable<KubeObject>, old: KubeObject): void {
  if (old['status'] === undefined) delete object['status'];
  else setOwn(object, 'status', clone(old['status']));
}

function withoutMetadata(object: KubeObject): object {
  const { metadata: _, ...rest } = object;
  return rest;
}

interface Contents { readonly schema: Schema; readonly scale: CustomResourceSubresourceScale | undefined }

function validateContents(object: KubeObject, old: KubeObject | undefined, { schema, scale }: Contents): FieldError[] {
  const value = asJson(object), before = old === undefined ? undefined : asJson(old);
  const errors = before === undefined ? validateValue(value, schema, FieldPath.root) : validateValueUpdate(value, before, schema, FieldPath.root);
  if (scale !== undefined) errors.push(...validateReplicas(value, scale.specReplicasPath ?? ''), ...validateReplicas(value, scale.statusReplicasPath ?? ''));
  errors.push(...validateEmbedded(value, schema, FieldPath.root));
  if (before === undefined || validateListTypes(before, schema, FieldPath.root).length === 0) errors.push(...validateListTypes(value, schema, FieldPath.root));
  const found = validateRules({ value, old: before }, schema, before !== undefined).errors;
  if (!errors.some(error => blocking.has(error.type))) return [...errors, ...found];
  return hasRules(schema) ? [...errors, { type: 'FieldValueInvalid', path: FieldPath.root, badValue: null, detail: notChecked }] : errors;
}

function hasRules(schema: Schema): boolean {
  return JSON.stringify(schema).includes('"x-kubernetes-validations"');
}

// Decoded from JSON, and JSON still.
function asJson(object: KubeObject): Json {
  return object as unknown as Json;
}

function validateReplicas(value: Json, path: string): FieldError[] {
  let at: Json | undefined = value;
  for (const step of path.replace(/^\./, '').split('.')) at = isObject(at) ? own(at, step) : undefined;
  if (typeof at !== 'number') return [];
  const where = FieldPath.of(path);
  if (at < 0) return [invalid(where, at, 'should be a non-negative integer')];
  return at > 2147483647 ? [invalid(where, at, 'should be less than or equal to 2147483647')] : [];
}

function finalizerWarnings(finalizers: readonly string[], old: readonly string[]): string[] {
  return finalizers.filter(name => !old.includes(name)).flatMap(name => {
    const warnings = isQualifiedName(name).map(problem => `metadata.finalizers: ${goQuote(name)}: ${problem}`);
    if (name.includes('/') || ['orphan', 'foregroundDeletion', 'kubernetes'].includes(name)) return warnings;
    const advice = name.includes('.') ? 'prefer a domain-qualified finalizer name including a path (/) to avoid accidental conflicts with other finalizer writers' : 'prefer a domain-qualified finalizer name to avoid accidental conflicts with other finalizer writers';
    return [...warnings, `metadata.finalizers: ${goQuote(name)}: ${advice}`];
  });
}
