import { podRequests, type KubeObject } from '../../../engine/src/index';

export interface Requests { readonly cpuMillis: number; readonly memoryBytes: number }

const known = new WeakMap<KubeObject, Requests>();

/** What a pod takes from its node as the scheduler counts it. Objects of the store never change, so each is counted once. */
export function requestsOf(pod: KubeObject): Requests {
  const before = known.get(pod);
  if (before !== undefined) return before;
  const amounts = podRequests(pod, { useStatus: true });
  const requests = { cpuMillis: Number((amounts.get('cpu') ?? 0n) / 1_000_000n), memoryBytes: Number((amounts.get('memory') ?? 0n) / 1_000_000_000n) };
  known.set(pod, requests);
  return requests;
}
