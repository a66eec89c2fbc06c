import { mkdirSync } from 'node:fs';
import path from 'node:path';
import webpack from 'webpack';
import { projectRoot as root } from '../projectRoot';

type Configure = (env: object, argv: { mode: string }) => webpack.Configuration;

/** Bundles the page and the scripted worker as `npm run build` bundles the real ones; returns the folder. */
export async function bundleFixture(): Promise<string> {
  const folder = path.join(root, 'out', 'test', 'media', 'bundles');
  mkdirSync(folder, { recursive: true });
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a webpack configuration is a CommonJS script
  const all = (require(path.join(root, 'webpack.config.js')) as readonly Configure[]).map(configure => configure({}, { mode: 'development' }));
  const wanted = all.filter(({ name }) => name === 'page' || name === 'worker').map(config => ({
    ...config, devtool: false as const, output: { ...config.output, path: folder }, ...(config.name === 'worker' ? { entry: { worker: path.join(root, 'test', 'media', 'fixtureWorker.ts') } } : {})
  }));
  const compiler = webpack(wanted);
  const stats = await new Promise<webpack.MultiStats | undefined>((resolve, reject) => { compiler.run((error, result) => { if (error) reject(error); else resolve(result); }); });
  if (stats?.hasErrors() === true) throw new Error(stats.toString({ all: false, errors: true }));
  return folder;
}
