import type { Node } from '../../../generated/types';
import type { PluginFactory } from '../framework';
import { unresolvable } from '../status';
import { toleratesTaint } from '../../api/tolerations';

const refusal = unresolvable('node(s) were unschedulable');
const taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/** Cordoned nodes take only pods that tolerate it (plugins/nodeunschedulable/node_unschedulable.go, v1.36). */
export const nodeUnschedulable: PluginFactory = {
  name: 'NodeUnschedulable',
  create: () => ({
    name: 'NodeUnschedulable',
    sign: pod => JSON.stringify(pod.pod.spec?.tolerations ?? []),
    filter(_state, pod, node) {
      if (node.node.spec?.unschedulable !== true) return undefined;
      return toleratesTaint(pod.pod.spec?.tolerations ?? [], taint) ? undefined : refusal;
    },
    events: [
      { resource: 'nodes', actions: ['Add', 'UpdateNodeTaint'], hint: (_pod, { object }) => !isCordoned(object) },
      { resource: 'pods', actions: ['UpdatePodToleration'], hint: (pod, { object }) => object?.metadata?.uid === pod.pod.metadata?.uid && toleratesTaint(pod.pod.spec?.tolerations ?? [], taint) }
    ]
  })
};

function isCordoned(node: Node | undefined): boolean {
  return node?.spec?.unschedulable === true;
}
