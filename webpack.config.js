// The five bundles. Types are checked by `tsc -b`; here esbuild only strips them, ten times as fast as the compiler.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const webpack = require('webpack');
const { EsbuildPlugin } = require('esbuild-loader');
const { globSync } = require('tinyglobby');

const dist = path.join(__dirname, 'dist');

/** Copies the texts that are read at run time only when somebody asks for them, so that no bundle carries them. */
class CopyDocsPlugin {
  apply(compiler) {
    const source = path.join(__dirname, 'engine', 'generated', 'docs.json');
    compiler.hooks.thisCompilation.tap('CopyDocs', compilation => {
      compilation.hooks.processAssets.tap({ name: 'CopyDocs', stage: webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL }, () => {
        compilation.fileDependencies.add(source);
        if (fs.existsSync(source)) compilation.emitAsset('docs.json', new webpack.sources.RawSource(fs.readFileSync(source)));
      });
    });
  }
}

/** A command is called by its path: it needs a first line for the shell and the right to run. */
class CommandPlugin {
  apply(compiler) {
    new webpack.BannerPlugin({ banner: '#!/usr/bin/env node', raw: true }).apply(compiler);
    compiler.hooks.afterEmit.tap('Command', () => fs.chmodSync(path.join(dist, 'cli.js'), 0o755));
  }
}

function bundle(name, target, entry, extra = {}) {
  return (_env, { mode = 'production' }) => ({
    name, target, mode,
    entry: { [name]: entry },
    // Never an eval devtool: the panel's content security policy forbids it.
    devtool: mode === 'production' ? false : 'source-map',
    output: { path: dist, filename: '[name].js', cssFilename: '[name].css', ...extra.output },
    externals: extra.externals ?? {},
    experiments: { css: true },
    resolve: { extensions: ['.ts', '.js'] },
    module: {
      // One file a bundle: neither a webview's worker nor a language server may load chunks.
      parser: { javascript: { dynamicImportMode: 'eager' } },
      rules: [{ test: /\.ts$/, loader: 'esbuild-loader', options: { target: 'es2022', tsconfig: path.join(__dirname, 'tsconfig.base.json') } }]
    },
    node: { __dirname: false, __filename: false },
    optimization: {
      splitChunks: false, runtimeChunk: false,
      minimizer: [new EsbuildPlugin({ target: 'es2022', legalComments: 'none', css: false })]
    },
    cache: { type: 'filesystem', name: `${name}-${mode}`, cacheDirectory: path.join(__dirname, '.cache', 'webpack'), buildDependencies: { config: [__filename] } },
    performance: { hints: false },
    plugins: extra.plugins ?? [],
    stats: 'errors-warnings'
  });
}

const styles = globSync('media/**/*.css', { cwd: __dirname }).sort().map(file => `./${file}`);

module.exports = [
  bundle('client', 'node20', './client/src/extension.ts', { externals: { vscode: 'commonjs vscode' }, output: { library: { type: 'commonjs2' } } }),
  bundle('server', 'node20', './server/src/main.ts', { plugins: [new CopyDocsPlugin()] }),
  bundle('cli', 'node20', './server/src/cli/main.ts', { plugins: [new CommandPlugin()] }),
  bundle('page', 'web', ['./media/src/main.ts', ...styles]),
  bundle('worker', 'webworker', './media/worker/main.ts')
];
