import { isList, own, type Json } from '../../core/json';
import { mapValue, type CelValue } from './values';

/** A JSON value as expressions without a schema see it: whole numbers are ints, objects maps. */
export function valueOfJson(json: Json | undefined): CelValue {
  if (json === undefined || json === null) return null;
  if (typeof json === 'number') return Number.isInteger(json) ? BigInt(json) : json;
  if (typeof json !== 'object') return json;
  if (isList(json)) return json.map(valueOfJson);
  return mapValue(Object.keys(json).map(key => [key, valueOfJson(own(json, key))] as const));
}
