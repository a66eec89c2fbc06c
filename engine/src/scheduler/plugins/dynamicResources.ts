import { StateSlot } from '../cycleState';
import type { PluginFactory } from '../framework';
import { failed, skip, unschedulable } from '../status';

/** Devices that the pod's claims ask for (plugins/dynamicresources/dynamicresources.go, v1.36). */
export const dynamicResources: PluginFactory = {
  name: 'DynamicResources',
  create() {
    const seen = new StateSlot<true>();
    return {
      name: 'DynamicResources',
      preFilter(state) {
        seen.write(state, true);
        return { status: skip };
      },
      // Upstream has no state to look at when an earlier preFilter refused the pod, and says so with the error of the lookup.
      postFilter: state => ({ status: seen.read(state) === undefined ? failed('not found') : unschedulable('no new claims to deallocate') }),
      scoreAll: (_state, _pod, nodes) => new Float64Array(nodes.length)
    };
  }
};
