import { apiVersionOf, comparePriority, didYouMean, FieldPath, lifecycleOf, own, type ApiLifecycle, type ManifestResource, type SchemaStore } from '../../../engine/src/index';
import type { Language } from '../language';
import type { Finding, Fix } from './finding';
import { rangeIn } from './place';
import { upgradeFix } from './upgrade';

/**
 * Whether the cluster serves the resource's apiVersion and kind at all: removed versions, misspelt kinds, kinds in the wrong
 * group. Groups that Kubernetes itself does not have belong to custom resources, of which nothing can be said.
 */
export function checkKind(resource: ManifestResource, language: Language): Finding[] {
  const { gvk } = resource;
  if (gvk === undefined) return checkMissing(resource, language.schemas);
  const apiVersion = apiVersionOf(gvk);
  const lifecycle = lifecycleOf(apiVersion, gvk.kind);
  if (lifecycle?.removedIn !== undefined && lifecycle.removedIn <= language.minor) return [removed(resource, lifecycle, lifecycle.removedIn)];
  return isOurs(apiVersion, gvk.group, gvk.kind, language.schemas) ? [unservedKind(resource, gvk.kind, apiVersion, language.schemas)] : [];
}

/** A version that this Kubernetes no longer serves. */
function removed(resource: ManifestResource, lifecycle: ApiLifecycle, removedIn: number): Finding {
  const { apiVersion, kind, successor } = lifecycle;
  const range = rangeIn(resource, FieldPath.of('apiVersion'), 'value');
  const instead = successor === undefined ? 'nothing replaces it' : `use ${successor.apiVersion}${successor.kind === kind ? '' : ` ${successor.kind}`}`;
  const fix = upgradeFix(resource, lifecycle);
  return {
    code: 'removed-api', severity: 'error', range, message: `${apiVersion} ${kind} is not served since Kubernetes 1.${removedIn}: ${instead}`, deprecated: true,
    ...(fix === undefined ? {} : { fixes: [fix] })
  };
}

/** A resource with only one of apiVersion and kind, or with one that is no string. */
function checkMissing(resource: ManifestResource, schemas: SchemaStore): Finding[] {
  return ['apiVersion', 'kind'].flatMap((field): Finding[] => {
    const found = own(resource.value, field);
    const range = rangeIn(resource, FieldPath.of(field), 'value');
    if (typeof found === 'string' && found !== '') return [];
    if (found !== undefined && found !== null && found !== '') return [{ code: 'TypeMismatch', severity: 'error', message: `${field} must be a string, not ${JSON.stringify(found).slice(0, 60)}`, range }];
    const fixes = missingFixes(resource, field, schemas);
    return [{ code: 'missing-field', severity: 'error', message: `"${field}" is not set: the API server cannot tell what this is`, range, ...(fixes.length === 0 ? {} : { fixes }) }];
  });
}

/** A missing apiVersion follows from the kind. */
function missingFixes(resource: ManifestResource, field: string, schemas: SchemaStore): Fix[] {
  const kind = own(resource.value, 'kind');
  if (field !== 'apiVersion' || typeof kind !== 'string') return [];
  const { start } = rangeIn(resource, FieldPath.of('kind'), 'key');
  const column = start - resource.document.range.start - resource.document.content.text.lastIndexOf('\n', start - resource.document.range.start - 1) - 1;
  return schemas.kinds.filter(served => served.kind === kind).sort(byPreference).slice(0, 3)
    .map(served => `apiVersion: ${apiVersionOf(served)}`)
    .map(line => ({ title: `Add ${line}`, edits: [{ range: { start, end: start }, text: `${line}\n${' '.repeat(column)}` }] }));
}

/** Whether the group is one of Kubernetes' own, or plainly meant to be. */
function isOurs(apiVersion: string, group: string, kind: string, schemas: SchemaStore): boolean {
  if (schemas.kind(apiVersion, kind) !== undefined) return false;
  return schemas.kinds.some(served => served.group === group) || nearVersion(apiVersion, kind, schemas) !== undefined;
}

function unservedKind(resource: ManifestResource, kind: string, apiVersion: string, schemas: SchemaStore): Finding {
  const message = `no matches for kind "${kind}" in version "${apiVersion}"`;
  const kindRange = rangeIn(resource, FieldPath.of('kind'), 'value');
  const versionRange = rangeIn(resource, FieldPath.of('apiVersion'), 'value');
  const elsewhere = schemas.kinds.filter(served => served.kind === kind).sort(byPreference).map(served => apiVersionOf(served));
  if (elsewhere.length > 0) {
    const fixes = elsewhere.map((version, i): Fix => ({ title: `Change to ${version}`, edits: [{ range: versionRange, text: version }], preferred: i === 0 }));
    return { code: 'unknown-kind', severity: 'error', message: `${message}: ${kind} is in ${elsewhere.join(', ')}`, range: versionRange, fixes };
  }
  const inVersion = schemas.kinds.filter(served => apiVersionOf(served) === apiVersion).map(served => served.kind);
  const meant = didYouMean(kind, inVersion) ?? didYouMean(kind, schemas.kinds.map(served => served.kind));
  if (meant === undefined) return { code: 'unknown-kind', severity: 'error', message, range: kindRange };
  return {
    code: 'unknown-kind', severity: 'error', message: `${message}, did you mean "${meant}"?`, range: kindRange,
    fixes: [{ title: `Change to "${meant}"`, edits: [{ range: kindRange, text: meant }], preferred: true }]
  };
}

/** The apiVersion that a misspelt one of a known kind stands for (`app/v1` for a Deployment); other domains than Kubernetes' have kinds of the same names. */
function nearVersion(apiVersion: string, kind: string, schemas: SchemaStore): string | undefined {
  const [group = ''] = apiVersion.split('/');
  if (group.includes('.') && !group.includes('k8s')) return undefined;
  return didYouMean(apiVersion, schemas.kinds.filter(served => served.kind === kind).map(served => apiVersionOf(served)));
}

/** As discovery prefers them; the core group before the others. */
function byPreference(a: { readonly version: string; readonly group: string }, b: { readonly version: string; readonly group: string }): number {
  return comparePriority(a.version, b.version) || a.group.length - b.group.length;
}
