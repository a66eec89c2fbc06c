import { apiVersionOf, comparePriority, isEnabledByDefault, lifecycleOf, type SchemaStore, type ServedKind } from '../../../engine/src/index';
import type { TextReplacement } from '../check/finding';
import type { CompletionRequest } from './suggest';
import type { Suggestion } from './suggestion';

/** Kinds that people write day by day, in that order; the others follow by name. */
const common = [
  'Deployment', 'Service', 'ConfigMap', 'Secret', 'Ingress', 'StatefulSet', 'Pod', 'Job', 'CronJob', 'DaemonSet', 'PersistentVolumeClaim', 'Namespace',
  'ServiceAccount', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'NetworkPolicy', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'
];

/** apiVersion and kind: their values, and whole resources where a document begins. Undefined when the cursor is elsewhere. */
export function suggestHead(request: CompletionRequest): readonly Suggestion[] | undefined {
  const { context, path, served } = request;
  const [first, ...deeper] = path.segments();
  if (context.at === 'value' && first?.type === 'child' && deeper.length === 0) {
    if (first.name === 'kind') return kindValues(request);
    if (first.name === 'apiVersion') return versionValues(request);
  }
  if (context.at === 'key' && first === undefined && served === undefined) return beginnings(request);
  return undefined;
}

function kindValues(request: CompletionRequest): Suggestion[] {
  const { apiVersion, start, language, text } = request;
  const version = apiVersion === undefined || apiVersion === '' ? undefined : apiVersion;
  const fitting = preferred(language.schemas).filter(kind => version === undefined || apiVersionOf(kind) === version);
  const others = version === undefined ? [] : preferred(language.schemas).filter(kind => apiVersionOf(kind) !== version && !fitting.some(other => other.kind === kind.kind));
  const line = version === undefined ? undefined : versionRange(text, start);
  return [...fitting.map(kind => kindValue(kind, request)), ...line === undefined ? [] : others.map(kind => ({ ...kindValue(kind, request), alsoEdit: [{ range: line, text: apiVersionOf(kind) }] }))];
}

function kindValue(kind: ServedKind, { context, gap }: CompletionRequest): Suggestion {
  return {
    label: kind.kind, kind: 'kind', detail: apiVersionOf(kind), edit: { range: context.replace, text: `${gap}${kind.kind}` }, docs: { definition: kind.definition }
  };
}

/** Where the document's `apiVersion` value stands. */
function versionRange(text: string, start: number): TextReplacement['range'] | undefined {
  const match = /^apiVersion:[ \t]*([^\s#]+)/mu.exec(text.slice(start));
  const value = match?.[1];
  if (match === null || value === undefined) return undefined;
  const end = start + match.index + match[0].length;
  return { start: end - value.length, end };
}

function versionValues({ context, kind, language, gap }: CompletionRequest): Suggestion[] {
  const versions = new Map<string, number>();
  for (const served of language.schemas.kinds) versions.set(apiVersionOf(served), (versions.get(apiVersionOf(served)) ?? 0) + 1);
  const ofKind = new Set(language.schemas.kinds.filter(served => served.kind === kind).map(served => apiVersionOf(served)));
  const chosen = ofKind.size > 0 ? [...ofKind] : [...versions.keys()];
  return chosen.sort(byVersion).map(version => ({
    label: version, kind: 'version', detail: ofKind.size > 0 ? kind ?? '' : `${versions.get(version) ?? 0} kinds`,
    edit: { range: context.replace, text: `${gap}${version}` }
  }));
}

/** Whole resources: the pair of lines that each begins with, and room for its name. */
function beginnings({ context, apiVersion, kind, language, hasColon }: CompletionRequest): Suggestion[] {
  const heads = ['apiVersion', 'kind'].filter(name => !context.siblings.includes(name))
    .map((name): Suggestion => ({ label: name, kind: 'field', detail: 'string', edit: { range: context.replace, text: hasColon ? name : `${name}: ` }, thenSuggest: true }));
  if (apiVersion !== undefined || kind !== undefined || context.siblings.length > 0 || hasColon || context.style === 'flow') return heads;
  const indent = ' '.repeat(context.indent);
  const pairs = preferred(language.schemas).map((served): Suggestion => ({
    label: served.kind, kind: 'snippet', detail: apiVersionOf(served), snippet: true, docs: { definition: served.definition },
    edit: { range: context.replace, text: [`apiVersion: ${apiVersionOf(served)}`, `${indent}kind: ${served.kind}`, `${indent}metadata:`, `${indent}  name: \${1:name}`, `${indent}$0`].join('\n') }
  }));
  return [...heads, ...pairs];
}

const preferredKinds = new WeakMap<SchemaStore, readonly ServedKind[]>();

/** Each kind a person may create, at the version that discovery prefers; deprecated ones only where there is no other. Common ones first. */
function preferred(schemas: SchemaStore): readonly ServedKind[] {
  const known = preferredKinds.get(schemas);
  if (known !== undefined) return known;
  const best = new Map<string, ServedKind>();
  for (const kind of [...schemas.kinds].sort((a, b) => rank(a) - rank(b) || comparePriority(a.version, b.version) || a.group.length - b.group.length)) {
    const key = `${kind.group} ${kind.kind}`;
    if (kind.verbs.includes('create') && !best.has(key)) best.set(key, kind);
  }
  const place = ({ kind }: ServedKind): number => common.includes(kind) ? common.indexOf(kind) : common.length;
  const list = [...best.values()].sort((a, b) => place(a) - place(b) || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
  preferredKinds.set(schemas, list);
  return list;
}

function rank(kind: ServedKind): number {
  return (isEnabledByDefault(kind) ? 0 : 2) + (lifecycleOf(apiVersionOf(kind), kind.kind) === undefined ? 0 : 1);
}

function byVersion(a: string, b: string): number {
  const split = (text: string): [string, string] => text.includes('/') ? [text.slice(0, text.indexOf('/')), text.slice(text.indexOf('/') + 1)] : ['', text];
  const [groupA, versionA] = split(a);
  const [groupB, versionB] = split(b);
  return groupA < groupB ? -1 : groupA > groupB ? 1 : comparePriority(versionA, versionB);
}
