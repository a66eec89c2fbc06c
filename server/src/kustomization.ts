import { isObject, own, parseManifests, type Json, type ManifestOptions } from '../../engine/src/index';

/** Reads a file by its path, with `/`; undefined when it is not there. */
export type ReadFile = (path: string) => string | undefined;

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
/** Overlays list their patches from the same folder or from one above. */
const levels = 3;

/** What is to know of a file before its text is read. */
export function manifestOptions(path: string, read: ReadFile): ManifestOptions {
  const role = listedAs(path, read);
  return role === undefined ? { path } : { path, listedAs: role };
}

/** How a kustomization in the file's folder, or in one of those above it, lists a file; undefined when none does. */
export function listedAs(path: string, read: ReadFile): 'patch' | 'resource' | undefined {
  const parts = path.split('/');
  for (let up = 1; up <= levels && up < parts.length; up++) {
    const folder = parts.slice(0, parts.length - up).join('/');
    const text = names.map(name => read(`${folder}/${name}`)).find(found => found !== undefined);
    const role = text === undefined ? undefined : roleIn(text, parts.slice(parts.length - up).join('/'));
    if (role !== undefined) return role;
  }
  return undefined;
}

function roleIn(text: string, relative: string): 'patch' | 'resource' | undefined {
  const value = parseManifests(text).documents[0]?.partial;
  if (value === undefined || !isObject(value)) return undefined;
  const lists = (field: string): boolean => pathsOf(own(value, field)).some(path => normalized(path) === relative);
  if (['patches', 'patchesStrategicMerge', 'patchesJson6902'].some(lists)) return 'patch';
  return lists('resources') ? 'resource' : undefined;
}

/** The paths of a list of paths, or of objects with a `path`. */
function pathsOf(list: Json | undefined): string[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).flatMap(item => typeof item === 'string' ? [item] : isObject(item) && typeof item['path'] === 'string' ? [item['path']] : []);
}

function normalized(path: string): string {
  return path.split('/').filter(part => part !== '.' && part !== '').join('/');
}
