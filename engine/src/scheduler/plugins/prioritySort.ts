import { compareText } from '../../core/order';
import type { PluginFactory } from '../framework';

/** Higher priority first, then who waits longer (plugins/queuesort/priority_sort.go, v1.36); equal ones by name, where upstream leaves it open. */
export const prioritySort: PluginFactory = {
  name: 'PrioritySort',
  create: () => ({
    name: 'PrioritySort',
    queueSort: (a, b) => b.priority - a.priority || a.timestampMs - b.timestampMs || compareText(a.key, b.key)
  })
};
