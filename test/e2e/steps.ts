import type { SuiteResult } from './report';

/** One thing that a drive does and sees. */
export interface Step<Context> {
  readonly title: string;
  /** Rejects when what should be seen is not. */
  run(context: Context): Promise<void>;
}

/** Takes the steps in order. The first that fails ends the drive: the rest stand on it and count as failed too. */
export async function takeSteps<Context>(name: string, context: Context, steps: readonly Step<Context>[]): Promise<readonly SuiteResult[]> {
  const results: SuiteResult[] = [];
  let broken: string | undefined;
  for (const { title, run } of steps) {
    const start = Date.now();
    if (broken === undefined) {
      try { await run(context); } catch (error) { broken = error instanceof Error ? error.stack ?? error.message : String(error); }
      results.push({ title: `${name}: ${title}`, state: broken === undefined ? 'passed' : 'failed', ms: Date.now() - start, ...(broken === undefined ? {} : { error: broken }) });
    } else results.push({ title: `${name}: ${title}`, state: 'failed', error: 'a step before it failed' });
  }
  return results;
}
