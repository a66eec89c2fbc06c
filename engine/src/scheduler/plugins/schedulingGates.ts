import type { PluginFactory } from '../framework';
import { unresolvable } from '../status';

/** Keeps pods with scheduling gates out of the queue (plugins/schedulinggates/scheduling_gates.go, v1.36). */
export const schedulingGates: PluginFactory = {
  name: 'SchedulingGates',
  create: () => ({
    name: 'SchedulingGates',
    preEnqueue(pod) {
      const gates = (pod.pod.spec?.schedulingGates ?? []).map(gate => gate.name ?? '');
      return gates.length === 0 ? undefined : unresolvable(`waiting for scheduling gates: [${gates.join(' ')}]`);
    },
    events: [{ resource: 'pods', actions: ['UpdatePodSchedulingGatesEliminated'], hint: (pod, event) => event.object?.metadata?.uid === pod.pod.metadata?.uid }]
  })
};
