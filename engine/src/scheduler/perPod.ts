import type { PodInfo } from './podInfo';

/** Remembers what is derived from a pod, so that asking for it at every node costs nothing. */
export function perPod<T>(derive: (pod: PodInfo) => T): (pod: PodInfo) => T {
  const known = new WeakMap<PodInfo, { readonly value: T }>();
  let lastPod: PodInfo | undefined;
  let last: { readonly value: T } | undefined;
  return pod => {
    if (pod === lastPod && last !== undefined) return last.value;
    let entry = known.get(pod);
    if (entry === undefined) known.set(pod, entry = { value: derive(pod) });
    lastPod = pod;
    last = entry;
    return entry.value;
  };
}
