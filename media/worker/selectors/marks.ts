import type { Change, Entry } from '../../../engine/src/index';
import type { PodState } from '../../src/model/moment';
import type { MarkModel, Tone } from '../../src/model/run';
import { numberAt, textAt } from '../read';
import { podState } from './podState';
import { conditionIsTrue, podStatus } from './podStatus';

/** Which resources tell with their status that all wanted replicas are ready. */
const rollouts: ReadonlySet<string> = new Set(['apps/deployments', 'apps/statefulsets', 'apps/daemonsets', 'batch/jobs']);

/** Finds the moments worth going to. Equal things at the same time are one mark. */
export class MarkCollector {
  readonly marks: MarkModel[] = [];
  private readonly states = new Map<string, PodState>();
  private readonly waiting = new Set<string>();
  private readonly done = new Map<string, boolean>();
  private readonly groups = new Map<string, { index: number; names: string[] }>();

  add(entry: Entry, moment: number): void {
    if (entry.attempt !== undefined && entry.attempt.node === undefined && !this.waiting.has(entry.attempt.pod.uid)) {
      this.waiting.add(entry.attempt.pod.uid);
      this.mark({ moment, atMs: entry.atMs, tone: 'bad' }, 'stays Pending', entry.attempt.pod.name);
    }
    for (const change of entry.changes) {
      if (change.key.resource === 'pods') this.podChanged(change, entry.atMs, moment);
      else if (rollouts.has(change.key.resource)) this.rolloutChanged(change, entry.atMs, moment);
      else if (change.key.resource === 'nodes') this.nodeChanged(change, entry.atMs, moment);
    }
  }

  private podChanged(change: Change, atMs: number, moment: number): void {
    const uid = change.object.metadata?.uid ?? change.key.name;
    if (change.type === 'DELETED') { this.states.delete(uid); return; }
    const before = this.states.get(uid), state = podState(change.object);
    this.states.set(uid, state);
    if (state === before) return;
    if (state === 'failing') this.mark({ moment, atMs, tone: 'bad' }, `fails: ${podStatus(change.object).status}`, change.key.name);
    else if (before === 'ready' && state === 'starting') this.mark({ moment, atMs, tone: 'warning' }, 'is no longer ready', change.key.name);
    else if (before === undefined && textAt(change.object, 'spec', 'nodeName') === '') return;
    else if (state === 'succeeded') this.mark({ moment, atMs, tone: 'good' }, 'completed', change.key.name);
  }

  private rolloutChanged(change: Change, atMs: number, moment: number): void {
    const key = `${change.key.resource}/${change.key.namespace}/${change.key.name}`;
    const { ready, wanted } = replicaCounts(change);
    const done = change.type !== 'DELETED' && wanted > 0 && ready >= wanted;
    if (done && this.done.get(key) !== true) this.mark({ moment, atMs, tone: 'good' }, change.key.resource === 'batch/jobs' ? 'is complete' : `is ready (${ready} of ${wanted})`, change.key.name);
    this.done.set(key, done);
  }

  private nodeChanged(change: Change, atMs: number, moment: number): void {
    if (change.old === undefined || change.type !== 'MODIFIED') return;
    const before = conditionIsTrue(change.old, 'Ready'), after = conditionIsTrue(change.object, 'Ready');
    if (before && !after) this.mark({ moment, atMs, tone: 'bad' }, 'is NotReady', change.key.name);
    if (!before && after) this.mark({ moment, atMs, tone: 'good' }, 'is Ready', change.key.name);
  }

  private mark(where: { moment: number; atMs: number; tone: Tone }, what: string, name: string): void {
    const key = `${where.atMs}\n${where.tone}\n${what}`;
    const group = this.groups.get(key);
    if (group === undefined) {
      this.groups.set(key, { index: this.marks.push({ ...where, label: `${name} ${what}` }) - 1, names: [name] });
      return;
    }
    group.names.push(name);
    this.marks[group.index] = { ...where, label: `${group.names.slice(0, 3).join(', ')}${group.names.length > 3 ? ` and ${group.names.length - 3} more` : ''}: ${what}` };
  }
}

/** How many replicas a workload wants and how many serve. */
export function replicaCounts(change: Pick<Change, 'key' | 'object'>): { readonly ready: number; readonly wanted: number } {
  const { object } = change;
  switch (change.key.resource) {
    case 'apps/daemonsets': return { ready: numberAt(object, 'status', 'numberReady') ?? 0, wanted: numberAt(object, 'status', 'desiredNumberScheduled') ?? 0 };
    case 'batch/jobs': return { ready: numberAt(object, 'status', 'succeeded') ?? 0, wanted: numberAt(object, 'spec', 'completions') ?? 1 };
    default: return { ready: numberAt(object, 'status', 'readyReplicas') ?? 0, wanted: numberAt(object, 'spec', 'replicas') ?? 1 };
  }
}
