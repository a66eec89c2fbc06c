import type { PodSpec } from '../../../generated/types';
import { addQuantity, quantityOf, type Quantity } from '../../core/quantity';
import { isPodLevelResource } from '../validation/resourceNames';
import { aggregateContainers } from './containerResources';

/** What a pod asks for without its overhead: its containers together, or what it says as a whole (component-helpers/resource/helpers.go, v1.36). */
export function podResources(spec: PodSpec, field: 'requests' | 'limits'): Map<string, Quantity> {
  const total = new Map(aggregateContainers(spec, field));
  for (const [name, text] of Object.entries(spec.resources?.[field] ?? {})) if (isPodLevelResource(name)) total.set(name, quantityOf(text));
  return total;
}

/** With its overhead: requests always carry it, limits only where there is one. */
export function podResourcesWithOverhead(spec: PodSpec, field: 'requests' | 'limits'): Map<string, Quantity> {
  const total = podResources(spec, field);
  for (const [name, text] of Object.entries(spec.overhead ?? {})) {
    const present = total.get(name);
    if (present !== undefined) total.set(name, addQuantity(present, quantityOf(text)));
    else if (field === 'requests') total.set(name, quantityOf(text));
  }
  return total;
}
