import { cursorContext, fieldAt, gvkOf, own, isObject, type CursorContext, type FieldPath, type GroupVersionKind, type ManifestDocument, type ServedKind } from '../../../engine/src/index';
import { pathOf, valueAt } from '../check/place';
import type { Language } from '../language';
import { servedKind } from '../schemaPlace';
import { suggestHead } from './suggestHead';
import { suggestKeys } from './suggestKeys';
import { suggestValues } from './suggestValues';
import type { Suggestion } from './suggestion';

/** Everything that a source of suggestions looks at. */
export interface CompletionRequest {
  readonly text: string;
  /** Where the cursor's document begins in the file. */
  readonly start: number;
  /** As far as it could be read; undefined behind the last separator, where no document is yet. */
  readonly document: ManifestDocument | undefined;
  readonly context: CursorContext;
  /** The key is followed by its colon already: only its name is replaced. */
  readonly hasColon: boolean;
  /** What comes before a value: a space, where the cursor follows the colon directly. */
  readonly gap: '' | ' ';
  readonly language: Language;
  /** The path inside the resource: the items of a List are resources of their own. */
  readonly path: FieldPath;
  /** What the resource says of itself, as far as it has been typed. */
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  readonly served: ServedKind | undefined;
}

/** What may be typed at an offset, best first; [] where nothing can be said. */
export function suggestAt(text: string, found: ManifestDocument | undefined, offset: number, language: Language): readonly Suggestion[] {
  const separator = separatorBefore(text, found?.range.start ?? 0, offset);
  const document = separator === undefined ? found : undefined;
  if (document?.role === 'component' || document?.role === 'helmTemplate') return [];
  const context = cursorContext(text, offset);
  if (context === undefined) return [];
  const { replace, at } = context;
  const hasColon = at === 'key' && /^["']?[ \t]*:/u.test(text.slice(replace.end, replace.end + 80));
  const gap = at === 'value' && text[replace.start - 1] === ':' ? ' ' : '';
  const request = requestOf({ text, start: separator ?? document?.range.start ?? 0, document, language, context, hasColon, gap });
  const head = suggestHead(request);
  if (head !== undefined) return head;
  if (request.served === undefined) return [];
  const place = fieldAt(language.schemas, request.served.definition, request.path);
  if (place === undefined) return [];
  const takesKeys = context.at === 'key' && (place.schema.type === 'object' || place.schema.type === 'map');
  return takesKeys ? suggestKeys(request, place) : suggestValues(request, place);
}

function requestOf(known: Pick<CompletionRequest, 'text' | 'start' | 'document' | 'language' | 'context' | 'hasColon' | 'gap'>): CompletionRequest {
  const { document, context, language } = known;
  const segments = context.path.segments();
  const [first, second] = segments;
  const isItem = first?.type === 'child' && first.name === 'items' && second?.type === 'index' && document?.gvk?.kind.endsWith('List') === true;
  const value = isItem ? valueAt(document?.partial ?? null, pathOf(segments.slice(0, 2))) : document?.partial;
  const found = (field: 'apiVersion' | 'kind'): string | undefined => {
    const typed = isObject(value) ? own(value, field) : undefined;
    return typeof typed === 'string' ? typed : isItem ? undefined : headLine(document?.content.text ?? '', field);
  };
  const apiVersion = found('apiVersion');
  const kind = found('kind');
  const gvk: GroupVersionKind | undefined = gvkOf(apiVersion, kind);
  return {
    ...known, apiVersion, kind, path: isItem ? pathOf(segments.slice(2)) : context.path,
    served: gvk === undefined ? undefined : servedKind(language.schemas, gvk)
  };
}

/** Where the document begins that a separator between the document found and the cursor opens. */
function separatorBefore(text: string, start: number, offset: number): number | undefined {
  const between = text.slice(start, offset);
  const match = [...between.matchAll(/^---(?:[ \t][^\n]*)?\n/gmu)].at(-1);
  return match === undefined || match.index === 0 ? undefined : start + match.index + match[0].length;
}

/** The field as its line says it, in text that is too broken to be read. */
function headLine(text: string, field: 'apiVersion' | 'kind'): string | undefined {
  return new RegExp(`^${field}:[ \\t]+["']?([\\w./-]+)`, 'mu').exec(text)?.[1];
}
