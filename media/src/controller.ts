import type { HostPort } from './hostPort';
import type { MomentModel } from './model/moment';
import type { RunModel } from './model/run';
import type { TextChangeModel } from './model/why';
import { type Store } from './pageState';
import { Player } from './player';
import type { Answer, Ask, HostMessage, MomentPlace, PanelState, RunRequest, ViewId } from './protocol';
import { outcomeOf } from './outcome';
import type { Actions } from './views/view';
import type { WorkerPort, WorkerResult } from './workerPort';

type RunMessage = Extract<HostMessage, { type: 'run' }>;
type Show = NonNullable<RunMessage['show']>;

/** How much longer `simulate on` lets the run go. */
const extensionMs = 600_000;

/** Carries out what host, keys and views ask for: the one place where the state changes. */
export class Controller implements Actions {
  private request: RunRequest | undefined;
  /** Counts the runs, so that answers about an older one can be told and dropped. */
  private generation = 0;
  private seeking = false;
  private nextSeek: Ask | undefined;
  /** The seek that the worker is busy with. */
  private currentSeek: Ask | undefined;
  readonly player = new Player(atMs => this.enqueueSeek({ type: 'seekTime', atMs }), () => this.store.set({ playing: false }));

  constructor(private readonly store: Store, private readonly worker: WorkerPort, private readonly host: HostPort) {}

  async run(message: RunMessage): Promise<void> {
    const generation = ++this.generation;
    const startedMs = performance.now();
    const kept = message.show === undefined ? this.keptPlace() : message.show.at;
    this.request = message.request;
    this.store.set({ title: message.title });
    const result = await this.worker.ask({ type: 'run', request: message.request });
    if (generation !== this.generation) return;
    if (!result.ok) { this.runFailed(result); return; }
    const { run, problem } = result.answer;
    const moment = kept === undefined ? result.answer.moment : await this.momentAt(kept) ?? result.answer.moment;
    if (generation !== this.generation) return;
    const changed = message.show === undefined ? changedPods(this.store.state.moment, moment) : new Set<string>();
    const notice = problem === undefined ? undefined : `${problem.file}:${problem.line}: ${problem.message}`;
    this.store.set({ run, moment, stale: undefined, notice, changed, attempt: undefined, lit: message.show === undefined ? this.store.state.lit : new Set(), ...this.selectionFor(message.show, run, moment) });
    this.store.flush();
    this.host.send({ type: 'outcome', ...outcomeOf(run, moment), tookMs: performance.now() - startedMs });
    await this.refreshAttempt();
    await this.simulateOn(run, generation, kept === undefined);
  }

  /** The rest of a long simulation, slice by slice; at the end the picture follows when the person has not moved. */
  private async simulateOn(first: RunModel, generation: number, follow: boolean): Promise<void> {
    let run = first;
    while (run.end === 'running' && generation === this.generation) {
      const atEnd = follow && this.store.state.moment?.moment === run.length;
      const result = await this.worker.ask({ type: 'extend', untilMs: 0 });
      if (!result.ok || generation !== this.generation) return;
      run = result.answer.run;
      this.store.set({ run });
      if (atEnd) this.enqueueSeek({ type: 'seek', moment: run.length });
      if (run.end !== 'running' && this.store.state.moment !== undefined) this.host.send({ type: 'outcome', ...outcomeOf(run, this.store.state.moment), tookMs: 0 });
    }
  }

  private runFailed(result: Extract<WorkerResult<'run'>, { ok: false }>): void {
    if (result.code === 'restarted') return;
    if (result.code === 'internal') this.host.send({ type: 'log', level: 'error', message: result.message });
    this.store.set({ stale: result.code === 'unparsable' ? result.message : `The simulation failed: ${result.message.split('\n')[0] ?? ''}` });
  }

