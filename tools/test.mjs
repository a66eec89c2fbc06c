// `npm test`: all that must hold, one stage after the other. The last line says `N passed, N failed`.
// `npm test -- unit lint` runs the stages named only; the build is always made.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { bin, bundle, compile, counted, mocha, node, root } from './stage.mjs';

/** ★ The stages, in order. Each resolves to its counts. */
const stages = [
  { name: 'build', run: async () => oneCheck(await compile() && await bundle()) },
  { name: 'lint', run: async () => oneCheck(await node([bin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0']) === 0) },
  { name: 'unit', run: () => mocha('unit', unitTests()) },
  { name: 'conformance', run: async () => oneCheck(await node(['--enable-source-maps', '--max-old-space-size=4096', 'out/test/conformance/main.js', '--differences', '1', '--check']) === 0) },
  { name: 'e2e', run: () => counted('e2e', report => node(['out/test/e2e/main.js', report])) }
];

const wanted = process.argv.slice(2);
const total = { passed: 0, failed: 0 };
for (const { name, run } of stages) {
  if (wanted.length > 0 && name !== 'build' && !wanted.includes(name)) continue;
  const start = Date.now();
  console.log(`\n── ${name}`);
  const counts = await run();
  total.passed += counts.passed;
  total.failed += counts.failed;
  console.log(`── ${name}: ${counts.passed} passed, ${counts.failed} failed in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  // Nothing that follows would mean anything on old output.
  if (name === 'build' && counts.failed > 0) break;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

function oneCheck(ok) {
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Compiled tests that still have a source: output of deleted files stays in out/. */
function unitTests() {
  return globSync('test/**/*.test.ts', { cwd: root, ignore: ['test/e2e/**'] }).sort()
    .map(file => path.join('out', file.replace(/\.ts$/, '.js')))
    .filter(file => existsSync(path.join(root, file)));
}
