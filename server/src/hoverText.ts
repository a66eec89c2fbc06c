import { apiVersionOf, fieldAt, typeName, type FieldAt, type FieldPath, type Json, type ManifestDocument, type SchemaType, type ServedKind, type TextRange } from '../../engine/src/index';
import { defaultAt, resourceAt } from './check/defaults';
import { valueAt } from './check/place';
import { describe, markdownOf, referenceLink, valueDocs, withoutValues } from './docsText';
import type { Language } from './language';
import { allowedValues, servedKind } from './schemaPlace';

export interface HoverText { readonly range: TextRange; readonly markdown: string }

/** What is to say about the key or value at an offset; undefined where the schema knows nothing. */
export function hoverAt(document: ManifestDocument, offset: number, language: Language): HoverText | undefined {
  if (document.role !== 'resource') return undefined;
  const found = document.sourceMap.pathAt(offset);
  const inside = found === undefined ? undefined : resourceAt(document, found.path);
  const gvk = inside?.resource.gvk ?? document.gvk;
  const kind = gvk === undefined ? undefined : servedKind(language.schemas, gvk);
  if (found === undefined || kind === undefined) return undefined;
  const path = inside?.path ?? found.path;
  const range = document.sourceMap.rangeOf(found.path, found.at);
  const text = path.toString();
  if (text === 'kind' || (text === 'apiVersion' && found.at === 'value')) return { range, markdown: kindText(kind, language) };
  const place = fieldAt(language.schemas, kind.definition, path);
  if (place === undefined) return undefined;
  const value = found.at === 'value' ? valueAt(document.partial ?? null, found.path) : undefined;
  const preset = inside === undefined ? undefined : defaultAt(inside.resource, path, language);
  return { range, markdown: fieldText({ place, path, kind, value, preset }, language) };
}

/** `Deployment` as a whole: what it is, where it is served. */
export function kindText(kind: ServedKind, language: Language): string {
  const { kubernetesVersion, kinds } = language.schemas;
  const docs = language.docs.definition(kind.definition);
  const facts = [`\`${apiVersionOf(kind)}\``, kind.scope === 'Namespaced' ? 'namespaced' : 'cluster-wide', `\`${kind.plural}\``];
  return [
    `**${kind.kind}** · ${facts.join(' · ')}`, ...(docs === undefined ? [] : [markdownOf(docs)]),
    `Kubernetes ${kubernetesVersion} · [Reference](${referenceLink(kind.definition, kinds, kubernetesVersion)})`
  ].join('\n\n');
}

interface Field { readonly place: FieldAt; readonly path: FieldPath; readonly kind: ServedKind; readonly value: Json | undefined; readonly preset: Json | undefined }

function fieldText({ place, path, kind, value, preset }: Field, language: Language): string {
  const { kubernetesVersion, kinds } = language.schemas;
  const docs = describe(language.docs, place.owner.name, place.field?.name, definitionOf(place.schema));
  const allowed = allowedValues(place.schema);
  const last = path.segments().at(-1);
  const name = last?.type === 'index' ? `${place.field?.name ?? ''}[${last.index}]` : last?.type === 'key' ? last.key : last?.name ?? '';
  const facts = [`\`${typeName(place.schema)}\``, ...(place.field?.required === true && last?.type === 'child' ? ['required'] : []), ...presetFact(preset)];
  const chosen = typeof value === 'string' && allowed.includes(value) ? valueDocs(docs, value) : undefined;
  return [
    `**${name}** · ${facts.join(' · ')}`,
    ...(chosen === undefined ? [] : [`\`${String(value)}\` ${markdownOf(chosen)}`]),
    ...(docs === undefined ? [] : [markdownOf(allowed.length === 0 ? docs : withoutValues(docs))]),
    ...(allowed.length === 0 ? [] : [allowed.map(item => allowedLine(item, docs)).join('\n')]),
    `${kind.kind} ${apiVersionOf(kind)} · Kubernetes ${kubernetesVersion} · [Reference](${referenceLink(place.owner.name, kinds, kubernetesVersion)})`
  ].join('\n\n');
}

/** The default, where it says something and is short enough to be read. */
function presetFact(preset: Json | undefined): string[] {
  if (preset === undefined || preset === null || preset === '' || (typeof preset === 'object' && Object.keys(preset).length === 0)) return [];
  const text = typeof preset === 'string' ? preset : JSON.stringify(preset);
  return text.length > 120 || text.includes('`') ? [] : [`default \`${text}\``];
}

function allowedLine(value: string, docs: string | undefined): string {
  const words = valueDocs(docs, value);
  return words === undefined ? `- \`${value}\`` : `- \`${value}\` ${markdownOf(words)}`;
}

function definitionOf(type: SchemaType): string | undefined {
  if (type.type === 'object') return type.definition;
  return type.type === 'array' ? definitionOf(type.items) : type.type === 'map' ? definitionOf(type.values) : undefined;
}
