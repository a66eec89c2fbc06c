import { stringify } from 'yaml';
import type { Answer, Ask, RunRequest } from '../src/protocol';
import type { MomentModel, SentenceModel } from '../src/model/moment';
import type { RunModel, VerdictModel } from '../src/model/run';
import type { EntryModel } from '../src/model/tables';
import { History } from './history';
import { attemptModel } from './selectors/attempt';
import { entryModel, matchesFilter } from './selectors/entries';
import { laneWindow } from './selectors/lanes';
import { momentModel, type Naming } from './selectors/moment';
import { objectTable } from './selectors/objects';
import { Origins } from './selectors/origins';
import { ownerResources } from './selectors/owners';
import { entrySentence } from './selectors/sentence';
import type { Simulate, Simulated } from './simulate';

/** What the objects view offers, in this order. */
const shownResources = ['pods', 'apps/deployments', 'apps/replicasets', 'apps/statefulsets', 'apps/daemonsets', 'batch/jobs', 'batch/cronjobs', 'services',
  'discovery.k8s.io/endpointslices', 'configmaps', 'secrets', 'persistentvolumeclaims', 'persistentvolumes', 'nodes', 'events'];

/** Entries are simulated in slices of this many, so that the time budget is looked at often enough. */
const sliceEntries = 500;

interface Run {
  readonly request: RunRequest; readonly simulated: Simulated; readonly history: History; readonly naming: Naming; untilMs: number;
  /** The budget ended before the horizon was reached. */
  unfinished: boolean;
}

/** What the session cannot answer, as data: the code goes to the page, the message to the person. */
export type Outcome<T extends Ask['type']> = { readonly ok: true; readonly answer: Answer<T> } | { readonly ok: false; readonly code: 'noRun' | 'unparsable'; readonly message: string };

/**
 * The worker's side of the conversation: keeps one run and answers questions about it. Simulating stops when `budgetMs` is
 * used up; the answer then says `running`, and the page asks for more (`extend`) when it has shown what there is.
 */
export class Session {
  private run: Run | undefined;

  constructor(private readonly simulate: Simulate, private readonly clock: { now(): number }, private readonly budgetMs = 150) {}

  answer(ask: Ask): Outcome<Ask['type']> {
    if (ask.type === 'run') return this.start(ask.request);
    const { run } = this;
    if (run === undefined) return { ok: false, code: 'noRun', message: 'Nothing has been simulated yet.' };
    return { ok: true, answer: this.about(run, ask) };
  }

  private start(request: RunRequest): Outcome<'run'> {
    const simulated = this.simulate(request);
    const { problem } = simulated;
    // The last good run is worth more than a run of half a file.
    if (problem !== undefined && this.run !== undefined && sameFiles(this.run.request, request)) {
      return { ok: false, code: 'unparsable', message: `${problem.file}:${problem.line}: ${problem.message}` };
    }
    const history = new History();
    simulated.timeline.seek(0);
    for (const resource of [...Object.values(ownerResources), 'pods']) history.addInitial(simulated.timeline.view.list(resource).map(object => ({ resource, object })));
    const run: Run = { request, simulated, history, naming: { origins: new Origins(simulated.documents), colours: new Map() }, untilMs: request.untilMs, unfinished: false };
    this.run = run;
    this.simulateOn(run);
    simulated.timeline.seek(simulated.timeline.length);
    return { ok: true, answer: { run: this.runModel(run), moment: this.moment(run), ...(problem === undefined ? {} : { problem }) } };
  }

  private about(run: Run, ask: Exclude<Ask, { type: 'run' }>): Answer<Ask['type']> {
    const { timeline } = run.simulated;
    switch (ask.type) {
      case 'extend': {
        run.untilMs = Math.max(run.untilMs, ask.untilMs);
        const { position } = timeline;
        this.simulateOn(run);
        timeline.seek(position);
        return { run: this.runModel(run), moment: this.moment(run) };
      }
      case 'seek': timeline.seek(Math.min(ask.moment, timeline.length)); return { moment: this.moment(run) };
      case 'seekTime': timeline.seek(timeline.momentAt(ask.atMs)); return { moment: this.moment(run) };
      case 'attempt': return this.attempt(run, ask.uid);
      case 'why': {
        const why = run.simulated.why?.(ask.uid);
        return why === undefined ? {} : { why };
      }
      case 'lanes': return { lanes: laneWindow(run.history.tracks, ask, { endMs: this.endMs(run), origins: run.naming.origins }) };
      case 'entries': return { entries: entryWindow(run, ask) };
      case 'objects': return { objects: objectTable(timeline.view, shownResources, ask.resource) };
      case 'yaml': {
        const object = timeline.view.get(ask.resource, ask.namespace, ask.name);
        return { text: object === undefined ? `# ${ask.name} is not there at this moment.\n` : stringify(object, { aliasDuplicateObjects: false }) };
      }
    }
  }

