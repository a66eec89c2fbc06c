import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runInBrowser } from './browserLauncher';
import { drive } from './drive';
import { desktopExecutable, runOnDesktop } from './electronLauncher';
import type { SuiteResult } from './report';
import { startCommand } from './startCommand';

/**
 * The extension in a real VS Code: `main.js REPORT`. Prefers a desktop one. Whatever goes wrong on the way (no VS Code, no
 * Chromium, no network) is a failure, never a reason to skip.
 */
async function main(report: string | undefined): Promise<number> {
  const results: SuiteResult[] = [];
  results.push(...await attempt('the suite', runSuite));
  results.push(...await attempt('the drive', drive));
  results.push(...await attempt('npm start', startCommand));
  for (const { title, state, ms, error } of results) {
    console.log(`  ${state === 'passed' ? 'ok  ' : 'FAIL'} ${title}${ms === undefined ? '' : ` · ${ms} ms`}${error === undefined ? '' : `\n${error}`}`);
  }
  const failed = results.filter(result => result.state === 'failed').length;
  if (report) {
    mkdirSync(path.dirname(report), { recursive: true });
    writeFileSync(report, JSON.stringify({ passed: results.length - failed, failed }));
  }
  return failed === 0 ? 0 : 1;
}

async function runSuite(): Promise<readonly SuiteResult[]> {
  const desktop = await desktopExecutable();
  console.log(desktop ? `  in ${desktop}` : '  in the server build of VS Code, with Chromium');
  return desktop ? runOnDesktop(desktop) : runInBrowser();
}

/** A part that reports nothing has failed too. */
async function attempt(name: string, part: () => Promise<readonly SuiteResult[]>): Promise<readonly SuiteResult[]> {
  try {
    const results = await part();
    return results.length > 0 ? results : [{ title: `${name} reported nothing`, state: 'failed' }];
  } catch (error) {
    return [{ title: `${name} broke`, state: 'failed', error: error instanceof Error ? error.stack ?? error.message : String(error) }];
  }
}

main(process.argv[2]).then(code => { process.exitCode = code; }, (error: unknown) => { console.error(error); process.exitCode = 1; });
