import type { Node, Taint, Toleration } from '../../../generated/types';
import type { PluginFactory } from '../framework';
import { normalize } from '../normalize';
import { perPod } from '../perPod';
import { unresolvable } from '../status';
import { findUntoleratedTaint, toleratesTaint } from '../../api/tolerations';

const refusal = unresolvable('node(s) had untolerated taint(s)');

/** NoSchedule and NoExecute taints must be tolerated; PreferNoSchedule ones that are not lower the score (plugins/tainttoleration/taint_toleration.go, v1.36). */
export const taintToleration: PluginFactory = {
  name: 'TaintToleration',
  create() {
    const preferences = perPod(pod => (pod.pod.spec?.tolerations ?? []).filter(one => one.effect === undefined || one.effect === '' || one.effect === 'PreferNoSchedule'));
    return {
      name: 'TaintToleration',
      sign: pod => JSON.stringify(pod.pod.spec?.tolerations ?? []),
      filter(_state, pod, node) {
        const taints = node.node.spec?.taints;
        if (taints === undefined || taints.length === 0) return undefined;
        return findUntoleratedTaint(taints, pod.pod.spec?.tolerations ?? []) === undefined ? undefined : refusal;
      },
      score: (_state, pod, node) => intolerable(node.node.spec?.taints ?? [], preferences(pod)),
      normalizeScores: (_state, _pod, scores) => normalize(scores, 'reversed'),
      events: [
        { resource: 'nodes', actions: ['Add', 'UpdateNodeTaint'], hint: (pod, { object, old }) => becameTolerable(pod.pod.spec?.tolerations ?? [], object, old) },
        { resource: 'pods', actions: ['UpdatePodToleration'], hint: (pod, { object }) => object?.metadata?.uid === pod.pod.metadata?.uid }
      ]
    };
  }
};

function intolerable(taints: readonly Taint[], tolerations: readonly Toleration[]): number {
  let count = 0;
  for (const taint of taints) if (taint.effect === 'PreferNoSchedule' && !toleratesTaint(tolerations, taint)) count++;
  return count;
}

function becameTolerable(tolerations: readonly Toleration[], node: Node | undefined, old: Node | undefined): boolean {
  const was = old === undefined || findUntoleratedTaint(old.spec?.taints, tolerations) !== undefined;
  return was && findUntoleratedTaint(node?.spec?.taints, tolerations) === undefined;
}
