import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Builds engine/generated/ from the packages that carry the schemas of Kubernetes. The packages are installed once, into
 * this folder; when neither they nor this tool have changed since the last build, nothing happens.
 */
const here = path.dirname(fileURLToPath(import.meta.url));
const generated = path.join(here, '../../engine/generated');
const stamp = path.join(generated, 'built-from');
const installed = path.join(here, 'node_modules/.installed-from');
const outputs = ['structure.ts', 'types.ts', 'docs.json'];

const wanted = fingerprint();
if (!isBuilt()) {
  if (!isInstalled()) install();
  const { generate } = await import('./generate.mjs');
  fs.mkdirSync(generated, { recursive: true });
  for (const [name, text] of Object.entries(generate(path.join(here, 'node_modules')))) fs.writeFileSync(path.join(generated, name), text);
  fs.writeFileSync(stamp, wanted);
}

function isBuilt() {
  return outputs.every(name => fs.existsSync(path.join(generated, name))) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted;
}

function isInstalled() {
  return fs.existsSync(installed) && fs.readFileSync(installed, 'utf8') === lockFile();
}

function install() {
  console.log('schemas: installing the packages that carry the schemas of Kubernetes (once)');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
  fs.writeFileSync(installed, lockFile());
}

function lockFile() {
  return fs.readFileSync(path.join(here, 'package-lock.json'), 'utf8');
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const folder of [here, path.join(here, 'sources')]) {
    for (const name of fs.readdirSync(folder).filter(file => /\.(mjs|json)$/.test(file)).sort()) hash.update(name).update(fs.readFileSync(path.join(folder, name)));
  }
  return hash.digest('hex');
}
