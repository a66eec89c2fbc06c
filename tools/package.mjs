// `npm run package`: the extension as one file, clusterville-VERSION.vsix, in the project's folder.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bin, bundle, compile, node, root } from './stage.mjs';

const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const file = `${name}-${version}.vsix`;
// All that runs is in the bundles: no node_modules travel along.
const packed = await compile() && await bundle() && await node([bin('@vscode/vsce', 'vsce'), 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file]) === 0;
process.exitCode = packed ? 0 : 1;
