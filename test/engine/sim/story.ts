import assert from 'node:assert/strict';
import { parseManifests } from '../../../engine/src/manifest/file';
import { dryRun, type DryRun, type DryRunOptions } from '../../../engine/src/sim/dryRun';
import type { Event, Pod } from '../../../engine/generated/types';

/** Runs a text of manifests on the default cluster. */
export function story(text: string, options: DryRunOptions = {}): DryRun {
  return dryRun([{ name: 'story.yaml', file: parseManifests(text) }], options);
}

/** A Deployment of one container `app`; `more` is added to the container, `annotations` to the template. */
export function deployment(name: string, options: { replicas?: number; more?: string; annotations?: Record<string, string>; spec?: string } = {}): string {
  const annotations = JSON.stringify(options.annotations ?? {});
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  replicas: ${options.replicas ?? 1}
  ${options.spec ?? ''}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}, annotations: ${annotations}}
    spec:
      containers:
      - {name: app, image: "registry.example/app:1", ${options.more ?? ''}}
---
`;
}

/** The moments at which Events of a reason were written, in seconds, with their messages. */
export function happened(run: DryRun, reason: string): { readonly atSeconds: number; readonly message: string }[] {
  return run.timeline.entries(0, run.timeline.length).flatMap(entry => entry.changes
    .filter(change => change.key.resource === 'events' && (change.object as Event).reason === reason)
    .map(change => ({ atSeconds: Math.floor(entry.atMs / 1000), message: (change.object as Event).message ?? '' })));
}

/** When the first pod of the run became what `test` says, in seconds. */
export function firstPod(run: DryRun, test: (pod: Pod) => boolean): number | undefined {
  for (const entry of run.timeline.entries(0, run.timeline.length)) {
    if (entry.changes.some(change => change.key.resource === 'pods' && change.type !== 'DELETED' && test(change.object))) return Math.floor(entry.atMs / 1000);
  }
  return undefined;
}

export function isReady(pod: Pod): boolean {
  return (pod.status?.conditions ?? []).some(condition => condition.type === 'Ready' && condition.status === 'True');
}

/** The only pod of the run at the moment shown. */
export function onlyPod(run: DryRun): Pod {
  const pods = run.timeline.view.list('pods');
  assert.equal(pods.length, 1);
  return pods[0] as Pod;
}
