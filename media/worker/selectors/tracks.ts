import type { Change, Entry, KubeObject } from '../../../engine/src/index';
import type { Phase, PinModel, TickModel } from '../../src/model/lanes';
import { at, listAt, numberAt, textAt } from '../read';
import { replicaCounts } from './marks';
import { ownerResources } from './owners';
import { notReadyReason, podState } from './podState';
import { podStatus } from './podStatus';
import { probeTick } from './probeTicks';

/** A change of phase; it lasts until the next one. */
export interface Turn { readonly atMs: number; readonly phase: Phase; readonly label: string; readonly detail?: string }

/** The life of one object as a lane shows it. */
export interface Track {
  readonly key: string; readonly kind: string; readonly namespace: string; readonly name: string;
  readonly parent?: string; readonly uid?: string; readonly bornMs: number;
  endMs?: number;
  readonly turns: Turn[]; readonly ticks: TickModel[]; readonly pins: PinModel[];
}

const tracked: ReadonlySet<string> = new Set(Object.values(ownerResources));

/** Follows workloads, pods and containers through the entries of a run. */
export class TrackCollector {
  readonly tracks = new Map<string, Track>();
  private readonly podUids = new Map<string, string>();

  add(entry: Entry): void {
    for (const change of entry.changes) this.addChange(change, entry.atMs);
    for (const event of entry.trace) {
      const tick = probeTick(event, entry.atMs);
      if (tick === undefined || event.about === undefined) continue;
      const uid = this.podUids.get(`${event.about.namespace ?? ''}/${event.about.name}`) ?? '';
      const track = this.tracks.get(`${uid}/${tick.container}`) ?? this.tracks.get(uid);
      track?.ticks.push(tick.tick);
    }
  }

  addChange(change: Change, atMs: number): void {
    if (change.key.resource === 'pods') this.podChanged(change, atMs);
    else if (tracked.has(change.key.resource)) this.workloadChanged(change, atMs);
  }

  private workloadChanged(change: Change, atMs: number): void {
    const track = this.trackOf(change, atMs);
    if (change.type === 'DELETED') { end(track, atMs); return; }
    const { ready, wanted } = replicaCounts(change);
    const label = wanted === 0 ? 'scaled to 0' : `${ready} of ${wanted} ${change.key.resource === 'batch/jobs' ? 'done' : 'ready'}`;
    turn(track, { atMs, phase: wanted === 0 ? 'done' : ready >= wanted ? 'ready' : 'progress', label });
  }

  private podChanged(change: Change, atMs: number): void {
    const track = this.trackOf(change, atMs);
    const uid = change.object.metadata?.uid ?? '';
    this.podUids.set(`${change.key.namespace}/${change.key.name}`, uid);
    if (change.type === 'DELETED') {
      for (const other of this.tracks.values()) if (other.key === uid || other.parent === uid) end(other, atMs);
      return;
    }
    turn(track, podTurn(change, atMs));
    const statuses = [...listAt(change.object, 'status', 'initContainerStatuses'), ...listAt(change.object, 'status', 'containerStatuses')];
    for (const status of statuses) this.containerChanged(change, status, atMs);
  }

  private containerChanged(change: Change, status: unknown, atMs: number): void {
    const uid = change.object.metadata?.uid ?? '', name = textAt(status, 'name'), key = `${uid}/${name}`;
    let track = this.tracks.get(key);
    if (track === undefined) {
      track = { key, kind: 'container', namespace: change.key.namespace, name, parent: uid, uid, bornMs: atMs, turns: [], ticks: [], pins: [] };
      this.tracks.set(key, track);
    }
    const restarts = numberAt(status, 'restartCount') ?? 0;
    if (restarts > (numberAt(previousStatus(change, name), 'restartCount') ?? restarts)) track.pins.push({ atMs, tone: 'warning', label: `restart ${restarts}` });
    turn(track, containerTurn(status, atMs));
  }

