import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { resultsVariable, type SuiteResult } from '../report';

/** VS Code calls this inside its extension host, on the desktop and in the server build alike. Rejects when a test failed. */
export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 60_000 });
  for (const name of readdirSync(__dirname).sort()) if (name.endsWith('.test.js')) mocha.addFile(path.join(__dirname, name));
  const results: SuiteResult[] = [];
  return new Promise((resolve, reject) => {
    const runner = mocha.run(failures => {
      const file = process.env[resultsVariable];
      if (file) writeFileSync(file, JSON.stringify(results));
      if (failures > 0) reject(new Error(`${failures} failed`)); else resolve();
    });
    runner.on('pass', test => results.push({ title: test.fullTitle(), state: 'passed', ms: test.duration ?? 0 }));
    runner.on('fail', (test, error: unknown) => results.push({ title: test.fullTitle(), state: 'failed', error: error instanceof Error ? error.stack ?? error.message : String(error) }));
    runner.on('pending', test => results.push({ title: test.fullTitle(), state: 'failed', error: 'skipped' }));
  });
}
