import assert from 'node:assert/strict';
import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../projectRoot';

const dist = path.join(projectRoot, 'dist');

/** What a bundle may weigh in KB: the page must be there at once, the worker's text is fetched and started from a blob. */
const budgetsKb: Readonly<Record<string, number>> = { 'client.js': 500, 'server.js': 2000, 'cli.js': 2000, 'page.js': 250, 'worker.js': 1800 };

suite('structure: bundles', () => {
  test('the build leaves five bundles and no chunks', () => {
    assert.deepEqual(readdirSync(dist).filter(name => name.endsWith('.js')).sort(), Object.keys(budgetsKb).sort());
  });

  for (const [name, kilobytes] of Object.entries(budgetsKb)) {
    test(`${name} weighs less than ${kilobytes} KB`, () => {
      const size = Math.ceil(statSync(path.join(dist, name)).size / 1024);
      assert.ok(size < kilobytes, `${name} weighs ${size} KB`);
    });
  }

  test('what runs in the webview makes no code from text', () => {
    for (const name of ['page.js', 'worker.js']) {
      const text = readFileSync(path.join(dist, name), 'utf8');
      // A method may be called eval (RE2's conditions are); what is forbidden is calling the global one.
      const called = /(?<![.\w$])eval\((?![\w$, ]*\)\{)|\bnew Function\(/.exec(text);
      assert.equal(called?.[0], undefined, `${name} would be stopped by the content security policy`);
    }
  });

  test('the command can be called by its path', () => {
    const file = path.join(dist, 'cli.js');
    accessSync(file, constants.X_OK);
    assert.ok(readFileSync(file, 'utf8').startsWith('#!/usr/bin/env node\n'));
  });
});
