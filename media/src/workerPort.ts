import { answers, workerMessage, type Answer, type Ask, type WorkerRequest } from './protocol';

export type WorkerResult<T extends Ask['type']> =
  | { readonly ok: true; readonly answer: Answer<T> }
  | { readonly ok: false; readonly code: 'noRun' | 'unparsable' | 'internal' | 'restarted'; readonly message: string };

interface Waiting { readonly type: Ask['type']; settle(result: WorkerResult<Ask['type']>): void; readonly timer: number }

/** An answer that takes longer means that the worker is gone or lost in a loop: it simulates in slices of far less. */
const patienceMs = 20_000;

/**
 * The page's end of the line to the worker. A webview's worker may load nothing itself, so the page fetches its script and
 * starts it from a blob. When the worker dies or stays silent it is started anew; whoever waited hears `restarted`.
 */
export class WorkerPort {
  private worker: Worker | undefined;
  private readonly script: Promise<string>;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;

  constructor(scriptUrl: string, private readonly onRestart: (reason: string) => void) {
    this.script = fetch(scriptUrl).then(async response => {
      if (!response.ok) throw new Error(`the engine cannot be loaded: ${response.status} ${response.statusText}`);
      return URL.createObjectURL(await response.blob());
    });
    this.script.then(() => this.live()).catch(() => undefined);
  }

  async ask<A extends Ask>(ask: A): Promise<WorkerResult<A['type']>> {
    const url = await this.script.catch((error: unknown) => error instanceof Error ? error : new Error(String(error)));
    if (url instanceof Error) return { ok: false, code: 'internal', message: url.message };
    const worker = await this.live();
    return new Promise(resolve => {
      const id = this.nextId++;
      const timer = window.setTimeout(() => this.restart('The simulation did not answer and was started anew.'), patienceMs);
      // The answer is checked against the guard of the very type that was asked, so it is the answer of that type.
      this.waiting.set(id, { type: ask.type, timer, settle: resolve as (result: WorkerResult<Ask['type']>) => void });
      worker.postMessage({ id, ask } satisfies WorkerRequest);
    });
  }

  /** Ends the worker and starts another; those who wait are told. */
  restart(reason: string): void {
    this.worker?.terminate();
    this.worker = undefined;
    const all = [...this.waiting.values()];
    this.waiting.clear();
    for (const { timer, settle } of all) {
      window.clearTimeout(timer);
      settle({ ok: false, code: 'restarted', message: reason });
    }
    this.onRestart(reason);
  }

  private async live(): Promise<Worker> {
    const url = await this.script;
    if (this.worker !== undefined) return this.worker;
    const worker = new Worker(url, { name: 'clusterville-engine' });
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.receive(data));
    worker.addEventListener('error', event => { event.preventDefault(); this.restart(`The simulation crashed and was started anew: ${event.message}`); });
    this.worker = worker;
    return worker;
  }

  private receive(data: unknown): void {
    if (!workerMessage(data) || data.type === 'started') return;
    const waiting = this.waiting.get(data.id);
    if (waiting === undefined) return;
    this.waiting.delete(data.id);
    window.clearTimeout(waiting.timer);
    if (data.type === 'failed') { waiting.settle({ ok: false, code: data.code, message: data.message }); return; }
    const answer = (data as { readonly answer?: unknown }).answer;
    const guard = answers[waiting.type];
    if (guard(answer)) waiting.settle({ ok: true, answer });
    else waiting.settle({ ok: false, code: 'internal', message: `the worker's answer to '${waiting.type}' has another shape` });
  }
}
