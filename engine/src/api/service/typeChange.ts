import type { Service } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { isExternallyAccessible, needsClusterIp, needsHealthCheck, needsNodePort, sameList } from './traits';

/** Fields that made sense for the old type only go when the type changes and nobody touched them (`dropTypeDependentFields`, pkg/registry/core/service/strategy.go, v1.36). */
export function dropTypeDependentFields(service: Mutable<Service>, old: Service): void {
  const spec = service.spec ??= {}, before = old.spec ?? {};
  if (needsClusterIp(old) && !needsClusterIp(service)) {
    if ((before.clusterIP ?? '') === (spec.clusterIP ?? '') && sameList(before.clusterIPs, spec.clusterIPs)) { delete spec.clusterIP; delete spec.clusterIPs; }
    if (sameList(before.ipFamilies, spec.ipFamilies)) delete spec.ipFamilies;
    if (before.ipFamilyPolicy === spec.ipFamilyPolicy) delete spec.ipFamilyPolicy;
  }
  if (needsNodePort(old) && !needsNodePort(service) && sameNodePorts(old, service)) for (const port of spec.ports ?? []) delete port.nodePort;
  if (needsHealthCheck(old) && !needsHealthCheck(service) && before.healthCheckNodePort === spec.healthCheckNodePort) delete spec.healthCheckNodePort;
  if (before.type === 'LoadBalancer' && spec.type !== 'LoadBalancer') {
    if (before.allocateLoadBalancerNodePorts === spec.allocateLoadBalancerNodePorts) delete spec.allocateLoadBalancerNodePorts;
    if (before.loadBalancerClass === spec.loadBalancerClass) delete spec.loadBalancerClass;
  }
  if (isExternallyAccessible(old) && !isExternallyAccessible(service) && before.externalTrafficPolicy === spec.externalTrafficPolicy) delete spec.externalTrafficPolicy;
  if (spec.type !== 'LoadBalancer' && service.status !== undefined) service.status.loadBalancer = {};
}

function sameNodePorts(old: Service, service: Service): boolean {
  const portsOf = (of: Service): string[] => (of.spec?.ports ?? []).map(port => String(port.nodePort ?? 0)).sort();
  return sameList([...new Set(portsOf(old))], [...new Set(portsOf(service))]);
}
