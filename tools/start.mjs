// `npm start`: builds, then shows the samples in VS Code with the extension: in the desktop one where `code` is on the path,
// else in the server build, whose address it prints. `npm start -- --server` always takes the server build.
import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundle, compile, packageExtension, root, run } from './stage.mjs';

const samples = path.join(root, 'samples');
if (!await compile() || !await bundle()) process.exit(1);
if (!process.argv.includes('--server') && hasDesktop()) {
  console.log('Opening the samples in VS Code.');
  process.exitCode = await run('code', [`--extensionDevelopmentPath=${root}`, '--new-window', samples, path.join(samples, 'shop.yaml')], { shell: process.platform === 'win32' });
} else await serve();

function hasDesktop() {
  return spawnSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0;
}

async function serve() {
  const vsix = await packageExtension();
  if (!vsix) process.exit(1);
  const { startServer, withScratch } = await import('../out/test/e2e/server.js');
  await withScratch(async scratch => {
    const connectionToken = randomBytes(16).toString('hex');
    const server = await startServer({ scratch, vsix, connectionToken });
    const file = `vscode-remote://${server.authority}${path.join(samples, 'shop.yaml')}`;
    const payload = JSON.stringify([['openFile', file], ['skipWelcome', 'true']]);
    console.log(`\nVS Code with Clusterville is at\n\n  ${server.origin}/?tkn=${connectionToken}&folder=${encodeURIComponent(samples)}&payload=${encodeURIComponent(payload)}\n\nCtrl-C ends it.`);
    await new Promise(resolve => { for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve); });
    await server.stop();
  });
}
