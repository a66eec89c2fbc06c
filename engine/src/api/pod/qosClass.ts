import type { PodSpec, ResourceRequirements } from '../../../generated/types';
import { addQuantity, compareQuantity, quantityOf, signOfQuantity, type Quantity } from '../../core/quantity';

type Amounts = Map<string, Quantity>;

/** The quality of service of a pod (`ComputePodQOS`, pkg/apis/core/helper/qos, v1.36), from cpu and memory alone. */
export function qosClassOf(spec: PodSpec): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const requests: Amounts = new Map(), limits: Amounts = new Map();
  const holders: readonly (ResourceRequirements | undefined)[] = spec.resources !== undefined ? [spec.resources]
    : [...spec.containers ?? [], ...spec.initContainers ?? []].map(container => container.resources);
  let guaranteed = true;
  for (const resources of holders) {
    add(requests, resources?.requests);
    const limited = add(limits, resources?.limits);
    const judged = spec.resources === undefined || Object.keys(spec.resources.limits ?? {}).length > 0;
    if (judged && limited < 2) guaranteed = false;
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort';
  const equal = [...requests].every(([name, amount]) => compareQuantity(limits.get(name) ?? quantityOf(0), amount) === 0 && limits.has(name));
  return guaranteed && equal && requests.size === limits.size ? 'Guaranteed' : 'Burstable';
}

/** Adds the amounts above zero; the number of resources among them. */
function add(to: Amounts, list: ResourceRequirements['limits']): number {
  let found = 0;
  for (const name of ['cpu', 'memory']) {
    const amount = quantityOf(list?.[name]);
    if (signOfQuantity(amount) <= 0) continue;
    found++;
    const present = to.get(name);
    to.set(name, present === undefined ? amount : addQuantity(amount, present));
  }
  return found;
}
