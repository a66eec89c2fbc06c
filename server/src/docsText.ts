import type { SchemaDocs, ServedKind } from '../../engine/src/index';
import { shortName } from './schemaPlace';

/** A description of the API as markdown: Go's comments nearly are, but for `<name>` outside of code, which would vanish as HTML. */
export function markdownOf(text: string): string {
  return text.split('\n').map(line => /^(\t| {4})/u.test(line) ? line : escapeOutsideCode(line)).join('\n');
}

/** What the description of a field says of one of its allowed values (`Possible enum values: - "Always" means …`). */
export function valueDocs(text: string | undefined, value: string): string | undefined {
  const line = text?.split('\n').find(candidate => candidate.startsWith(` - \`"${value}"\``));
  const words = line?.slice(` - \`"${value}"\``.length).trim();
  return words === undefined || words === '' ? undefined : words;
}

/** The description without the list of allowed values, which is shown by itself. */
export function withoutValues(text: string): string {
  return text.split('\nPossible enum values:')[0]?.trimEnd() ?? text;
}

/** The field's own description, else that of its type. */
export function describe(docs: SchemaDocs, owner: string | undefined, field: string | undefined, type: string | undefined): string | undefined {
  const own = owner === undefined || field === undefined ? undefined : docs.field(owner, field);
  return own ?? (type === undefined ? undefined : docs.definition(type));
}

/**
 * The page of a definition in the API reference of that version: `…/v1.36/#podspec-v1-core`. The group is spelled out there
 * (`networking-k8s-io`), the definition has its first word only, so it is looked up among the served kinds.
 */
export function referenceLink(definition: string, kinds: readonly ServedKind[], kubernetesVersion: string): string {
  const parts = definition.split('.');
  const version = parts.at(-2) ?? '';
  const prefix = parts.slice(0, -1).join('.');
  const served = kinds.find(kind => kind.definition.startsWith(`${prefix}.`) && kind.definition.split('.').length === parts.length);
  const group = served === undefined ? parts.at(-3) ?? '' : served.group === '' ? 'core' : served.group;
  const anchor = `${shortName(definition)}-${version}-${group.replaceAll('.', '-')}`.toLowerCase();
  return `https://kubernetes.io/docs/reference/generated/kubernetes-api/v${kubernetesVersion}/#${anchor}`;
}

function escapeOutsideCode(line: string): string {
  return line.split('`').map((part, i) => i % 2 === 0 ? part.replaceAll('<', '&lt;') : part).join('`');
}
