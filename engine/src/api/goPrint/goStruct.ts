import { isObject, own, setOwn, type JsonObject } from '../../core/json';
import { sortedKeys } from '../../core/order';
import { coreTypes } from './coreTypes';
import { deviceTypes } from './deviceTypes';
import { flowcontrolTypes } from './flowcontrolTypes';
import { storageTypes } from './storageTypes';

const tables = [coreTypes, storageTypes, flowcontrolTypes, deviceTypes];

interface GoStructField { readonly name: string; readonly json: string; readonly sign: string; readonly type: string }

/**
 * A value of the API as Go's JSON shows its internal type: every field in the struct's order under Go's name, zero values and
 * nulls included. Types with JSON names of their own (metadata, label selectors) keep them and leave out what is empty.
 */
export function goStruct(type: string, value: unknown): unknown {
  const object = isObject(value) ? value : {};
  if (type === 'ObjectMeta') return taggedStruct(object, metaFields);
  if (type === 'LabelSelector') return goLabelSelector(object);
  const result: Record<string, unknown> = {};
  for (const field of fieldsOf(type)) {
    if (field.sign === '@') Object.assign(result, goStruct(field.type, object));
    else result[field.name] = goField(field, own(object, field.json));
  }
  return result;
}

function goField({ sign, type }: GoStructField, value: unknown): unknown {
  switch (sign) {
    case '#': return value ?? 0;
    case '!': return value ?? false;
    case '0': return value ?? '0';
    case ':': return goStruct(type, value);
    case '[]': return Array.isArray(value) ? value.map(item => goStruct(type, item)) : null;
    case '{}': return isObject(value) ? goMap(value) : null;
    case '*': return value === undefined || value === null ? null : type === '' ? value : goStruct(type, value);
    default: return value ?? '';
  }
}

/** A Go map: its keys are printed in sorted order. */
export function goMap(map: object): object {
  const result: Record<string, unknown> = {};
  for (const key of sortedKeys(map)) setOwn(result, key, (map as JsonObject)[key]);
  return result;
}

/** A label selector, whose type has JSON names. */
export function goLabelSelector(selector: unknown): unknown {
  if (!isObject(selector)) return null;
  const expressions = own(selector, 'matchExpressions');
  return {
    ...taggedStruct(selector, ['matchLabels']),
    ...Array.isArray(expressions) ? { matchExpressions: expressions.map(item => isObject(item) ? { key: item['key'] ?? '', operator: item['operator'] ?? '', ...taggedStruct(item, ['values']) } : item) } : {}
  };
}

const metaFields = [
  'name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds',
  'labels', 'annotations', 'ownerReferences', 'finalizers', 'managedFields'
];

function taggedStruct(object: JsonObject, names: readonly string[]): object {
  const result: Record<string, unknown> = {};
  for (const name of names) {
    const value = own(object, name);
    if (value !== undefined && value !== null) result[name] = isObject(value) ? goMap(value) : value;
  }
  return result;
}

const parsed = new Map<string, readonly GoStructField[]>();

function fieldsOf(type: string): readonly GoStructField[] {
  const known = parsed.get(type);
  if (known !== undefined) return known;
  const fields = (tables.find(table => table[type] !== undefined)?.[type] ?? '').split(/\s+/).filter(word => word !== '').map(parseField);
  parsed.set(type, fields);
  return fields;
}

function parseField(word: string): GoStructField {
  if (word.startsWith('@')) return { name: '', json: '', sign: '@', type: word.slice(1) };
  const [, name = '', json = '', sign = '', type = ''] = /^([A-Za-z]+)(?:=([A-Za-z]+))?(\[\]|\{\}|[#!0:*])?([A-Za-z]*)$/.exec(word) ?? [];
  return { name, json: json === '' ? jsonName(name) : json, sign, type };
}

/** `DNSPolicy` → `dnsPolicy`, `OS` → `os`: the leading capitals but the last begin a word of their own. */
function jsonName(name: string): string {
  const capitals = /^[A-Z]+/.exec(name)?.[0].length ?? 0;
  const lowered = capitals === name.length || capitals <= 1 ? capitals : capitals - 1;
  return name.slice(0, lowered).toLowerCase() + name.slice(lowered);
}
