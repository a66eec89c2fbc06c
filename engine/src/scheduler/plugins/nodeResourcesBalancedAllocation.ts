import { maxNodeScore, type PluginFactory } from '../framework';
import { balancedArgs } from '../resourceArgs';
import { resourceScorer, type ResourceTotals } from '../resourceScorer';
import { skip } from '../status';

/** Prefers nodes whose resources would be used evenly, against how they are used now (plugins/noderesources/balanced_allocation.go, v1.36). */
export const nodeResourcesBalancedAllocation: PluginFactory = {
  name: 'NodeResourcesBalancedAllocation',
  create(rawArgs) {
    const scorer = resourceScorer(balancedArgs(rawArgs).resources, 'asRequested', balanceImprovement);
    return {
      name: 'NodeResourcesBalancedAllocation',
      sign: pod => JSON.stringify(scorer.requestsOf(pod)),
      preScore: (_state, pod) => scorer.requestsOf(pod).every(request => request === 0) ? skip : undefined,
      score: (_state, pod, node) => scorer.score(pod, node)
    };
  }
};

function balanceImprovement({ requested, allocated, allocatable }: ResourceTotals): number {
  const half = maxNodeScore / 2;
  return half + Math.trunc((half + balance(requested, allocatable) - balance(allocated, allocatable)) / 2);
}

/** 100 when all resources are used to the same share, less the standard deviation of the shares. */
function balance(used: Float64Array, allocatable: Float64Array): number {
  let count = 0, first = 0, second = 0, sum = 0;
  for (let i = 0; i < used.length; i++) {
    if (allocatable[i] === 0) continue;
    const share = Math.min((used[i] ?? 0) / (allocatable[i] ?? 1), 1);
    if (count === 0) first = share;
    else if (count === 1) second = share;
    sum += share;
    count++;
  }
  let deviation = 0;
  if (count === 2) deviation = Math.abs((first - second) / 2);
  else if (count > 2) {
    const mean = sum / count;
    let squares = 0;
    for (let i = 0; i < used.length; i++) {
      if (allocatable[i] === 0) continue;
      const share = Math.min((used[i] ?? 0) / (allocatable[i] ?? 1), 1);
      squares += (share - mean) * (share - mean);
    }
    deviation = Math.sqrt(squares / count);
  }
  return Math.trunc((1 - deviation) * maxNodeScore);
}
