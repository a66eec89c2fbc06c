import { epochMs, FieldPath, isObject, own, type AppliedDocument, type DryRun, type DryRunFile, type KubeObject, type ManifestFile, type SchedulingAttempt } from '../../../../engine/src/index';
import { isWell, verdictText } from '../../dryRun/verdictText';

/** One pod at the end of the run. */
export interface PodRow {
  readonly namespace: string;
  readonly name: string;
  /** '' while it is Pending. */
  readonly node: string;
  readonly status: string;
  /** Virtual time at which it became ready, to the second; absent while it is not. */
  readonly readyAtMs?: number;
}

/** A pod that the scheduler could not place, and its last pass over the nodes. */
export interface PendingPod { readonly namespace: string; readonly pod: string; readonly message: string; readonly attempt?: SchedulingAttempt }

/** One line of the story: a core/v1 Event, at its (last) time. */
export interface StoryLine { readonly atMs: number; readonly type: string; readonly about: string; readonly reason: string; readonly message: string }

export interface WorkloadRow { readonly kind: string; readonly namespace: string; readonly name: string; readonly well: boolean; readonly summary: string; readonly failing: readonly { readonly pod: string; readonly reason: string; readonly message: string }[] }

/** Everything that `clusterville dry-run` tells of a run; times are virtual milliseconds. */
export interface DryRunReport {
  readonly cluster: string;
  readonly nodes: readonly string[];
  readonly kubernetesVersion: string;
  readonly seed: number;
  readonly simulatedMs: number;
  /** `line` is where the document begins in its file, from 1. */
  readonly documents: readonly (AppliedDocument & { readonly line: number })[];
  readonly workloads: readonly WorkloadRow[];
  readonly pods: readonly PodRow[];
  readonly pending: readonly PendingPod[];
  readonly timeline: readonly StoryLine[];
}

/** The report of a run at its end. `files` are the person's own files: what the cluster's file brings is no news. */
export function reportOf(run: DryRun, files: readonly DryRunFile[], known: Pick<DryRunReport, 'cluster' | 'kubernetesVersion' | 'seed' | 'simulatedMs'>): DryRunReport {
  const { timeline } = run;
  timeline.seek(timeline.length);
  const byName = new Map(files.map(({ name, file }) => [name, file]));
  const verdicts = run.verdicts().filter(verdict => byName.has(verdict.file));
  return {
    ...known,
    nodes: timeline.view.list('nodes').map(node => node.metadata?.name ?? ''),
    documents: run.applied.flatMap(document => {
      const file = byName.get(document.file);
      return file === undefined ? [] : [{ ...document, line: lineOf(file, document.document) }];
    }),
    workloads: verdicts.map(verdict => ({ kind: verdict.kind, namespace: verdict.namespace, name: verdict.name, well: isWell(verdict), summary: verdictText(verdict), failing: verdict.failing })),
    pods: timeline.view.list('pods').map(podRow),
    pending: verdicts.flatMap(({ namespace, pending }) => pending.map(pod => ({ namespace, ...pod }))),
    timeline: storyOf(run)
  };
}

/** Whether the server took all documents and every workload is as wanted. */
export function allIsWell({ documents, workloads }: DryRunReport): boolean {
  return documents.every(document => document.result !== 'refused') && workloads.every(workload => workload.well);
}

/** Where the content of a document begins: comments and the separator are not counted. */
function lineOf({ text, documents }: ManifestFile, index: number): number {
  const document = documents[index];
  const start = document?.sourceMap.rangeOf(FieldPath.of('kind'), 'key').start ?? 0;
  return text.slice(0, start).split('\n').length;
}

function podRow(pod: KubeObject): PodRow {
  const ready = conditions(pod).find(condition => condition['type'] === 'Ready' && condition['status'] === 'True');
  const since = typeof ready?.['lastTransitionTime'] === 'string' ? Date.parse(ready['lastTransitionTime']) - epochMs : NaN;
  return {
    namespace: pod.metadata?.namespace ?? '', name: pod.metadata?.name ?? '', node: textAt(pod, 'spec', 'nodeName'), status: statusOf(pod),
    ...(Number.isNaN(since) ? {} : { readyAtMs: since })
  };
}

/** The column STATUS of kubectl get pods in its common cases: what a container waits for, else the phase. */
function statusOf(pod: KubeObject): string {
  if (pod.metadata?.deletionTimestamp !== undefined) return 'Terminating';
  const waiting = [...listAt(pod, 'initContainerStatuses'), ...listAt(pod, 'containerStatuses')].map(status => textAt(status, 'state', 'waiting', 'reason')).find(reason => reason !== '');
  return waiting ?? textAt(pod, 'status', 'phase');
}

/** The Events as they were written, each at the time of its writing. */
function storyOf({ timeline }: DryRun): StoryLine[] {
  return timeline.entries(0, timeline.length).flatMap(entry => entry.changes
    .filter(change => change.key.resource === 'events' && change.type !== 'DELETED')
    .map(({ object }) => ({
      atMs: entry.atMs, type: textAt(object, 'type'), about: `${textAt(object, 'involvedObject', 'kind')}/${textAt(object, 'involvedObject', 'name')}`,
      reason: textAt(object, 'reason'), message: textAt(object, 'message')
    })));
}

function conditions(pod: KubeObject): readonly Readonly<Record<string, unknown>>[] {
  return listAt(pod, 'conditions').filter(isRecord);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function listAt(pod: KubeObject, field: string): readonly unknown[] {
  const status = pod['status'];
  const list = isObject(status) ? own(status, field) : undefined;
  return Array.isArray(list) ? list : [];
}

function textAt(value: unknown, ...path: readonly string[]): string {
  const found = path.reduce<unknown>((at, step) => isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined, value);
  return typeof found === 'string' ? found : '';
}

