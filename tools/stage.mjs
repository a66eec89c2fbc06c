// What the commands in this folder share: where the project is, and how a step of theirs is run and counted.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a program in the project's folder with its output shown; resolves to its exit code (128 when a signal ended it). */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 128));
  });
}

/** Runs a JavaScript file with this Node. */
export function node(args, options) {
  return run(process.execPath, args, options);
}

/** The path of a development dependency's command. */
export function bin(pkg, file) {
  return path.join(root, 'node_modules', pkg, file);
}

/** Schemas, then types. Quiet when nothing changed. Resolves to true when all compiled. */
export async function compile() {
  const schemas = path.join('tools', 'schemas', 'build.mjs');
  if (existsSync(path.join(root, schemas)) && await node([schemas]) !== 0) return false;
  return await node([bin('typescript', 'bin/tsc'), '-b']) === 0;
}

/** The five bundles in dist/. Resolves to true when all were made. */
export async function bundle() {
  return await node([bin('webpack-cli', 'bin/cli.js'), '--mode', 'production']) === 0;
}

/** The extension as one file in the project's folder; resolves to its path, or to undefined when it could not be made. Wants the bundles. */
export async function packageExtension() {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const file = path.join(root, `${name}-${version}.vsix`);
  // All that runs is in the bundles: no node_modules travel along.
  const code = await node([bin('@vscode/vsce', 'vsce'), 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file]);
  return code === 0 ? file : undefined;
}

/** Runs mocha over compiled test files; resolves to the counts. */
export function mocha(name, files) {
  const args = ['--require', path.join(root, 'out', 'test', 'seededProperties.js'), '--ui', 'tdd', '--timeout', '60000', '--reporter', path.join(root, 'tools', 'mochaReporter.cjs')];
  return counted(name, report => node(['--max-old-space-size=4096', bin('mocha', 'bin/mocha.js'), ...args, '--reporter-option', `report=${report}`, ...files]));
}

/**
 * Runs something that writes `{ passed, failed }` into the file it is given and resolves to an exit code. A run that ends
 * without a report, without a test, or with an exit code that its report does not explain, counts as one failure more.
 */
export async function counted(name, start) {
  const report = path.join(root, '.cache', 'reports', `${name}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const exitCode = await start(report);
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { passed: 0, failed: 0 };
  const unexplained = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0);
  if (unexplained) console.error(`ended with exit code ${exitCode} and ${counts.passed} passed: counted as a failure`);
  return { passed: counts.passed, failed: counts.failed + (unexplained ? 1 : 0) };
}
