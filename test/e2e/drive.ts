import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../projectRoot';
import { launchBrowser } from './browser';
import type { SuiteResult } from './report';
import { startServer, remoteUri, withScratch, workbenchUrl } from './server';
import { takeSteps, type Step } from './steps';
import { WorkbenchPage, themes } from './workbenchPage';

const maxVsixMb = 3;
/** Two editors and the explorer; two editors alone, as on half a screen. */
const wide = 1400, narrow = 700;

/** Pictures for people to look at, kept out of git. */
const shots = path.join(projectRoot, 'test', 'shots');

/** Uses the packaged extension in the browser's VS Code as a person would, and takes pictures in every theme. */
export function drive(): Promise<readonly SuiteResult[]> {
  rmSync(shots, { recursive: true, force: true });
  mkdirSync(shots, { recursive: true });
  return withScratch(async scratch => {
    const vsix = packageExtension();
    const workspace = path.join(scratch, 'samples');
    cpSync(path.join(projectRoot, 'samples'), workspace, { recursive: true });
    const server = await startServer({ scratch, vsix, settings: { 'workbench.colorTheme': themes[0] } });
    const browser = await launchBrowser(scratch);
    try {
      const page = await browser.newPage({ viewport: { width: wide, height: 900 } });
      page.setDefaultTimeout(30_000);
      await page.goto(workbenchUrl(server, workspace, [['openFile', remoteUri(server, path.join(workspace, 'shop.yaml'))], ['skipWelcome', 'true']]));
      const workbench = new WorkbenchPage(page);
      const results = await takeSteps('the packaged extension', workbench, [weighs(vsix), ...steps]);
      if (results.some(result => result.state === 'failed')) await shot(workbench, 'failed');
      return results;
    } finally {
      await browser.close();
      await server.stop();
    }
  });
}

function weighs(vsix: string): Step<WorkbenchPage> {
  return { title: `weighs less than ${maxVsixMb} MB`, run: () => {
    const megabytes = statSync(vsix).size / 1024 / 1024;
    console.log(`  the packaged extension weighs ${megabytes.toFixed(2)} MB`);
    assert.ok(megabytes < maxVsixMb, `${megabytes.toFixed(2)} MB`);
    return Promise.resolve();
  } };
}

const steps: readonly Step<WorkbenchPage>[] = [
  { title: 'opens a manifest with a line above each workload', run: async ({ page }) => {
    await page.locator('.monaco-editor .view-line', { hasText: 'replicas' }).first().waitFor();
    await page.locator('.codelens-decoration', { hasText: 'ready' }).first().waitFor();
  } },
  { title: 'shows the map after Dry Run from the palette', run: async workbench => {
    await workbench.palette('Clusterville: Dry Run');
    await workbench.panel.getByRole('tab', { name: 'Map' }).waitFor();
    await workbench.panel.locator('#scrubber[aria-valuenow]').waitFor();
  } },
  { title: 'steps back and forward', run: async ({ panel }) => {
    const slider = panel.locator('#scrubber');
    const end = Number(await slider.getAttribute('aria-valuemax'));
    assert.ok(end > 10, `the run has ${end} events`);
    await slider.focus();
    await slider.press('End');
    await panel.locator(`#scrubber[aria-valuenow="${end}"]`).waitFor();
    await slider.press('ArrowLeft');
    await panel.locator(`#scrubber[aria-valuenow="${end - 1}"]`).waitFor();
    await slider.press('ArrowRight');
    await panel.locator(`#scrubber[aria-valuenow="${end}"]`).waitFor();
  } },
  { title: 'leads from a pod to its line of YAML', run: async ({ page, panel }) => {
    await panel.locator('button.pod', { hasText: 'db' }).click();
    await page.locator('.monaco-editor .view-line', { hasText: 'Recreate' }).first().waitFor();
  } },
  ...pictures('dry-run'),
  { title: 'shows each pod from scheduling to ready', run: async ({ panel }) => {
    await panel.getByRole('tab', { name: 'Timeline' }).click();
    await panel.locator('.lane').first().waitFor();
  } },
  ...pictures('timeline'),
  { title: 'says why a pod stays Pending, word for word', run: async workbench => {
    await workbench.page.locator('.editor-instance').first().click();
    await workbench.open('pending.yaml');
    await workbench.palette('Clusterville: Dry Run');
    const { panel } = workbench;
    await panel.getByRole('tab', { name: /Why Pending/ }).click();
    await panel.locator('#event-text', { hasText: '0/4 nodes are available' }).waitFor();
  } },
  ...pictures('why-pending'),
  { title: 'underlines what the API server would refuse', run: async workbench => {
    await workbench.palette('View: Close All Editors');
    await workbench.open('mistakes.yaml');
    await workbench.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await workbench.palette('Problems: Focus on Problems View');
    await workbench.page.locator('.markers-panel .monaco-list-row', { hasText: 'metadata.name' }).first().waitFor();
  } },
  ...pictures('problems')
];

/** The workbench as it stands, in every theme and width. */
function pictures(name: string): Step<WorkbenchPage>[] {
  return themes.map(theme => ({ title: `is pictured: ${name} in ${theme}`, run: async workbench => {
    await workbench.theme(theme);
    const file = `${name}-${theme.toLowerCase().replaceAll(' ', '-')}`;
    await shot(workbench, `${file}-${wide}`);
    await workbench.page.setViewportSize({ width: narrow, height: 900 });
    await workbench.page.keyboard.press('Control+B');
    await shot(workbench, `${file}-${narrow}`);
    await workbench.page.keyboard.press('Control+B');
    await workbench.page.setViewportSize({ width: wide, height: 900 });
  } }));
}

/** A picture once nothing moves any more. */
async function shot({ page, panel }: WorkbenchPage, name: string): Promise<void> {
  const settled = 'new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 250))))';
  await page.evaluate(settled);
  if (await panel.locator('body').count() > 0) await panel.locator('body').evaluate(settled);
  await page.screenshot({ path: path.join(shots, `${name}.png`) });
}

function packageExtension(): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(projectRoot, 'tools', 'package.mjs')], { cwd: projectRoot, encoding: 'utf8' });
  const file = /[\w.-]+\.vsix/.exec(stdout)?.[0];
  if (status !== 0 || file === undefined) throw new Error(`the extension could not be packaged:\n${stdout}${stderr}`);
  return path.join(projectRoot, file);
}
