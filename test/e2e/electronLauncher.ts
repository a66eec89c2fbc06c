import { cpSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { projectRoot } from '../projectRoot';
import { readResults, resultsVariable, type SuiteResult } from './report';
import { withScratch } from './server';

/**
 * The executable of a desktop VS Code: the one that VSCODE_EXECUTABLE names, or a downloaded one where there is a screen to
 * show it on. Undefined when there is none to be had: the server build does instead.
 */
export async function desktopExecutable(): Promise<string | undefined> {
  const given = process.env['VSCODE_EXECUTABLE'];
  if (given) return given;
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return undefined;
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: path.join(projectRoot, '.vscode-test'), timeout: 30_000 });
  } catch {
    return undefined;
  }
}

/** Runs the suite in a desktop VS Code. */
export function runOnDesktop(vscodeExecutablePath: string): Promise<readonly SuiteResult[]> {
  return withScratch(async scratch => {
    const workspace = path.join(scratch, 'workspace'), results = path.join(scratch, 'results.json');
    cpSync(path.join(projectRoot, 'samples'), workspace, { recursive: true });
    let error: string | undefined;
    try {
      await runTests({
        vscodeExecutablePath, extensionDevelopmentPath: projectRoot,
        extensionTestsPath: path.join(projectRoot, 'out', 'test', 'e2e', 'suite', 'index'),
        extensionTestsEnv: { [resultsVariable]: results },
        launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', '--user-data-dir', path.join(scratch, 'user')]
      });
    } catch (failure) {
      error = String(failure);
    }
    const rows = readResults(results);
    if (error === undefined || rows.some(row => row.state === 'failed')) return rows;
    return [...rows, { title: 'the run in desktop VS Code ended early', state: 'failed', error }];
  });
}
