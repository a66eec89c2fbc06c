import { FieldPath } from '../../core/fieldPath';
import { isList, own, type Json, type JsonObject } from '../../core/json';
import { has, itemsIn, missing, moved, objectIn, removed, type Conversion, type FieldChange } from './fieldChange';

const spec = FieldPath.of('spec');
const preserve = 'x-kubernetes-preserve-unknown-fields';

/**
 * A definition of `apiextensions.k8s.io/v1beta1`: schema, subresources and columns belong to each version, the webhook of a
 * conversion has an object of its own, and unknown fields are kept by the schema alone
 * (apiextensions-apiserver/pkg/apis/apiextensions/v1beta1/conversion.go, v1.36, and the deprecation guide).
 */
export const customResourceDefinition: Conversion = object => {
  const definition = objectIn(object, 'spec');
  const listed = itemsIn(definition, 'versions', spec);
  const name = own(definition, 'version');
  const single: FieldChange[] = listed.length > 0 || typeof name !== 'string' ? [] : [{ change: 'set', path: spec.child('versions'), value: [{ name, served: true, storage: true }] }];
  const versions = single.length > 0 ? [{ item: {}, path: spec.child('versions').index(0) }] : listed;
  return [
    ...single,
    ...removed(definition, spec, 'version'),
    ...versions.flatMap(({ item, path }) => versionChanges(definition, item, path)),
    ...removed(definition, spec, 'validation', 'subresources', 'additionalPrinterColumns', 'preserveUnknownFields'),
    ...conversionChanges(objectIn(definition, 'conversion'))
  ];
};

function versionChanges(definition: JsonObject, version: JsonObject, path: FieldPath): FieldChange[] {
  const shared = ['subresources', 'additionalPrinterColumns'].flatMap((name): FieldChange[] => {
    const value = own(version, name) ?? own(definition, name);
    return value === undefined ? [] : [{ change: 'set', path: path.child(name), value: name === 'subresources' ? value : columns(value) }];
  });
  return [...schemaChanges(definition, version, path), ...shared];
}

/** Unless `preserveUnknownFields: false`, an object kept what its schema does not know. */
function schemaChanges(definition: JsonObject, version: JsonObject, path: FieldPath): FieldChange[] {
  const isKept = own(definition, 'preserveUnknownFields') !== false;
  if (has(version, 'schema')) {
    return isKept ? missing(objectIn(version, 'schema', 'openAPIV3Schema'), path.child('schema', 'openAPIV3Schema'), { type: 'object', [preserve]: true }) : [];
  }
  const schema = objectIn(definition, 'validation', 'openAPIV3Schema');
  const root = { ...schema, type: own(schema, 'type') ?? 'object', ...(isKept || !has(definition, 'validation') ? { [preserve]: true } : {}) };
  return [{ change: 'set', path: path.child('schema'), value: { openAPIV3Schema: root } }];
}

/** `JSONPath` is spelt `jsonPath` now. */
function columns(value: Json): Json {
  return isList(value) ? value.map(column => typeof column === 'object' && column !== null && !isList(column)
    ? Object.fromEntries(Object.entries(column).map(([name, item]) => [name === 'JSONPath' ? 'jsonPath' : name, item])) : column) : value;
}

function conversionChanges(conversion: JsonObject): FieldChange[] {
  const path = spec.child('conversion'), webhook = path.child('webhook');
  if (own(conversion, 'strategy') !== 'Webhook') return removed(conversion, path, 'webhookClientConfig', 'conversionReviewVersions');
  return [
    ...moved(conversion, path, { webhookClientConfig: webhook.child('clientConfig'), conversionReviewVersions: webhook.child('conversionReviewVersions') }),
    ...has(conversion, 'conversionReviewVersions') || has(conversion, 'webhook') ? [] : [{ change: 'set', path: webhook.child('conversionReviewVersions'), value: ['v1beta1'] } as const]
  ];
}
