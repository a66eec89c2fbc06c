import type { Service } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { isExternallyAccessible } from './traits';

const clientIpTimeoutSeconds = 10800;

/** `SetDefaults_Service` (pkg/apis/core/v1/defaults.go, v1.36). */
export function setServiceDefaults(service: Mutable<Service>): void {
  const spec = service.spec ??= {};
  if ((spec.sessionAffinity ?? '') === '') spec.sessionAffinity = 'None';
  if (spec.sessionAffinity === 'None') delete spec.sessionAffinityConfig;
  if (spec.sessionAffinity === 'ClientIP' && spec.sessionAffinityConfig?.clientIP?.timeoutSeconds === undefined) {
    spec.sessionAffinityConfig = { clientIP: { timeoutSeconds: clientIpTimeoutSeconds } };
  }
  if ((spec.type ?? '') === '') spec.type = 'ClusterIP';
  for (const port of spec.ports ?? []) {
    if ((port.protocol ?? '') === '') port.protocol = 'TCP';
    if (port.targetPort === undefined || port.targetPort === 0 || port.targetPort === '') port.targetPort = port.port ?? 0;
  }
  if (isExternallyAccessible(service) && (spec.externalTrafficPolicy ?? '') === '') spec.externalTrafficPolicy = 'Cluster';
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer' || spec.type === 'ClusterIP') spec.internalTrafficPolicy ??= 'Cluster';
  if (spec.type !== 'LoadBalancer') return;
  spec.allocateLoadBalancerNodePorts ??= true;
  setLoadBalancerDefaults(service);
}

/** Traffic to a load balancer's address has that address. */
export function setLoadBalancerDefaults(service: Mutable<Service>): void {
  for (const ingress of service.status?.loadBalancer?.ingress ?? []) if ((ingress.ip ?? '') !== '') ingress.ipMode ??= 'VIP';
}
