import { compareText } from '../core/order';
import { milliUnits, quantityNanos, wholeUnits, type Nanos } from './quantityValue';
import type { ResourceList } from './objects';

/** Amounts by resource name, exact. */
export type ResourceAmounts = ReadonlyMap<string, Nanos>;

/** Compute resources as integers, the scheduler's working form (framework.Resource, pkg/scheduler/framework/types.go, v1.36). */
export interface Resource {
  readonly milliCPU: number;
  readonly memory: number;
  readonly ephemeralStorage: number;
  /** Extended, huge page, prefixed native and attachable volume resources, sorted by name. */
  readonly scalars: readonly (readonly [name: string, amount: number])[];
}

export const noResource: Resource = { milliCPU: 0, memory: 0, ephemeralStorage: 0, scalars: [] };

/** Rounds amounts up to the scheduler's units; names that it does not count (`pods`, unprefixed unknown ones) are left out. */
export function resourceOf(amounts: ResourceAmounts): Resource {
  const units = (name: string): number => wholeUnits(amounts.get(name) ?? 0n);
  const scalars = [...amounts.keys()].filter(isScalarResourceName).sort(compareText).map(name => [name, units(name)] as const);
  return { milliCPU: milliUnits(amounts.get('cpu') ?? 0n), memory: units('memory'), ephemeralStorage: units('ephemeral-storage'), scalars };
}

/** A resource list's exact amounts. */
export function amountsOf(list: ResourceList | undefined): Map<string, Nanos> {
  const amounts = new Map<string, Nanos>();
  for (const [name, quantity] of Object.entries(list ?? {})) amounts.set(name, quantityNanos(quantity));
  return amounts;
}

/** Resources that are counted by name alone (pkg/scheduler/util/utils.go, v1.36). */
export function isScalarResourceName(name: string): boolean {
  return isExtendedResourceName(name) || name.startsWith('hugepages-') || name.includes('kubernetes.io/') || name.startsWith('attachable-volumes-');
}

/** A fully qualified name outside of *kubernetes.io/ (pkg/apis/core/v1/helper/helpers.go, v1.36). */
export function isExtendedResourceName(name: string): boolean {
  if (!name.includes('/') || name.includes('kubernetes.io/') || name.startsWith('requests.')) return false;
  return /^requests\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(`requests.${name}`)
    && name.length <= 253 + 64;
}