  private trackOf(change: Change, atMs: number): Track {
    const { metadata, kind } = change.object;
    const uid = metadata?.uid ?? `${change.key.resource}/${change.key.namespace}/${change.key.name}`;
    const known = this.tracks.get(uid);
    if (known !== undefined) return known;
    const parent = metadata?.ownerReferences?.find(reference => reference.controller === true)?.uid;
    const track: Track = {
      key: uid, kind: kind ?? kindOf(change.key.resource), namespace: change.key.namespace, name: change.key.name, bornMs: atMs, turns: [], ticks: [], pins: [],
      ...(parent === undefined ? {} : { parent }), ...(change.key.resource === 'pods' ? { uid } : {})
    };
    this.tracks.set(uid, track);
    return track;
  }
}

function podTurn(change: Change, atMs: number): Turn {
  const pod = change.object, state = podState(pod), { status } = podStatus(pod);
  switch (state) {
    case 'pending': return { atMs, phase: 'pending', label: 'Pending' };
    case 'starting': return wasReady(change) ? { atMs, phase: 'notReady', label: 'not ready' } : { atMs, phase: 'starting', label: status === 'Running' ? 'starting' : status };
    case 'failing': return /BackOff$/.test(status) ? { atMs, phase: 'backOff', ...backOff(pod, status) } : { atMs, phase: 'failing', label: status };
    case 'terminating': return { atMs, phase: 'terminating', label: `terminating, at most ${pod.metadata?.deletionGracePeriodSeconds ?? 30} s` };
    case 'succeeded': return { atMs, phase: 'done', label: 'completed' };
    case 'ready': return { atMs, phase: 'ready', label: 'ready' };
  }
}

/** How long the wait is, where a container says so: `CrashLoopBackOff 40s`. */
function backOff(pod: KubeObject, status: string): { readonly label: string; readonly detail?: string } {
  const detail = notReadyReason(pod), delay = /back-off (\S+)/.exec(detail ?? '')?.[1];
  return { label: delay === undefined ? status : `${status} ${delay}`, ...(detail === undefined ? {} : { detail }) };
}

/** A pod that has been ready once has containers that are started: not ready again is another thing than starting. */
function wasReady(change: Change): boolean {
  return listAt(change.object, 'status', 'containerStatuses').length > 0
    && listAt(change.object, 'status', 'containerStatuses').every(status => at(status, 'started') === true && at(status, 'state', 'running') !== undefined)
    && change.old !== undefined && podState(change.old) === 'ready';
}

function containerTurn(status: unknown, atMs: number): Turn {
  const waiting = textAt(status, 'state', 'waiting', 'reason'), message = textAt(status, 'state', 'waiting', 'message');
  if (/BackOff$/.test(waiting)) {
    const delay = /back-off (\S+)/.exec(message)?.[1];
    return { atMs, phase: 'backOff', label: delay === undefined ? waiting : `back-off ${delay}`, detail: message };
  }
  if (at(status, 'state', 'terminated') !== undefined) {
    const code = numberAt(status, 'state', 'terminated', 'exitCode') ?? 0;
    return code === 0 ? { atMs, phase: 'done', label: 'completed' } : { atMs, phase: 'failing', label: `${textAt(status, 'state', 'terminated', 'reason') || 'Error'} (exit ${code})` };
  }
  if (at(status, 'state', 'running') !== undefined) return at(status, 'ready') === true ? { atMs, phase: 'ready', label: 'running' } : { atMs, phase: 'starting', label: 'running, not ready' };
  const starting = waiting === '' || waiting === 'ContainerCreating' || waiting === 'PodInitializing';
  return { atMs, phase: starting ? 'starting' : 'failing', label: waiting || 'waiting', ...(message === '' ? {} : { detail: message }) };
}

function previousStatus(change: Change, name: string): unknown {
  const before = [...listAt(change.old, 'status', 'initContainerStatuses'), ...listAt(change.old, 'status', 'containerStatuses')];
  return before.find(status => textAt(status, 'name') === name);
}

function turn(track: Track, next: Turn): void {
  const last = track.turns.at(-1);
  // Not ready stays so until something else happens; a later status write must not turn it into a start.
  if (last?.phase === 'notReady' && next.phase === 'starting') return;
  if (last !== undefined && last.phase === next.phase && last.label === next.label) return;
  if (last !== undefined && last.atMs === next.atMs) track.turns.pop();
  track.turns.push(next);
}

function end(track: Track, atMs: number): void {
  track.endMs = atMs;
}

function kindOf(resource: string): string {
  return Object.entries(ownerResources).find(([, value]) => value === resource)?.[0] ?? 'Pod';
}
