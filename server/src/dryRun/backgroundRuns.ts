import { CancellationTokenSource, type CancellationToken } from 'vscode-languageserver/node';
import type { AppliedDocument, DryRun, ManifestFile, WorkloadVerdict } from '../../../engine/src/index';
import type { OpenDocument } from '../documents';
import type { Session } from '../session';
import { pause } from '../slices';
import { advance, startRun, type RunChoices } from './startRun';

/** What a run made of a file. */
export interface FileVerdicts { readonly verdicts: readonly WorkloadVerdict[]; readonly refused: readonly AppliedDocument[] }

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

  constructor(private readonly session: Session, private readonly done: (document: OpenDocument, result: FileVerdicts) => void) {}

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
    if (before?.key === key) return before.result;
    this.stop(document.uri);
    const source = new CancellationTokenSource();
    this.running.set(document.uri, source);
    try {
      const result = await this.run(document, source.token);
      if (result === undefined || source.token.isCancellationRequested) return undefined;
      this.known.set(document.uri, { key, result });
      this.done(document, result);
      return result;
    } finally {
      if (this.running.get(document.uri) === source) this.running.delete(document.uri);
      source.dispose();
    }
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
      return { verdicts: [], refused: [] };
    }
    do {
      await pause();
      if (token.isCancellationRequested || !document.isCurrent) return undefined;
    } while (advance(started.run, started.untilMs));
    return resultOf(started.run, document.uri);
  }
}

function resultOf(run: DryRun, file: string): FileVerdicts {
  run.timeline.seek(run.timeline.length);
  return { verdicts: run.verdicts().filter(verdict => verdict.file === file), refused: run.applied.filter(applied => applied.file === file && applied.result === 'refused') };
}

function choicesOf({ settings }: Session): RunChoices {
  return { kubernetesVersion: settings.kubernetesVersion, until: settings['dryRun.until'], seed: settings['dryRun.seed'], cluster: settings['dryRun.cluster'] };
}

/** Comments and blank lines aside, equal texts run equally. */
function keyOf(file: ManifestFile, session: Session): string {
  return JSON.stringify([choicesOf(session), file.documents.map(document => document.value)]);
}
