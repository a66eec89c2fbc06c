import { type FieldAt, type Json } from '../../../engine/src/index';
import { pathOf, valueAt } from '../check/place';
import { allowedValues } from '../schemaPlace';
import type { CompletionRequest } from './suggest';
import type { Suggestion } from './suggestion';

/** Plain words that YAML 1.1 takes for something else than text. */
const needsQuotes = /^(|~|null|true|false|yes|no|on|off|y|n|[-+.\d].*)$/iu;

/** The values that can be listed: enums (of an item, those not chosen yet) and booleans. */
export function suggestValues(request: CompletionRequest, { schema, field, owner }: FieldAt): readonly Suggestion[] {
  const { context, hasColon, text } = request;
  if (context.at === 'key' && (hasColon || schema.type === 'array')) return [];
  if (schema.type === 'boolean') return ['true', 'false'].map(value => suggestion(value, value, request, undefined));
  if (schema.type !== 'string') return [];
  const docs = field === undefined ? undefined : { definition: owner.name, field: field.name };
  const chosen = chosenItems(request);
  const quote = /^["']/u.exec(text.slice(context.replace.start))?.[0];
  return allowedValues(schema).filter(value => !chosen.has(value)).map(value => {
    const mark = quote ?? (needsQuotes.test(value) ? '"' : '');
    return suggestion(value, `${mark}${value}${mark}`, request, docs);
  });
}

function suggestion(label: string, text: string, { context, gap }: CompletionRequest, docs: { readonly definition: string; readonly field: string } | undefined): Suggestion {
  return {
    label, kind: 'value', filter: text, edit: { range: context.replace, text: `${gap}${text}` },
    ...(docs === undefined ? {} : { docs: { ...docs, value: label } })
  };
}

/** The other items of the list that the cursor's item is in. */
function chosenItems({ document, context }: CompletionRequest): ReadonlySet<Json> {
  const segments = context.path.segments();
  const last = segments.at(-1);
  if (last?.type !== 'index') return new Set();
  const parent = valueAt(document?.partial ?? null, pathOf(segments.slice(0, -1)));
  return new Set(Array.isArray(parent) ? (parent as readonly Json[]).filter((_, i) => i !== last.index) : []);
}
