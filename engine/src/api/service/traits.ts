import type { Service } from '../../../generated/types';

/** Questions about a service that defaulting, allocation and validation share (pkg/api/service/util.go, v1.36). */

export function isHeadless({ spec }: Service): boolean {
  return spec?.clusterIPs?.length === 1 && spec.clusterIPs[0] === 'None';
}

export function isExternallyAccessible({ spec }: Service): boolean {
  return spec?.type === 'LoadBalancer' || spec?.type === 'NodePort' || (spec?.type === 'ClusterIP' && (spec.externalIPs ?? []).length > 0);
}

/** A load balancer asks the nodes which of them have local endpoints. */
export function needsHealthCheck({ spec }: Service): boolean {
  return spec?.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';
}

export function needsClusterIp({ spec }: Service): boolean {
  return spec?.type !== 'ExternalName';
}

export function needsNodePort({ spec }: Service): boolean {
  return spec?.type === 'NodePort' || (spec?.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);
}

export function sameList(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  const left = a ?? [], right = b ?? [];
  return left.length === right.length && left.every((item, i) => item === right[i]);
}
