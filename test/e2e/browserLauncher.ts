import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../projectRoot';
import { launchBrowser } from './browser';
import { readResults, resultsVariable, type SuiteResult } from './report';
import { remoteUri, startServer, withScratch, workbenchUrl } from './server';

const suiteMs = 300_000;

/** Runs the suite in the extension host of the server build, with its workbench in a headless Chromium. */
export function runInBrowser(): Promise<readonly SuiteResult[]> {
  return withScratch(async scratch => {
    const workspace = path.join(scratch, 'workspace');
    mkdirSync(workspace, { recursive: true });
    cpSync(path.join(projectRoot, 'samples'), workspace, { recursive: true });
    const results = path.join(scratch, 'results.json');
    const server = await startServer({ scratch, forTests: true });
    const browser = await launchBrowser(scratch);
    const log: string[] = [];
    try {
      const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
      const exit = await watchExit(page, log);
      await page.goto(workbenchUrl(server, workspace, [
        ['extensionDevelopmentPath', remoteUri(server, projectRoot)],
        ['extensionTestsPath', remoteUri(server, path.join(projectRoot, 'out', 'test', 'e2e', 'suite', 'index'))],
        ['extensionEnvironment', JSON.stringify({ [resultsVariable]: results })],
        ['skipWelcome', 'true'], ['skipReleaseNotes', 'true']
      ]));
      const code = await exit.code;
      const rows = readResults(results);
      if (code === 0 || rows.some(row => row.state === 'failed')) return rows;
      return [...rows, { title: `the run in VS Code ended with ${code}`, state: 'failed', error: `${log.slice(-60).join('\n')}\n${server.log().slice(-4000)}` }];
    } finally {
      await browser.close();
      await server.stop();
    }
  });
}

/** Listens, from before the page is opened, for the suite's exit code as the workbench reports it: 124 when it never does. */
async function watchExit(page: Page, log: string[]): Promise<{ readonly code: Promise<number> }> {
  let settle: (code: number) => void = () => undefined;
  const code = new Promise<number>(resolve => { settle = resolve; });
  const late = setTimeout(() => { settle(124); }, suiteMs);
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => { log.push(`${type}: ${args.join(' ')}`); });
  await page.exposeFunction('codeAutomationExit', (exitCode: number) => { settle(exitCode); });
  page.on('pageerror', error => log.push(`page: ${error.stack ?? error.message}`));
  page.on('crash', () => { log.push('the page crashed'); settle(125); });
  return { code: code.finally(() => { clearTimeout(late); }) };
}
