import type { Change, Entry, KubeObject, SchedulingAttempt, Timeline, TraceEvent, WorldView } from '../../engine/src/index';

interface Step { readonly atMs: number; readonly component: string; readonly message?: string; readonly put?: readonly (readonly [string, KubeObject])[]; readonly remove?: readonly (readonly [string, KubeObject])[]; readonly attempt?: SchedulingAttempt; readonly trace?: readonly TraceEvent[] }

/** A timeline that a test has written down: the steps are the entries, nothing is simulated. */
export class ScriptedTimeline implements Timeline {
  private log: Entry[] = [];
  private objects = new Map<string, Map<string, KubeObject>>();
  position = 0;
  settled = false;

  constructor(private readonly initial: readonly (readonly [string, KubeObject])[], private readonly script: readonly Step[]) { this.seek(0); }

  get length(): number { return this.log.length; }

  get view(): WorldView {
    const { objects, position, log } = this;
    return {
      nowMs: position === 0 ? 0 : log[position - 1]?.atMs ?? 0, revision: position,
      get: (resource, namespace, name) => objects.get(resource)?.get(`${namespace}/${name}`),
      list: (resource, namespace) => [...objects.get(resource)?.entries() ?? []].filter(([, object]) => namespace === undefined || object.metadata?.namespace === namespace)
        .sort(([a], [b]) => a < b ? -1 : 1).map(([, object]) => object)
    };
  }

  seek(moment: number): void {
    this.objects = new Map();
    for (const [resource, object] of this.initial) this.put(resource, object);
    for (const entry of this.log.slice(0, moment)) {
      for (const { type, key, object } of entry.changes) {
        if (type === 'DELETED') this.objects.get(key.resource)?.delete(`${key.namespace}/${key.name}`);
        else this.put(key.resource, object);
      }
    }
    this.position = moment;
  }

  step(by: 1 | -1): void { this.seek(Math.max(0, Math.min(this.length, this.position + by))); }
  momentAt(atMs: number): number { return this.log.filter(entry => entry.atMs <= atMs).length; }
  entries(from: number, to: number): readonly Entry[] { return this.log.slice(from, to); }
  fork(): Timeline { return this; }
  fingerprint(): string { return String(this.position); }

  runUntil(atMs: number, maxEntries = Infinity): void {
    const old = new Map<string, KubeObject>();
    for (const [resource, object] of this.initial) old.set(keyText(resource, object), object);
    for (const entry of this.log) for (const change of entry.changes) old.set(keyText(change.key.resource, change.object), change.object);
    for (let made = 0; made < maxEntries; made++) {
      const step = this.script[this.log.length];
      if (step === undefined || step.atMs > atMs) break;
      this.log.push(this.entryOf(step, old));
    }
    this.settled = this.log.length === this.script.length;
  }

  private entryOf(step: Step, old: Map<string, KubeObject>): Entry {
    const change = (type: 'put' | 'remove') => ([resource, object]: readonly [string, KubeObject]): Change => {
      const before = old.get(keyText(resource, object));
      old.set(keyText(resource, object), object);
      return {
        revision: this.log.length + 1, object, key: { resource, namespace: object.metadata?.namespace ?? '', name: object.metadata?.name ?? '' },
        type: type === 'remove' ? 'DELETED' : before === undefined ? 'ADDED' : 'MODIFIED', ...(before === undefined ? {} : { old: before })
      };
    };
    return {
      id: this.log.length, atMs: step.atMs, component: step.component, type: 'step',
      trace: [...(step.message === undefined ? [] : [{ type: 'event', message: step.message }]), ...step.trace ?? []],
      changes: [...(step.put ?? []).map(change('put')), ...(step.remove ?? []).map(change('remove'))], ...(step.attempt === undefined ? {} : { attempt: step.attempt })
    };
  }

  private put(resource: string, object: KubeObject): void {
    const objects = this.objects.get(resource) ?? new Map<string, KubeObject>();
    objects.set(`${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`, object);
    this.objects.set(resource, objects);
  }
}

export type { Step };

function keyText(resource: string, object: KubeObject): string {
  return `${resource}/${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`;
}