  private selectionFor(show: Show | undefined, run: RunModel, moment: MomentModel): { selected?: string | undefined; view?: ViewId } {
    if (show === undefined) {
      const selected = this.store.state.moment?.pods.find(pod => pod.uid === this.store.state.selected);
      return { selected: moment.pods.find(pod => pod.namespace === selected?.namespace && pod.name === selected.name)?.uid };
    }
    const { document } = show;
    const origin = document === undefined ? -1 : run.documents.findIndex(known => known.file === document.file && known.document === document.document);
    const wanted = show.pod !== undefined ? moment.pods.find(pod => pod.uid === show.pod)
      : moment.pods.find(pod => pod.origin === origin && pod.state === 'pending') ?? moment.pods.find(pod => pod.origin === origin && pod.state === 'failing');
    return { selected: wanted?.uid, ...(show.view === undefined ? {} : { view: show.view }) };
  }

  /** The worker has died: the same run again, at the same moment. */
  restarted(reason: string): void {
    this.pause();
    this.seeking = false;
    this.nextSeek = undefined;
    const { request, store } = this;
    this.host.send({ type: 'log', level: 'warn', message: reason });
    store.set({ notice: reason });
    if (request === undefined) return;
    void this.run({ type: 'run', title: store.state.title, request }).then(() => store.set({ notice: reason }));
  }

  rerun(): void {
    if (this.request !== undefined) void this.run({ type: 'run', title: this.store.state.title, request: this.request });
  }

  seek(moment: number): void { this.pause(); this.enqueueSeek({ type: 'seek', moment: Math.max(0, moment) }); }
  seekTime(atMs: number): void { this.pause(); this.enqueueSeek({ type: 'seekTime', atMs }); }

  step(by: 1 | -1): void {
    const { moment, run } = this.store.state;
    if (moment === undefined || run === undefined) return;
    // Steps that come faster than answers count from where the last one leads.
    const wanted = this.nextSeek ?? this.currentSeek;
    const from = wanted?.type === 'seek' ? Math.min(wanted.moment, run.length) : moment.moment;
    this.seek(Math.min(run.length, from + by));
  }

  /** The next (or the one before) of the marks; only the bad ones where asked for. */
  stepMark(by: 1 | -1, which: 'any' | 'bad' = 'any'): void {
    const { run, moment } = this.store.state;
    if (run === undefined || moment === undefined) return;
    const marks = run.marks.filter(mark => which === 'any' || mark.tone === 'bad');
    const ahead = by > 0 ? marks.find(mark => mark.moment > moment.moment) : marks.filter(mark => mark.moment < moment.moment).at(-1);
    const target = ahead?.moment ?? (which === 'bad' ? marks[0]?.moment : by > 0 ? run.length : 0);
    if (target !== undefined) this.seek(target);
  }

  togglePlay(): void {
    const { playing, moment, run } = this.store.state;
    if (playing) { this.pause(); return; }
    if (run === undefined || moment === undefined) return;
    const fromMs = moment.moment >= run.length ? 0 : moment.atMs;
    this.store.set({ playing: true });
    this.player.start(fromMs, () => this.store.state.run?.endMs ?? 0);
  }

  setSpeed(speed: number): void { this.player.speed = speed; this.store.set({ speed }); }

  async extend(): Promise<void> {
    const { run } = this.store.state;
    if (run === undefined) return;
    const generation = this.generation;
    const result = await this.worker.ask({ type: 'extend', untilMs: (this.request?.untilMs ?? 0) + extensionMs });
    if (!result.ok || generation !== this.generation) return;
    if (this.request !== undefined) this.request = { ...this.request, untilMs: this.request.untilMs + extensionMs };
    this.store.set({ run: result.answer.run });
    await this.simulateOn(result.answer.run, generation, false);
  }

  select(uid: string | undefined, options: { readonly reveal?: boolean } = {}): void {
    this.store.set({ selected: uid, attempt: undefined });
    this.remember();
    if (options.reveal === true) {
      const origin = this.store.state.moment?.pods.find(pod => pod.uid === uid)?.origin;
      if (origin !== undefined) this.reveal(origin);
    }
    void this.refreshAttempt();
  }

