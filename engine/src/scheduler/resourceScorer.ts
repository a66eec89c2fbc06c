import { maxNodeScore } from './framework';
import type { NodeInfo } from './nodeInfo';
import { perPod } from './perPod';
import type { PodInfo } from './podInfo';
import { defaultMemoryRequest, defaultMilliCPURequest, podRequests } from './podRequests';
import { milliUnits, multiplyDivide, wholeUnits, type Nanos } from './quantityValue';
import { isScalarResourceName } from './resource';
import type { FitArgs, ScoringStrategy } from './resourceArgs';

/** A node's resources with and without the pod, in the order of the plugin's list; 0 allocatable means: leave it out. */
export interface ResourceTotals { readonly requested: Float64Array; readonly allocated: Float64Array; readonly allocatable: Float64Array }

export interface ResourceScorer {
  /** What the pod asks for, by resource of the list. */
  requestsOf(pod: PodInfo): readonly number[];
  score(pod: PodInfo, node: NodeInfo): number;
}

/**
 * Scores by how much of each listed resource is taken (plugins/noderesources/resource_allocation.go, v1.36): `nonZero` counts
 * 100m and 200Mi for containers that ask for nothing, `asRequested` does not. Only the latter
 * sees requests at pod level and resizes: upstream turns those on for NodeResourcesBalancedAllocation but not for NodeResourcesFit.
 */
export function resourceScorer(resources: readonly { readonly name: string }[], count: 'nonZero' | 'asRequested', judge: (totals: ResourceTotals) => number): ResourceScorer {
  const names = resources.map(resource => resource.name);
  const totals = { requested: new Float64Array(names.length), allocated: new Float64Array(names.length), allocatable: new Float64Array(names.length) };
  const nonMissing = new Map<string, Nanos>([['cpu', defaultMilliCPURequest], ['memory', defaultMemoryRequest]]);
  const requestsOf = perPod(pod => {
    const requests = podRequests(pod.pod, count === 'nonZero' ? { containersOnly: true, nonMissing } : { useStatus: true });
    return names.map(name => name === 'cpu' ? milliUnits(requests.get(name) ?? 0n) : wholeUnits(requests.get(name) ?? 0n));
  });
  return {
    requestsOf,
    score(pod, node) {
      const requests = requestsOf(pod);
      for (let i = 0; i < names.length; i++) {
        const name = names[i] ?? '', request = requests[i] ?? 0;
        const allocatable = request === 0 && isScalar(name) ? 0 : allocatableOf(node, name);
        const allocated = allocatable === 0 ? 0 : allocatedOf(node, name, count);
        totals.allocatable[i] = allocatable;
        totals.allocated[i] = allocated;
        totals.requested[i] = allocatable === 0 ? 0 : allocated + request;
      }
      return judge(totals);
    }
  };
}

function isScalar(name: string): boolean {
  return name !== 'cpu' && name !== 'memory' && name !== 'ephemeral-storage' && isScalarResourceName(name);
}

function allocatableOf(node: NodeInfo, name: string): number {
  switch (name) {
    case 'cpu': return node.allocatable.milliCPU;
    case 'memory': return node.allocatable.memory;
    case 'ephemeral-storage': return node.allocatable.ephemeralStorage;
    default: return node.allocatable.scalars.get(name) ?? 0;
  }
}

function allocatedOf(node: NodeInfo, name: string, count: 'nonZero' | 'asRequested'): number {
  switch (name) {
    case 'cpu': return count === 'nonZero' ? node.nonZeroMilliCPU : node.requested.milliCPU;
    case 'memory': return count === 'nonZero' ? node.nonZeroMemory : node.requested.memory;
    case 'ephemeral-storage': return node.requested.ephemeralStorage;
    default: return node.requested.scalars.get(name) ?? 0;
  }
}

/** The three strategies of NodeResourcesFit. */
export function strategyScore(args: FitArgs): (totals: ResourceTotals) => number {
  const weights = args.resources.map(resource => resource.weight);
  switch (args.strategy.type) {
    case 'LeastAllocated': return totals => Math.trunc(weightedMean(totals, weights, leastRequested));
    case 'MostAllocated': return totals => Math.trunc(weightedMean(totals, weights, mostRequested));
    case 'RequestedToCapacityRatio': return requestedToCapacityRatio(args.strategy, weights);
  }
}

function weightedMean({ requested, allocatable }: ResourceTotals, weights: readonly number[], score: (requested: number, capacity: number) => number): number {
  let sum = 0, weightSum = 0;
  for (let i = 0; i < weights.length; i++) {
    const capacity = allocatable[i] ?? 0;
    if (capacity === 0) continue;
    const weight = weights[i] ?? 1;
    sum += score(requested[i] ?? 0, capacity) * weight;
    weightSum += weight;
  }
  return weightSum === 0 ? 0 : sum / weightSum;
}

function leastRequested(requested: number, capacity: number): number {
  return requested > capacity ? 0 : multiplyDivide(capacity - requested, maxNodeScore, capacity);
}

function mostRequested(requested: number, capacity: number): number {
  return multiplyDivide(Math.min(requested, capacity), maxNodeScore, capacity);
}

/** A broken line from utilization to score; resources that score 0 do not count (requested_to_capacity_ratio.go, v1.36). */
function requestedToCapacityRatio(strategy: Extract<ScoringStrategy, { type: 'RequestedToCapacityRatio' }>, weights: readonly number[]): (totals: ResourceTotals) => number {
  const line = brokenLinear(strategy.shape);
  return ({ requested, allocatable }) => {
    let sum = 0, weightSum = 0;
    for (let i = 0; i < weights.length; i++) {
      const capacity = allocatable[i] ?? 0, want = requested[i] ?? 0;
      if (capacity === 0) continue;
      const score = line(want > capacity ? 100 : multiplyDivide(want, 100, capacity));
      if (score <= 0) continue;
      sum += score * (weights[i] ?? 1);
      weightSum += weights[i] ?? 1;
    }
    return weightSum === 0 ? 0 : Math.round(sum / weightSum);
  };
}

/** Linear between the points of a shape, level outside (plugins/helper/shape_score.go, v1.36); scores of 0 to 10 become 0 to 100. */
export function brokenLinear(shape: readonly { readonly utilization: number; readonly score: number }[]): (utilization: number) => number {
  const points = shape.map(point => ({ at: point.utilization, score: point.score * 10 }));
  return utilization => {
    let before = points[0];
    for (const point of points) {
      if (utilization <= point.at) {
        if (before === undefined || before === point) return point.score;
        return before.score + Math.trunc((point.score - before.score) * (utilization - before.at) / (point.at - before.at));
      }
      before = point;
    }
    return before?.score ?? 0;
  };
}
