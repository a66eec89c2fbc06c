import type { PluginFactory } from '../framework';
import { unresolvable } from '../status';

const refusal = unresolvable("node(s) didn't match the requested node name");

/** A pod that names its node fits there only (plugins/nodename/node_name.go, v1.36). */
export const nodeName: PluginFactory = {
  name: 'NodeName',
  create: () => ({
    name: 'NodeName',
    sign: pod => pod.pod.spec?.nodeName ?? '',
    filter(_state, pod, node) {
      const wanted = pod.pod.spec?.nodeName ?? '';
      return wanted === '' || wanted === node.name ? undefined : refusal;
    },
    events: [{ resource: 'nodes', actions: ['Add'] }]
  })
};
