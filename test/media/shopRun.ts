import { epochMs, type KubeObject, type SchedulingAttempt } from '../../engine/src/index';
import type { DocumentModel } from '../../media/src/model/run';
import type { Simulated } from '../../media/worker/simulate';
import { ScriptedTimeline, type Step } from './scriptedTimeline';

/** A shop on six nodes in three zones: a crash, a failing liveness probe, and a pod for which there is no room. */
export function shopRun(): Simulated {
  const timeline = new ScriptedTimeline(nodes, steps().sort((a, b) => a.atMs - b.atMs));
  return {
    timeline, documents, cluster: '6 nodes · 3 zones',
    verdicts: () => [
      { file: 'shop.yaml', document: 0, kind: 'Deployment', namespace: 'default', name: 'api', desired: 3, ready: 2, pending: [], failing: [{ pod: 'api-7d9f8c6b5-c4c4c', reason: 'CrashLoopBackOff', message: 'back-off' }] },
      { file: 'shop.yaml', document: 1, kind: 'StatefulSet', namespace: 'default', name: 'db', desired: 3, ready: 2, pending: [{ pod: 'db-2', message: noRoom }], failing: [] }
    ]
  };
}

export const noRoom = '0/6 nodes are available: 2 node(s) had untolerated taint(s), 4 Insufficient cpu. no new claims to deallocate, preemption: 0/6 nodes are available: 2 Preemption is not helpful for scheduling, 4 No preemption victims found for incoming pod.';

const documents: readonly DocumentModel[] = [
  { file: 'shop.yaml', document: 0, kind: 'Deployment', namespace: 'default', name: 'api', result: 'created', warnings: [], start: 0, end: 500, line: 1 },
  { file: 'shop.yaml', document: 1, kind: 'StatefulSet', namespace: 'default', name: 'db', result: 'created', warnings: [], start: 501, end: 900, line: 41 }
];

const nodes = (['a1', 'a2', 'b1', 'b2', 'c1', 'c2'] as const).map((id): readonly [string, KubeObject] => ['nodes', {
  kind: 'Node',
  metadata: { name: id.startsWith('c') ? `batch-${id}` : `node-${id}`, uid: id, labels: { 'topology.kubernetes.io/zone': `zone-${id.charAt(0)}` } },
  spec: id.startsWith('c') ? { taints: [{ key: 'workload', value: 'batch', effect: 'NoSchedule' }] } : {},
  status: { allocatable: id.startsWith('c') ? { cpu: '8', memory: '32Gi', pods: '110' } : { cpu: '4', memory: '16Gi', pods: '110' }, conditions: [{ type: 'Ready', status: 'True' }] }
}]);

interface PodOptions { readonly name: string; readonly owner: string; readonly cpu: string; readonly memory: string; readonly node?: string; readonly status?: object }

function pod({ name, owner, cpu, memory, node, status }: PodOptions): readonly [string, KubeObject] {
  const kind = owner.startsWith('rs-') ? 'ReplicaSet' : 'StatefulSet';
  return ['pods', {
    kind: 'Pod', metadata: { name, namespace: 'default', uid: `uid-${name}`, creationTimestamp: new Date(epochMs).toISOString(), ownerReferences: [{ apiVersion: 'apps/v1', kind, name: owner.replace(/^(rs|sts)-/, ''), uid: owner, controller: true }] },
    spec: { ...(node === undefined ? {} : { nodeName: node }), containers: [{ name: 'app', resources: { requests: { cpu, memory } } }] },
    status: { phase: 'Pending', ...status }
  }];
}

const running = (ready: boolean, restartCount = 0): object => ({ phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }], containerStatuses: [{ name: 'app', ready, started: true, restartCount, state: { running: {} } }] });
const waiting = (reason: string, message: string, restartCount: number): object => ({ phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }], containerStatuses: [{ name: 'app', ready: false, started: false, restartCount, state: { waiting: { reason, message } } }] });

function workload(ready: number): readonly (readonly [string, KubeObject])[] {
  return [
    ['apps/deployments', { kind: 'Deployment', metadata: { name: 'api', namespace: 'default', uid: 'dep-api' }, spec: { replicas: 3 }, status: { readyReplicas: ready } }],
    ['apps/replicasets', { kind: 'ReplicaSet', metadata: { name: 'api-7d9f8c6b5', namespace: 'default', uid: 'rs-api-7d9f8c6b5', ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'api', uid: 'dep-api', controller: true }] }, spec: { replicas: 3 }, status: { readyReplicas: ready } }]
  ];
}

function database(ready: number): readonly [string, KubeObject] {
  return ['apps/statefulsets', { kind: 'StatefulSet', metadata: { name: 'db', namespace: 'default', uid: 'sts-db' }, spec: { replicas: 3 }, status: { readyReplicas: ready } }];
}

function attempt(name: string, atMs: number, node?: string): SchedulingAttempt {
  const full = { fits: false as const, code: 'Unschedulable' as const, plugin: 'NodeResourcesFit', reasons: ['Insufficient cpu'] };
  const tainted = { fits: false as const, code: 'UnschedulableAndUnresolvable' as const, plugin: 'TaintToleration', reasons: ['node(s) had untolerated taint(s)'] };
  const good = (total: number) => ({ fits: true as const, total, scores: { NodeResourcesFit: total - 100, TaintToleration: 100 } });
  const others = node === undefined ? { 'node-a1': full, 'node-a2': full, 'node-b1': full, 'node-b2': full } : { 'node-a1': good(180), 'node-a2': good(180), 'node-b1': good(175), 'node-b2': full };
  return {
    pod: { namespace: 'default', name, uid: `uid-${name}` }, atMs, attempt: 1, best: node === undefined ? [] : ['node-a1', 'node-a2'], nodes: { ...others, 'batch-c1': tainted, 'batch-c2': tainted },
    ...(node === undefined ? { message: noRoom } : { node })
  };
}

