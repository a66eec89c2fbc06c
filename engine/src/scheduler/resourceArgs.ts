import { isObject, own, type Json } from '../core/json';

/** A resource that counts for a score, and how much. */
export interface WeightedResource { readonly name: string; readonly weight: number }

export type ScoringStrategy =
  | { readonly type: 'LeastAllocated' }
  | { readonly type: 'MostAllocated' }
  | { readonly type: 'RequestedToCapacityRatio'; readonly shape: readonly { readonly utilization: number; readonly score: number }[] };

/** NodeResourcesFitArgs. */
export interface FitArgs {
  readonly ignoredResources: ReadonlySet<string>;
  readonly ignoredResourceGroups: ReadonlySet<string>;
  readonly resources: readonly WeightedResource[];
  readonly strategy: ScoringStrategy;
}

const cpuAndMemory: readonly WeightedResource[] = [{ name: 'cpu', weight: 1 }, { name: 'memory', weight: 1 }];

/** Defaults as apis/config/v1/defaults.go (v1.36): least allocated, cpu and memory alike. */
export function fitArgs(args: unknown): FitArgs {
  const strategy = member(args, 'scoringStrategy');
  return {
    ignoredResources: new Set(strings(member(args, 'ignoredResources'))),
    ignoredResourceGroups: new Set(strings(member(args, 'ignoredResourceGroups'))),
    resources: weightedResources(member(strategy, 'resources')),
    strategy: scoringStrategy(strategy)
  };
}

/** NodeResourcesBalancedAllocationArgs. */
export function balancedArgs(args: unknown): { readonly resources: readonly WeightedResource[] } {
  return { resources: weightedResources(member(args, 'resources')) };
}

function scoringStrategy(strategy: Json | undefined): ScoringStrategy {
  const type = member(strategy, 'type');
  if (type === 'MostAllocated') return { type };
  if (type !== 'RequestedToCapacityRatio') return { type: 'LeastAllocated' };
  const shape = member(member(strategy, 'requestedToCapacityRatio'), 'shape');
  return { type, shape: items(shape).map(point => ({ utilization: number(member(point, 'utilization')) ?? 0, score: number(member(point, 'score')) ?? 0 })) };
}

function weightedResources(list: Json | undefined): readonly WeightedResource[] {
  const resources = items(list).flatMap(item => {
    const name = member(item, 'name');
    return typeof name === 'string' ? [{ name, weight: number(member(item, 'weight')) ?? 1 }] : [];
  });
  return resources.length === 0 ? cpuAndMemory : resources;
}

function member(value: unknown, key: string): Json | undefined {
  return isObject(value) ? own(value, key) : undefined;
}

function items(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function strings(value: Json | undefined): string[] {
  return items(value).filter(item => typeof item === 'string');
}

function number(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
