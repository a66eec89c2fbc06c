import type { Service } from '../../../generated/types';
import { zeroQuantity, type Quantity } from '../../core/quantity';
import { one } from './amounts';
import type { QuotaEvaluator } from './evaluator';

const names: ReadonlySet<string> = new Set(['count/services', 'services', 'services.nodeports', 'services.loadbalancers']);

/** Services use up services, node ports and load balancers; an update can change their type (pkg/quota/v1/evaluator/core/services.go, v1.36). */
export const serviceEvaluator: QuotaEvaluator = {
  resource: 'services',
  counts: name => names.has(name),
  charges: ({ operation, subresource }) => subresource === '' && operation !== 'DELETE',
  usage: (service: Service) => new Map([
    ['count/services', one], ['services', one], ['services.nodeports', count(nodePorts(service))],
    ['services.loadbalancers', service.spec?.type === 'LoadBalancer' ? one : zeroQuantity]
  ]),
  frees: (old, service) => quotaType(old) !== quotaType(service)
};

/** Ports are not handed out yet when the quota is asked: what counts is the intent. */
function nodePorts({ spec }: Service): number {
  const ports = spec?.ports ?? [];
  if (spec?.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts === false) return ports.filter(port => (port.nodePort ?? 0) !== 0).length;
  return spec?.type === 'NodePort' || spec?.type === 'LoadBalancer' ? ports.length : 0;
}

function quotaType({ spec }: Service): string {
  return spec?.type === 'NodePort' || spec?.type === 'LoadBalancer' ? spec.type : '';
}

function count(value: number): Quantity {
  return { unscaled: BigInt(value), exponent: 0, format: 'DecimalSI' };
}
