import { apiVersionOf, fieldAt, typeName, type FieldAt, type FieldPath, type Json, type ManifestDocument, type SchemaType, type ServedKind, type TextRange } from '../../engine/src/index';
import { valueAt } from './check/place';
import { describe, markdownOf, referenceLink, valueDocs, withoutValues } from './docsText';
import type { Language } from './language';
import { allowedValues, servedKind } from './schemaPlace';

export interface HoverText { readonly range: TextRange; readonly markdown: string }

/** What is to say about the key or value at an offset; undefined where the schema knows nothing. */
export function hoverAt(document: ManifestDocument, offset: number, language: Language): HoverText | undefined {
  if (document.role !== 'resource' || document.gvk === undefined) return undefined;
  const kind = servedKind(language.schemas, document.gvk);
  const found = document.sourceMap.pathAt(offset);
  if (kind === undefined || found === undefined) return undefined;
  const range = document.sourceMap.rangeOf(found.path, found.at);
  const text = found.path.toString();
  if (text === 'kind' || (text === 'apiVersion' && found.at === 'value')) return { range, markdown: kindText(kind, language) };
  const place = fieldAt(language.schemas, kind.definition, found.path);
  if (place === undefined) return undefined;
  const value = found.at === 'value' ? valueAt(document.partial ?? null, found.path) : undefined;
  return { range, markdown: fieldText({ place, path: found.path, kind, value }, language) };
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

interface Field { readonly place: FieldAt; readonly path: FieldPath; readonly kind: ServedKind; readonly value?: Json | undefined }

function fieldText({ place, path, kind, value }: Field, language: Language): string {
  const { kubernetesVersion, kinds } = language.schemas;
  const docs = describe(language.docs, place.owner.name, place.field?.name, definitionOf(place.schema));
  const allowed = allowedValues(place.schema);
  const last = path.segments().at(-1);
  const name = last?.type === 'index' ? `${place.field?.name ?? ''}[${last.index}]` : last?.type === 'key' ? last.key : last?.name ?? '';
  const facts = [`\`${typeName(place.schema)}\``, ...(place.field?.required === true && last?.type === 'child' ? ['required'] : [])];
  const chosen = typeof value === 'string' && allowed.includes(value) ? valueDocs(docs, value) : undefined;
  return [
    `**${name}** · ${facts.join(' · ')}`,
    ...(chosen === undefined ? [] : [`\`${String(value)}\` ${markdownOf(chosen)}`]),
    ...(docs === undefined ? [] : [markdownOf(allowed.length === 0 ? docs : withoutValues(docs))]),
    ...(allowed.length === 0 ? [] : [allowed.map(item => allowedLine(item, docs)).join('\n')]),
    `${kind.kind} ${apiVersionOf(kind)} · Kubernetes ${kubernetesVersion} · [Reference](${referenceLink(place.owner.name, kinds, kubernetesVersion)})`
  ].join('\n\n');
}

function allowedLine(value: string, docs: string | undefined): string {
  const words = valueDocs(docs, value);
  return words === undefined ? `- \`${value}\`` : `- \`${value}\` ${markdownOf(words)}`;
}

function definitionOf(type: SchemaType): string | undefined {
  if (type.type === 'object') return type.definition;
  return type.type === 'array' ? definitionOf(type.items) : type.type === 'map' ? definitionOf(type.values) : undefined;
}
