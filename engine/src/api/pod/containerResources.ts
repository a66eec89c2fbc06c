import type { Container, PodSpec, Quantity as QuantityText, ResourceRequirements } from '../../../generated/types';
import { isPodLevelResource } from '../validation/resourceNames';
import { addQuantity, compareQuantity, quantityOf, type Quantity } from '../../core/quantity';

type Amounts = Map<string, Quantity>;

/**
 * What a pod's containers ask for together, sidecars and init containers included (`AggregateContainerRequests` and
 * `AggregateContainerLimits`, component-helpers/resource/helpers.go, v1.36): overhead and pod-level resources aside.
 */
export function aggregateContainers(spec: PodSpec, field: 'requests' | 'limits'): ReadonlyMap<string, Quantity> {
  const total: Amounts = new Map();
  for (const container of spec.containers ?? []) add(total, amountsOf(container, field));
  const sidecars: Amounts = new Map(), initial: Amounts = new Map();
  for (const container of spec.initContainers ?? []) {
    const own = amountsOf(container, field);
    if (container.restartPolicy === 'Always') {
      add(total, own);
      add(sidecars, own);
      raise(initial, sidecars);
    } else {
      const running: Amounts = new Map(own);
      add(running, sidecars);
      raise(initial, running);
    }
  }
  raise(total, initial);
  return total;
}

function amountsOf(container: Container, field: 'requests' | 'limits'): Amounts {
  return new Map(Object.entries(container.resources?.[field] ?? {}).map(([name, text]) => [name, quantityOf(text)]));
}

function add(to: Amounts, amounts: ReadonlyMap<string, Quantity>): void {
  for (const [name, amount] of amounts) {
    const present = to.get(name);
    to.set(name, present === undefined ? amount : addQuantity(present, amount));
  }
}

function raise(to: Amounts, amounts: ReadonlyMap<string, Quantity>): void {
  for (const [name, amount] of amounts) {
    const present = to.get(name);
    if (present === undefined || compareQuantity(amount, present) > 0) to.set(name, amount);
  }
}

/** An own amount of a resource list; undefined where the list does not name it. */
export function amountOf(list: Readonly<Record<string, QuantityText>> | undefined, name: string): QuantityText | undefined {
  return list !== undefined && Object.prototype.hasOwnProperty.call(list, name) ? list[name] : undefined;
}

/** Whether the pod asks for resources as a whole (`IsPodLevelResourcesSet`). */
export function hasPodLevelResources(resources: ResourceRequirements | undefined): boolean {
  return [...Object.keys(resources?.requests ?? {}), ...Object.keys(resources?.limits ?? {})].some(isPodLevelResource);
}
