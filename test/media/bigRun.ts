import type { KubeObject } from '../../engine/src/index';
import type { Simulated } from '../../media/worker/simulate';
import { ScriptedTimeline, type Step } from './scriptedTimeline';

/** A cluster of any size with pods spread evenly, each becoming ready in an entry of its own: for pictures at scale. */
export function bigRun(nodeCount: number, podCount: number): Simulated {
  const nodes = Array.from({ length: nodeCount }, (_, index): readonly [string, KubeObject] => ['nodes', {
    kind: 'Node', metadata: { name: `node-${String(index).padStart(5, '0')}`, uid: `n${index}`, labels: { 'topology.kubernetes.io/zone': `zone-${'abc'.charAt(index % 3)}` } },
    status: { allocatable: { cpu: '8', memory: '32Gi', pods: '110' }, conditions: [{ type: 'Ready', status: 'True' }] }
  }]);
  const pod = (index: number, ready: boolean): readonly [string, KubeObject] => ['pods', {
    kind: 'Pod', metadata: { name: `web-7d9f8c6b5-${index.toString(36).padStart(5, '0')}`, namespace: 'default', uid: `p${index}`, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `web-${index % 5}`, uid: `rs${index % 5}`, controller: true }] },
    spec: { nodeName: `node-${String(index % nodeCount).padStart(5, '0')}`, containers: [{ name: 'app', resources: { requests: { cpu: '500m', memory: '1Gi' } } }] },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }], containerStatuses: [{ name: 'app', ready, restartCount: 0, started: ready, state: { running: {} } }] }
  }];
  const steps: Step[] = [{ atMs: 0, component: 'kubectl', put: Array.from({ length: podCount }, (_, index) => pod(index, false)) }];
  for (let index = 0; index < Math.min(podCount, 1000); index++) steps.push({ atMs: 1000 + index * 20, component: 'kubelet', message: 'Started container app', put: [pod(index, true)] });
  return { timeline: new ScriptedTimeline(nodes, steps), documents: [], cluster: `${nodeCount} nodes · 3 zones`, verdicts: () => [] };
}
