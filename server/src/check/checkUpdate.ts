import { judgeUpdate, resourcesOf, type LocatedProblem, type ManifestDocument, type ManifestFile, type ManifestResource } from '../../../engine/src/index';
import type { Language } from '../language';
import type { Finding } from './finding';
import { rangeIn, valueAt } from './place';

/** The resources of a file's committed text, to find by kind and name. */
export type CommittedResources = ReadonlyMap<string, ManifestResource>;

/** Resources by their kind, namespace and name; the first of two that say the same. */
export function committedResources(file: ManifestFile): CommittedResources {
  const found = new Map<string, ManifestResource>();
  for (const resource of file.documents.flatMap(resourcesOf)) {
    const key = keyOf(resource);
    if (key !== undefined && !found.has(key)) found.set(key, resource);
  }
  return found;
}

/**
 * Changes of a document against its committed text that the server would refuse on an object made from that: warnings, since the
 * object may not exist yet.
 */
export function checkUpdate(document: ManifestDocument, committed: CommittedResources, language: Language): Finding[] {
  if (document.role !== 'resource') return [];
  return resourcesOf(document).flatMap(resource => {
    const key = keyOf(resource);
    const before = key === undefined ? undefined : committed.get(key);
    if (before === undefined || JSON.stringify(before.value) === JSON.stringify(resource.value)) return [];
    const problems = judgeUpdate(before.value, resource.value, { registry: language.registry }) ?? [];
    return [...new Map(problems.map(problem => [problem.message, problem])).values()].map(problem => findingOf(resource, problem));
  });
}

function findingOf(resource: ManifestResource, { path, message }: LocatedProblem): Finding {
  const value = valueAt(resource.value, path);
  const range = rangeIn(resource, path, typeof value === 'object' && value !== null ? 'key' : 'value');
  return { code: 'immutable-field', severity: 'warning', range, message: `immutable after creation: delete and recreate the ${resource.gvk?.kind ?? 'object'}, or undo this change since the last commit (${message})` };
}

function keyOf({ gvk, namespace, name }: ManifestResource): string | undefined {
  return gvk === undefined || name === undefined ? undefined : `${gvk.group} ${gvk.kind} ${namespace ?? ''} ${name}`;
}
