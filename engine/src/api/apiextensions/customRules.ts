import type { FieldPath } from '../../core/fieldPath';
import type { Json } from '../../core/json';
import type { FieldError } from '../fieldError';
import type { Schema } from './schema';

/** Runs the rules of a schema on its own default value. */
export function validateRulesOnDefault(_value: Json, _schema: Schema, _path: FieldPath): FieldError[] {
  return [];
}
