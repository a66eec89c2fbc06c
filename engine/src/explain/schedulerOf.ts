import type { Pod } from '../../generated/types';
import { ClusterScheduler } from '../scheduler/clusterScheduler';
import { listedResources } from '../scheduler/listers';
import type { WorldView } from '../sim/timeline';

/** A scheduler of its own over the cluster as it is at this moment: for questions that start with "what if". */
export function schedulerOf(view: WorldView): ClusterScheduler {
  const scheduler = new ClusterScheduler(view.schedulerProfiles);
  for (const resource of ['nodes', 'pods', ...listedResources]) for (const object of view.list(resource)) scheduler.cluster.upsert(resource, object);
  return scheduler;
}

/** Where the pod would go now; undefined when nowhere. Ties fall to the first node by name. */
export function nodeFor(scheduler: ClusterScheduler, pod: Pod): string | undefined {
  return scheduler.schedule(pod, { atMs: 0, attempt: 1, choose: () => 0 }).node?.name;
}

/** The pod without what scheduling gave it: as if it were new. */
export function unscheduled(pod: Pod): Pod {
  const { nodeName: _node, ...spec } = pod.spec ?? {};
  const { nominatedNodeName: _nominated, ...status } = pod.status ?? {};
  return { ...pod, spec, status };
}
