import type { PluginFactory } from '../framework';
import { HostPorts } from '../hostPorts';
import { podInfoOf } from '../podInfo';
import { skip, unschedulable } from '../status';

const refusal = unschedulable("node(s) didn't have free ports for the requested pod ports");

/** Host ports must be free on the node (plugins/nodeports/node_ports.go, v1.36). */
export const nodePorts: PluginFactory = {
  name: 'NodePorts',
  create: () => ({
    name: 'NodePorts',
    sign: pod => JSON.stringify(pod.hostPorts),
    preFilter: (_state, pod) => pod.hostPorts.length === 0 ? { status: skip } : undefined,
    filter: (_state, pod, node) => pod.hostPorts.some(port => node.ports.conflicts(port)) ? refusal : undefined,
    events: [
      {
        resource: 'pods', actions: ['Delete'], hint(pod, { object }) {
          if (object === undefined) return false;
          const freed = new HostPorts();
          for (const port of podInfoOf(object).hostPorts) freed.add(port);
          return pod.hostPorts.some(port => freed.conflicts(port));
        }
      },
      { resource: 'nodes', actions: ['Add'] }
    ]
  })
};