  show(view: ViewId): void { this.store.set({ view }); this.remember(); }

  reveal(origin: number): void {
    const document = this.store.state.run?.documents[origin];
    if (document !== undefined) this.host.send({ type: 'reveal', file: document.file, start: document.start, end: document.end });
  }

  apply(change: TextChangeModel): void { this.host.send({ type: 'apply', change }); }

  cursor(file: string, offset: number): void {
    const lit = new Set(this.store.state.run?.documents.flatMap((document, index) => document.file === file && offset >= document.start && offset <= document.end ? [index] : []));
    this.store.set({ lit });
  }

  openText(title: string, language: 'markdown' | 'yaml', text: string): void { this.host.send({ type: 'openText', title, language, text }); }
  ask<A extends Ask>(ask: A): Promise<WorkerResult<A['type']>> { return this.worker.ask(ask); }

  private pause(): void {
    this.player.stop();
    if (this.store.state.playing) this.store.set({ playing: false });
  }

  /** One seek at a time; of those that come meanwhile only the last one counts. */
  private enqueueSeek(ask: Ask): void {
    this.nextSeek = ask;
    if (!this.seeking) void this.drainSeeks();
  }

  private async drainSeeks(): Promise<void> {
    this.seeking = true;
    for (let ask = this.nextSeek; ask !== undefined; ask = this.nextSeek) {
      this.nextSeek = undefined;
      this.currentSeek = ask;
      const { generation } = this;
      const result = await this.worker.ask(ask);
      this.currentSeek = undefined;
      if (!result.ok || generation !== this.generation) break;
      this.store.set({ moment: (result.answer as Answer<'seek'>).moment, changed: new Set() });
      if (this.nextSeek === undefined) { this.remember(); await this.refreshAttempt(); }
    }
    this.seeking = false;
  }

  /** The moment of that number when it still has that time, else the last one at that time. */
  private async momentAt({ moment, atMs }: MomentPlace): Promise<MomentModel | undefined> {
    const same = await this.worker.ask({ type: 'seek', moment });
    if (same.ok && same.answer.moment.atMs === atMs) return same.answer.moment;
    const near = await this.worker.ask({ type: 'seekTime', atMs });
    return near.ok ? near.answer.moment : undefined;
  }

  private async refreshAttempt(): Promise<void> {
    const { selected } = this.store.state;
    if (selected === undefined) return;
    const result = await this.worker.ask({ type: 'attempt', uid: selected });
    if (result.ok && this.store.state.selected === selected) this.store.set({ attempt: result.answer.attempt });
  }

  /** Where the person looks, unless it is the end: who looks at the outcome wants to see the new one. */
  private keptPlace(): MomentPlace | undefined {
    const { moment, run } = this.store.state;
    return moment === undefined || run === undefined || moment.moment >= run.length ? undefined : { moment: moment.moment, atMs: moment.atMs };
  }

  private remember(): void {
    const { title, run, view, selected } = this.store.state;
    if (this.request === undefined || run === undefined) return;
    const at = this.keptPlace();
    const state: PanelState = {
      files: this.request.files.map(file => file.file), title, seed: this.request.seed, view,
      ...(at === undefined ? {} : { at }), ...(selected === undefined ? {} : { pod: selected })
    };
    this.host.send({ type: 'state', state });
  }
}

function changedPods(before: MomentModel | undefined, after: MomentModel): ReadonlySet<string> {
  if (before === undefined) return new Set();
  const known = new Map(before.pods.map(pod => [`${pod.namespace}/${pod.name}`, pod]));
  return new Set(after.pods.flatMap(pod => {
    const key = `${pod.namespace}/${pod.name}`, old = known.get(key);
    return old !== undefined && old.state === pod.state && old.node === pod.node ? [] : [key];
  }));
}