const apiPods = [['api-7d9f8c6b5-a2a2a', 'node-a1'], ['api-7d9f8c6b5-b3b3b', 'node-a2'], ['api-7d9f8c6b5-c4c4c', 'node-b2']] as const;
const dbPods = [['db-0', 'node-a1'], ['db-1', 'node-b1']] as const;

function steps(): Step[] {
  const api = (index: 0 | 1 | 2, status: object, node = true) => pod({ name: apiPods[index][0], owner: 'rs-api-7d9f8c6b5', cpu: '1', memory: '2Gi', ...(node ? { node: apiPods[index][1] } : {}), status });
  const db = (index: 0 | 1, status: object, node = true) => pod({ name: dbPods[index][0], owner: 'sts-db', cpu: '2', memory: '6Gi', ...(node ? { node: dbPods[index][1] } : {}), status });
  const result: Step[] = [
    { atMs: 0, component: 'kubectl', message: 'deployment.apps/api created', put: [...workload(0), database(0)] },
    { atMs: 5, component: 'deployment-controller', message: 'Scaled up replica set api-7d9f8c6b5 from 0 to 3', put: [api(0, {}, false), api(1, {}, false), api(2, {}, false), db(0, {}, false), db(1, {}, false)] }
  ];
  for (const index of [0, 1, 2] as const) result.push({ atMs: 20 + index, component: 'default-scheduler', message: `Successfully assigned default/${apiPods[index][0]} to ${apiPods[index][1]}`, attempt: attempt(apiPods[index][0], 20 + index, apiPods[index][1]), put: [api(index, {})] });
  for (const index of [0, 1] as const) result.push({ atMs: 30 + index, component: 'default-scheduler', message: `Successfully assigned default/${dbPods[index][0]} to ${dbPods[index][1]}`, attempt: attempt(dbPods[index][0], 30 + index, dbPods[index][1]), put: [db(index, {})] });
  result.push({ atMs: 40, component: 'default-scheduler', message: noRoom, attempt: attempt('db-2', 40), put: [pod({ name: 'db-2', owner: 'sts-db', cpu: '4', memory: '6Gi', status: { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: noRoom }] } })] });
  result.push({ atMs: 14_000, component: 'kubelet', message: 'Started container app', put: [api(0, running(true)), api(1, running(true)), db(0, running(true)), db(1, running(true))] }, { atMs: 14_100, component: 'deployment-controller', put: [...workload(2), database(2)] });
  crashes(result, api);
  liveness(result, api);
  return result;
}

function crashes(result: Step[], api: (index: 0 | 1 | 2, status: object) => readonly [string, KubeObject]): void {
  let atMs = 4000;
  for (const [restart, delay] of [10, 20, 40, 80].entries()) {
    result.push({ atMs, component: 'kubelet', message: 'Started container app', put: [api(2, running(false, restart))] });
    atMs += 3000;
    result.push({ atMs, component: 'kubelet', message: 'Back-off restarting failed container app in pod api-7d9f8c6b5-c4c4c', put: [api(2, waiting('CrashLoopBackOff', `back-off ${delay}s restarting failed container=app`, restart + 1))] });
    atMs += delay * 1000;
  }
}

function liveness(result: Step[], api: (index: 0 | 1 | 2, status: object) => readonly [string, KubeObject]): void {
  const probe = (index: 0 | 1, atMs: number, name: string, ok: boolean, count = 1): Step => ({
    atMs, component: 'kubelet', trace: [{ type: 'probe', about: { kind: 'Pod', namespace: 'default', name: apiPods[index][0] }, message: ok ? `${name} probe succeeded` : `${name} probe failed: HTTP probe failed with statuscode: 503`, data: { probe: name, ok, container: 'app', count, threshold: 3 } }]
  });
  for (let atMs = 16_000; atMs < 150_000; atMs += 5000) result.push(probe(0, atMs, 'readiness', true));
  for (let atMs = 16_500; atMs < 150_000; atMs += 10_000) result.push(probe(0, atMs, 'liveness', true));
  for (let atMs = 4000; atMs < 14_000; atMs += 2000) result.push(probe(1, atMs, 'startup', atMs >= 12_000));
  for (let atMs = 17_000; atMs < 50_000; atMs += 10_000) result.push(probe(1, atMs, 'liveness', true));
  for (const [index, atMs] of [57_000, 67_000, 77_000].entries()) result.push(probe(1, atMs, 'liveness', false, index + 1));
  result.push({ atMs: 58_000, component: 'kubelet', message: 'Readiness probe failed: HTTP probe failed with statuscode: 503', put: [api(1, running(false))] }, { atMs: 58_100, component: 'deployment-controller', put: [...workload(1)] },
    { atMs: 77_100, component: 'kubelet', message: 'Container app failed liveness probe, will be restarted', put: [api(1, { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }], containerStatuses: [{ name: 'app', ready: false, restartCount: 0, state: { terminated: { exitCode: 137, reason: 'Error' } } }] })] },
    { atMs: 78_000, component: 'kubelet', message: 'Started container app', put: [api(1, running(false, 1))] }, { atMs: 90_000, component: 'kubelet', message: 'Readiness probe succeeded', put: [api(1, running(true, 1))] }, { atMs: 90_100, component: 'deployment-controller', put: [...workload(2)] });
}
