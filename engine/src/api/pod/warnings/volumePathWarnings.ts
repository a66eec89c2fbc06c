import type { DownwardAPIVolumeFile, KeyToPath, Volume, VolumeProjection } from '../../../../generated/types';
import { goQuote } from '../../../core/goText';

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
  const before: SourcedPath[] = [];
  return paths.flatMap(({ path, source }) => {
    const current = { path: path.replace(/\/+$/, ''), source };
    const found = before.filter(other => collide(other.path, current.path)).map(other => `${text(current)} with ${text(other)}`);
    before.push(current);
    return found;
  });
}

function collide(a: string, b: string): boolean {
  return a !== '' && b !== '' && (`${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`));
}

function text({ path, source }: SourcedPath): string {
  return source === '' ? goQuote(path) : `${goQuote(path)} (${source})`;
}
