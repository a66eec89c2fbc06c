import { isObject } from '../core/json';
import { controllerOf, type KubeObject } from '../api/object';

/**
 * How controllers find objects without walking all of them, as informers' indexers do: `controller` (uid of the controlling
 * owner, '' for orphans), `owner` (uid of every owner) and `node` (spec.nodeName, '' while unbound).
 */
export type IndexName = 'controller' | 'owner' | 'node';

/** The values under which an object stands in each index. */
export const indexes: Readonly<Record<IndexName, (object: KubeObject) => readonly string[]>> = {
  controller: object => [controllerOf(object)?.uid ?? ''],
  owner: object => (object.metadata?.ownerReferences ?? []).map(reference => reference.uid ?? ''),
  node: object => {
    const spec = object['spec'];
    const node = isObject(spec) ? spec['nodeName'] : undefined;
    return [typeof node === 'string' ? node : ''];
  }
};
