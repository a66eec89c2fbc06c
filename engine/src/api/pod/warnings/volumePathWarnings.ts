import type { DownwardAPIVolumeFile, KeyToPath, Volume, VolumeProjection } from '../../../../generated/types';
import { goQuote } from '../../../core/goText';

/** The server sends no more than 4 KB of warnings. */
const maxWarnings = 100;
const maxDepth = 100;

/** A file of a volume and, in a projected one, what it comes from. */
interface SourcedPath { readonly path: string; readonly source: string }

/** Files of one volume that lie in each other's way (`warningsForOverlappingVirtualPaths`, pkg/api/pod/warnings.go, v1.36). */
export function volumePathWarnings(volumes: readonly Volume[]): string[] {
  return volumes.flatMap(volume => {
    const { name = '', configMap, secret, downwardAPI, projected } = volume;
    const warn = (what: string, paths: readonly SourcedPath[]): string[] => overlaps(paths).map(text => `volume ${goQuote(name)} (${what}): overlapping paths: ${text}`);
    return [
      ...warn(`ConfigMap ${goQuote(configMap?.name ?? '')}`, pathsOf(configMap?.items, '')),
      ...warn(`Secret ${goQuote(secret?.secretName ?? '')}`, pathsOf(secret?.items, '')),
      ...warn('DownwardAPI', pathsOf(downwardAPI?.items, '')),
      ...(projected?.sources ?? []).filter(source => Object.keys(source).length === 0).map(() => `volume ${goQuote(name)} (Projected) has no sources provided`),
      ...warn('Projected', (projected?.sources ?? []).flatMap(projectedPaths))
    ];
  });
}

function pathsOf(items: readonly (KeyToPath | DownwardAPIVolumeFile)[] | undefined, source: string): SourcedPath[] {
  return (items ?? []).map(item => ({ path: item.path ?? '', source }));
}

function projectedPaths({ configMap, secret, downwardAPI, serviceAccountToken }: VolumeProjection): SourcedPath[] {
  if (configMap?.items !== undefined) return pathsOf(configMap.items, `ConfigMap ${goQuote(configMap.name ?? '')}`);
  if (secret?.items !== undefined) return pathsOf(secret.items, `Secret ${goQuote(secret.name ?? '')}`);
  if (downwardAPI?.items !== undefined) return pathsOf(downwardAPI.items, 'DownwardAPI');
  return serviceAccountToken === undefined ? [] : [{ path: serviceAccountToken.path ?? '', source: 'ServiceAccountToken' }];
}

function overlaps(paths: readonly SourcedPath[]): string[] {
  const before: SourcedPath[] = [], taken = new Set<string>(), found: string[] = [];
  for (const { path, source } of paths) {
    const current = { path: trimEnd(path), source }, folders = foldersOf(current.path);
    // Most paths meet no other: only then are all that came before looked through.
    const meets = taken.has(current.path) || folders.some(folder => taken.has(`=${folder}`));
    if (meets) found.push(...before.filter(other => collide(other.path, current.path)).slice(0, maxWarnings).map(other => `${text(current)} with ${text(other)}`));
    if (found.length >= maxWarnings) return found.slice(0, maxWarnings);
    before.push(current);
    for (const folder of folders) taken.add(folder);
    taken.add(`=${current.path}`).add(current.path);
  }
  return found;
}

function trimEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end);
}

/** `a/b/c` lies in `a` and in `a/b`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1, maxDepth).map((_, i) => parts.slice(0, i + 1).join('/'));
}

function collide(a: string, b: string): boolean {
  return a !== '' && b !== '' && (`${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`));
}

function text({ path, source }: SourcedPath): string {
  return source === '' ? goQuote(path) : `${goQuote(path)} (${source})`;
}
