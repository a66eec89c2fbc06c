import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../projectRoot';
import { launchBrowser } from './browser';
import type { SuiteResult } from './report';
import { withScratch } from './server';
import { takeSteps } from './steps';

/** What `npm start` does where there is no desktop VS Code: from the command to the samples in a browser, and its end. */
export function startCommand(): Promise<readonly SuiteResult[]> {
  return withScratch(async scratch => {
    const child = spawn(process.execPath, [path.join(projectRoot, 'tools', 'start.mjs'), '--server'], { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] });
    const browser = await launchBrowser(scratch);
    let address = '';
    try {
      return await takeSteps('npm start', child, [
        { title: 'prints an address', run: async () => { address = await printedAddress(child); } },
        { title: 'shows the samples there, and what becomes of them', run: async () => {
          const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
          await page.goto(address);
          await page.locator('.codelens-decoration', { hasText: 'ready' }).first().waitFor({ timeout: 60_000 });
        } },
        { title: 'lets nobody in without the token', run: async () => {
          const answer = await fetch(address.replace(/tkn=\w+&/, ''));
          assert.equal(answer.status, 403);
        } },
        { title: 'ends with Ctrl-C', run: async () => {
          const code = new Promise(resolve => { child.once('exit', resolve); });
          child.kill('SIGINT');
          assert.equal(await code, 0);
        } }
      ]);
    } finally {
      await browser.close();
      child.kill('SIGKILL');
    }
  });
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const address = /http:\/\/localhost:\S+/.exec(output)?.[0];
      if (address) resolve(address);
    });
    child.once('exit', code => { reject(new Error(`ended with ${String(code)} and without an address:\n${output}`)); });
  });
}
