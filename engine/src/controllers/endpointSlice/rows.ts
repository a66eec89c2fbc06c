import type { Endpoint, EndpointPort, Node, Pod, Service } from '../../../generated/types';
import { deepFreeze } from '../../core/json';
import type { Context } from '../../sim/context';
import { endpointOf, endpointPorts, isEndpoint, portMapKey } from './endpoints';

/** A pod as an endpoint: its ports, whose key is equal for those that may share a slice, and the endpoint unless its node is not there. */
export interface EndpointRow { readonly ports: readonly EndpointPort[]; readonly key: string; readonly endpoint: Endpoint | undefined }

/** The rows of the last time, and what they were made from: undefined stands for a pod that is no endpoint. */
interface Computed { readonly nodes: readonly Node[]; readonly pods: readonly Pod[]; readonly rows: readonly (EndpointRow | undefined)[] }
const computed = new WeakMap<Service, Map<string, Computed>>();

/**
 * One row for each pod, in order. Stored objects never change, so the rows of pods that are what they were the last time are
 * taken over: of hundreds of pods only a few differ from one sync to the next.
 */
export function endpointRows(ctx: Context, service: Service, pods: readonly Pod[], addressType: string): readonly (EndpointRow | undefined)[] {
  const byType = computed.get(service) ?? new Map<string, Computed>();
  computed.set(service, byType);
  const nodes = ctx.api.list<Node>('nodes');
  const known = byType.get(addressType);
  const last = known?.nodes === nodes ? known : { nodes, pods: [], rows: [] };
  let at = 0;
  const rows = pods.map((pod, i) => {
    if (last.pods[at] !== pod && last.pods[at + 1] === pod) at++;
    if (last.pods[at] === pod) return last.rows[at++];
    // A pod that is new stands before the one that was here; one that has changed stands in its place.
    if (pods[i + 1] !== last.pods[at]) at++;
    return isEndpoint(pod) ? rowOf(ctx, service, pod, addressType) : undefined;
  });
  byType.set(addressType, { nodes, pods, rows });
  return rows;
}

function rowOf(ctx: Context, service: Service, pod: Pod, addressType: string): EndpointRow {
  const ports = endpointPorts(service, pod);
  const node = ctx.api.get<Node>('nodes', '', pod.spec?.nodeName ?? '');
  const reachable = node !== undefined || service.spec?.publishNotReadyAddresses === true;
  return { ports, key: portMapKey(ports), endpoint: reachable ? deepFreeze(endpointOf(pod, node, service, addressType)) : undefined };
}
