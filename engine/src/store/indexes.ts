import { isObject, type Json } from '../core/json';
import { controllerOf, type KubeObject } from '../api/object';

/**
 * How controllers find objects without walking all of them, as informers' indexers do: `controller` (uid of the controlling
 * owner, '' for orphans), `owner` (uid of every owner), `node` (spec.nodeName, '' while unbound) and `claim` (namespace/name of every
 * claim behind a pod's volumes) and `label` (`namespace/key=value` of every label).
 */
export type IndexName = 'controller' | 'owner' | 'node' | 'claim' | 'label';

/** The values under which an object stands in each index. */
export const indexes: Readonly<Record<IndexName, (object: KubeObject) => readonly string[]>> = {
  controller: object => [controllerOf(object)?.uid ?? ''],
  owner: object => (object.metadata?.ownerReferences ?? []).map(reference => reference.uid ?? ''),
  node: object => {
    const spec = object['spec'];
    const node = isObject(spec) ? spec['nodeName'] : undefined;
    return [typeof node === 'string' ? node : ''];
  },
  claim: object => claimKeys(object),
  label: object => Object.entries(object.metadata?.labels ?? {}).map(([key, value]) => labelIndexKey(object.metadata?.namespace ?? '', key, value))
};

/** Under what objects of a namespace with a label stand in the index `label`. */
export function labelIndexKey(namespace: string, key: string, value: string): string {
  return `${namespace}/${key}=${value}`;
}

function claimKeys(object: KubeObject): readonly string[] {
  const spec = object['spec'];
  const volumes = isObject(spec) && Array.isArray(spec['volumes']) ? spec['volumes'] as readonly Json[] : [];
  const { namespace = '', name = '' } = object.metadata ?? {};
  return [...new Set(volumes.flatMap(volume => {
    if (!isObject(volume)) return [];
    const source = volume['persistentVolumeClaim'];
    if (isObject(source)) return [`${namespace}/${String(source['claimName'])}`];
    return volume['ephemeral'] === undefined ? [] : [`${namespace}/${name}-${String(volume['name'])}`];
  }))];
}

