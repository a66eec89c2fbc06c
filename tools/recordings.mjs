// Refreshes test/conformance/recordings from the folder of recordings beside the checkout: `node tools/recordings.mjs`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { globSync } from 'tinyglobby';
import { root } from './stage.mjs';

const from = path.join(root, '..', 'shared', 'conformance');
const to = path.join(root, 'test', 'conformance', 'recordings');
const names = globSync(['*.jsonl', 'controllers/*.jsonl'], { cwd: from, ignore: ['pod-security.jsonl'] }).sort();
if (names.length === 0) throw new Error(`no recordings in ${from}`);
rmSync(to, { recursive: true, force: true });
let bytes = 0;
for (const name of names) {
  const target = path.join(to, `${name}.br`);
  mkdirSync(path.dirname(target), { recursive: true });
  const packed = brotliCompressSync(readFileSync(path.join(from, name)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT }
  });
  writeFileSync(target, packed);
  bytes += packed.length;
}
console.log(`${names.length} recordings, ${Math.round(bytes / 1024)} KB`);
