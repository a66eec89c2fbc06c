import type { CustomResourceDefinition } from '../../../generated/types';
import { goQuote } from '../../core/goText';
import { isRecognizedFormat } from './formats';
import { hubSpec } from './hubSpec';
import { someSchema, type Schema } from './schema';

/** Warns of formats that mean nothing to the server (registry/customresourcedefinition/strategy.go, v1.36); on update only of new ones. */
export function formatWarnings(object: CustomResourceDefinition, old: CustomResourceDefinition | undefined): string[] {
  const known = new Set(old === undefined ? [] : unrecognizedFormats(old));
  return unrecognizedFormats(object).filter(format => !known.has(format)).map(format => `unrecognized format ${goQuote(format)}`);
}

function unrecognizedFormats(object: CustomResourceDefinition): string[] {
  const { shared, versions } = hubSpec(object.spec ?? {}), found: string[] = [];
  for (const { validation } of [shared, ...versions]) collect(validation?.openAPIV3Schema, found);
  return found;
}

function collect(schema: Schema | undefined, found: string[]): void {
  someSchema(schema, ({ format = '', type = '' }) => {
    if (format !== '' && !isRecognizedFormat(format, type)) found.push(format);
    return false;
  });
}
