import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationContribution, defaultSettings, readSettings } from '../../server/src/settings';

suite('settings', () => {
  test('package.json offers exactly the settings of the table', () => {
    const manifest = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as { contributes: { configuration: unknown } };
    assert.deepEqual(manifest.contributes.configuration, configurationContribution());
  });

  test('settings are read nested, flat and with the prefix', () => {
    assert.equal(readSettings({ dryRun: { seed: 7 } })['dryRun.seed'], 7);
    assert.equal(readSettings({ 'dryRun.seed': 7 })['dryRun.seed'], 7);
    assert.equal(readSettings({ 'clusterville.dryRun.seed': 7 })['dryRun.seed'], 7);
  });

  for (const raw of [null, 7, 'x', [], { enable: 'yes' }, { dryRun: 5 }, { dryRun: { seed: -1, until: 'soon' } }, { kubernetesVersion: '0.1' }, { kubernetesVersion: ['1.36'] }]) {
    test(`what is missing or of a wrong type becomes the default: ${JSON.stringify(raw)}`, () => assert.deepEqual(readSettings(raw), defaultSettings));
  }

  test('keys of the prototype are no settings', () => {
    const raw = Object.create({ enable: false }) as unknown;
    assert.equal(readSettings(raw).enable, true);
  });
});
