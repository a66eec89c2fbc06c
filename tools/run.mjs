// `npm run conformance`, `npm run bench`: compiles quietly, then runs out/test/NAME/main.js with the arguments given.
import path from 'node:path';
import { compile, node, root } from './stage.mjs';

const [name, ...args] = process.argv.slice(2);
if (await compile()) {
  // The caller's folder stays: files are named from there.
  process.exitCode = await node(['--enable-source-maps', '--max-old-space-size=4096', path.join(root, 'out', 'test', name, 'main.js'), ...args], { cwd: process.env.INIT_CWD ?? process.cwd() });
} else process.exitCode = 1;
