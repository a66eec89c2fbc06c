import { existsSync, readFileSync } from 'node:fs';

/** One test of the suite inside VS Code, as the suite itself wrote it down. */
export interface SuiteResult {
  readonly title: string;
  readonly state: 'passed' | 'failed';
  readonly ms?: number;
  readonly error?: string;
}

/** The environment variable that tells the suite where to write its results. */
export const resultsVariable = 'CLUSTERVILLE_TEST_RESULTS';

/** What the suite wrote; empty when it never came so far. */
export function readResults(file: string): readonly SuiteResult[] {
  if (!existsSync(file)) return [];
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Array.isArray(parsed) ? parsed.filter(isResult) : [];
}

function isResult(value: unknown): value is SuiteResult {
  return typeof value === 'object' && value !== null && 'title' in value && 'state' in value;
}