  private simulateOn(run: Run): void {
    const { timeline } = run.simulated;
    const stopAt = this.clock.now() + this.budgetMs;
    run.unfinished = false;
    do {
      const before = timeline.length;
      timeline.runUntil(run.untilMs, sliceEntries);
      for (const entry of timeline.entries(run.history.times.length, timeline.length)) run.history.add(entry);
      if (timeline.length - before < sliceEntries) return;
    } while (this.clock.now() < stopAt);
    run.unfinished = true;
  }

  private attempt(run: Run, uid: string): Answer<'attempt'> {
    const known = run.history.attemptAt(uid, run.simulated.timeline.position);
    return known === undefined ? {} : { attempt: attemptModel(known, this.moment(run)) };
  }

  private moment(run: Run): MomentModel {
    const { timeline } = run.simulated;
    return momentModel(timeline.view, timeline.position, sentenceAt(run), run.naming);
  }

  private runModel(run: Run): RunModel {
    const { timeline, documents, cluster } = run.simulated;
    const { position } = timeline;
    // The outcome is told of the end, wherever the person looks.
    timeline.seek(timeline.length);
    const verdicts = verdictModels(run);
    timeline.seek(position);
    return {
      seed: run.request.seed, cluster, files: run.request.files.map(file => file.label), documents,
      length: timeline.length, endMs: this.endMs(run), end: run.unfinished ? 'running' : timeline.settled ? 'settled' : 'horizon',
      marks: run.history.marks, verdicts
    };
  }

  private endMs(run: Run): number {
    return run.history.times.at(-1) ?? 0;
  }
}

function sameFiles(a: RunRequest, b: RunRequest): boolean {
  return a.files.length === b.files.length && a.files.every((file, index) => file.file === b.files[index]?.file);
}

function sentenceAt(run: Run): SentenceModel {
  const { timeline } = run.simulated;
  const [entry] = timeline.position === 0 ? [] : timeline.entries(timeline.position - 1, timeline.position);
  return entry === undefined ? { text: 'The manifests have been applied; nothing has happened yet', component: '', tone: 'neutral' } : entrySentence(entry);
}

function entryWindow(run: Run, ask: { readonly first: number; readonly count: number; readonly filter: string }): { first: number; total: number; entries: EntryModel[] } {
  const { timeline } = run.simulated;
  if (ask.filter.trim() === '') {
    const entries = timeline.entries(ask.first, Math.min(timeline.length, ask.first + ask.count)).map((entry, index) => entryModel(entry, ask.first + index + 1));
    return { first: ask.first, total: timeline.length, entries };
  }
  const found = timeline.entries(0, timeline.length).map((entry, index) => entryModel(entry, index + 1)).filter(entry => matchesFilter(entry, ask.filter.trim()));
  return { first: ask.first, total: found.length, entries: found.slice(ask.first, ask.first + ask.count) };
}

function verdictModels(run: Run): VerdictModel[] {
  const { documents } = run.simulated;
  return run.simulated.verdicts().map(verdict => ({
    origin: Math.max(0, documents.findIndex(document => document.file === verdict.file && document.document === verdict.document)),
    kind: verdict.kind, namespace: verdict.namespace, name: verdict.name, desired: verdict.desired, ready: verdict.ready,
    ...(verdict.readyAtMs === undefined ? {} : { readyAtMs: verdict.readyAtMs }),
    pending: verdict.pending.map(({ pod, message }) => ({ pod, message })), failing: verdict.failing.map(({ pod, reason, message }) => ({ pod, reason, message }))
  }));
}
