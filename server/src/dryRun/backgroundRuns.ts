import { CancellationTokenSource, type CancellationToken } from 'vscode-languageserver/node';
import { workloadPlacement, type AppliedDocument, type DocumentContent, type ManifestFile, type WorkloadPlacement, type WorkloadVerdict } from '../../../engine/src/index';
import type { OpenDocument } from '../documents';
import type { Session } from '../session';
import { pause } from '../slices';
import { advance, startRun, type RunChoices } from './startRun';

/** A workload, and why its pods wait where they do. */
export interface PlacedWorkload { readonly verdict: WorkloadVerdict; readonly placement: WorkloadPlacement }

/** What a run made of a file. */
export interface FileVerdicts {
  readonly verdicts: readonly WorkloadVerdict[];
  readonly refused: readonly AppliedDocument[];
  readonly workloads: readonly PlacedWorkload[];
  /** The texts that it holds for, document by document. */
  readonly contents: readonly DocumentContent[];
}

/** Called after a run with what it made of the file, and of the file as it was before. */
export type RunListener = (document: OpenDocument, result: FileVerdicts, before: FileVerdicts | undefined) => void;

/** Typing is over when nothing has come for so long. */
const idleMs = 400;
/** A file with more documents than this is run when somebody asks, not by itself: the editor's memory and processor are not ours. */
const maxDocuments = 60;

interface Known { readonly key: string; readonly result: FileVerdicts }

/** Dry-runs of the open files, one at a time, in the background; each text is run once. */
export class BackgroundRuns {
  private readonly known = new Map<string, Known>();
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly running = new Map<string, CancellationTokenSource>();

  private readonly listeners: RunListener[] = [];

  constructor(private readonly session: Session) {}

  onDone(listener: RunListener): void {
    this.listeners.push(listener);
  }

  /** What is known of a file; of its last run while a newer text waits for its own. */
  verdictsOf(document: OpenDocument): FileVerdicts | undefined {
    return this.known.get(document.uri)?.result;
  }

  /** Runs a file once typing pauses, unless this text has been run already or is too much to run unasked. */
  soon(document: OpenDocument): void {
    this.stop(document.uri);
    this.waiting.set(document.uri, setTimeout(() => {
      this.waiting.delete(document.uri);
      if (document.isCurrent && document.file.documents.length <= maxDocuments) void this.now(document).catch((error: unknown) => { this.session.faults.report('Dry run', error); });
    }, idleMs));
  }

  /** The verdicts of this very text; undefined when a newer one has come meanwhile. */
  async now(document: OpenDocument): Promise<FileVerdicts | undefined> {
    const key = keyOf(document.file, this.session);
    const before = this.known.get(document.uri);
    if (before?.key === key) return this.finish(document, { key, result: { ...before.result, contents: contentsOf(document) } });
    this.stop(document.uri);
    const source = new CancellationTokenSource();
    this.running.set(document.uri, source);
    try {
      const result = await this.run(document, source.token);
      if (result === undefined || source.token.isCancellationRequested) return undefined;
      return this.finish(document, { key, result });
    } finally {
      if (this.running.get(document.uri) === source) this.running.delete(document.uri);
      source.dispose();
    }
  }

  private finish(document: OpenDocument, known: Known): FileVerdicts {
    const before = this.known.get(document.uri);
    this.known.set(document.uri, known);
    if (before?.result.contents.every((content, i) => content === known.result.contents[i]) === true && before.key === known.key) return known.result;
    for (const listener of this.listeners) listener(document, known.result, before?.result);
    return known.result;
  }

  forget(uri: string): void {
    this.stop(uri);
    this.known.delete(uri);
  }

  private stop(uri: string): void {
    clearTimeout(this.waiting.get(uri));
    this.waiting.delete(uri);
    this.running.get(uri)?.cancel();
  }

  private async run(document: OpenDocument, token: CancellationToken): Promise<FileVerdicts | undefined> {
    const started = startRun([{ name: document.uri, file: document.file }], choicesOf(this.session), path => this.session.platform.readNow(this.session.resolve(path)));
    if ('problem' in started) {
      this.session.connection.console.warn(`Dry run: ${started.problem}`);
      return { verdicts: [], refused: [], workloads: [], contents: contentsOf(document) };
    }
    const { run, untilMs } = started;
    const isWanted = async (): Promise<boolean> => { await pause(); return !token.isCancellationRequested && document.isCurrent; };
    do if (!await isWanted()) return undefined; while (advance(run, untilMs));
    run.timeline.seek(run.timeline.length);
    const verdicts = run.verdicts().filter(verdict => verdict.file === document.uri);
    const workloads: PlacedWorkload[] = [];
    for (const verdict of verdicts) {
      if (!await isWanted()) return undefined;
      workloads.push({ verdict, placement: workloadPlacement(run.timeline.view, verdict) });
    }
    return { verdicts, workloads, refused: run.applied.filter(applied => applied.file === document.uri && applied.result === 'refused'), contents: contentsOf(document) };
  }
}

function contentsOf(document: OpenDocument): readonly DocumentContent[] {
  return document.file.documents.map(part => part.content);
}

function choicesOf({ settings }: Session): RunChoices {
  return { kubernetesVersion: settings.kubernetesVersion, until: settings['dryRun.until'], seed: settings['dryRun.seed'], cluster: settings['dryRun.cluster'] };
}

/** Comments and blank lines aside, equal texts run equally. */
function keyOf(file: ManifestFile, session: Session): string {
  return JSON.stringify([choicesOf(session), file.documents.map(document => document.value)]);
}
