import type { Pod, Quantity } from '../../generated/types';
import type { KubeObject } from '../api/object';

/** Amounts by resource name. */
export type ResourceList = Readonly<Record<string, Quantity>>;

/** `namespace/name`, or the bare name of a cluster-scoped object. */
export function keyOf(object: KubeObject): string {
  const { namespace, name = '' } = object.metadata ?? {};
  return namespace === undefined || namespace === '' ? name : `${namespace}/${name}`;
}

/** The pod's priority; 0 when none was resolved. */
export function priorityOf(pod: Pod): number {
  return pod.spec?.priority ?? 0;
}
