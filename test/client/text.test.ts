import assert from 'node:assert/strict';
import { durationMs } from '../../client/src/duration';
import { looksLikeManifest } from '../../client/src/manifestText';

suite('client: text', () => {
  for (const [text, ms] of [['10m', 600_000], ['1h30m', 5_400_000], ['1.5s', 1500], ['250ms', 250], ['', 7], ['ten', 7], ['0s', 7], ['5', 7], ['-5s', 7]] as const) {
    test(`'${text}' lasts ${ms} ms`, () => assert.equal(durationMs(text, 7), ms));
  }

  for (const [what, text, is] of [
    ['a Pod', 'apiVersion: v1\nkind: Pod\n', true], ['the second document', '# nothing\n---\nkind: Service\napiVersion: v1', true], ['quoted keys', '"apiVersion": v1\n"kind": Pod', true],
    ['a compose file', 'services:\n  web:\n    image: x\n', false], ['a nested apiVersion', 'spec:\n    apiVersion: v1\n    kind: Pod\n', false], ['nothing', '', false], ['prometheus.yaml', 'global:\n  scrape_interval: 15s\n', false]
  ] as const) {
    test(`${what} ${is ? 'looks like' : 'is no'} manifest`, () => assert.equal(looksLikeManifest(text), is));
  }
});
