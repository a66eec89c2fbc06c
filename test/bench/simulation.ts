import { dryRun, parseManifests, type DryRun } from '../../engine/src/index';
import type { Benchmark } from './benchmark';

const hourMs = 3_600_000;

/** A Deployment with both probes and a Service. */
function workload(replicas: number): string {
  const probe = '{httpGet: {path: /, port: 80}, periodSeconds: 10}';
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: "app:1", resources: {requests: {cpu: 10m, memory: 16Mi}}, livenessProbe: ${probe}, readinessProbe: ${probe}}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
`;
}

function run(replicas: number, untilMs: number): DryRun {
  return dryRun([{ name: 'bench.yaml', file: parseManifests(workload(replicas)) }], { untilMs, cluster: 'large' });
}

/** The run that others look at and go on with; made once. */
function prepared<T>(use: (run: DryRun) => T): () => T {
  let kept: DryRun | undefined;
  return () => use(kept ??= run(300, hourMs));
}

/** The simulation: what a dry-run, a what-if and a scrubber wait for. */
export const simulationBenches: readonly Benchmark[] = [
  { name: 'dry-run of a small file, ten minutes', minIterations: 5, prepare: () => () => run(3, 600_000) },
  { name: 'an hour of 300 pods, probes every 10 s', minIterations: 2, prepare: () => () => run(300, hourMs) },
  { name: 'a rollout of 300 replicas', minIterations: 2, prepare: () => prepared(({ timeline }) => {
    timeline.seek(timeline.length);
    const fork = timeline.fork();
    fork.act({ atMs: hourMs, target: 'user', type: 'act', data: { do: 'setImage', resource: 'apps/deployments', namespace: 'default', name: 'web', container: 'app', image: 'app:2' } });
    fork.runUntil(hourMs + 600_000);
  }) }
];
