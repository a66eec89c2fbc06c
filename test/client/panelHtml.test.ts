import assert from 'node:assert/strict';
import { panelHtml } from '../../client/src/panelHtml';

suite('the page of the panel', () => {
  const html = panelHtml({ cspSource: 'https://source', nonce: 'n0nce', script: 'https://source/page.js?"><script>', style: 'https://source/page.css', worker: 'https://source/worker.js' });

  test('its policy lets nothing in but our script, style and worker', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'nonce-n0nce';/);
    assert.match(policy, /connect-src https:\/\/source; worker-src blob:/);
    assert.doesNotMatch(policy, /unsafe/);
  });

  test('an address cannot break out of its attribute', () => {
    assert.doesNotMatch(html, /page\.js\?">/);
  });

  test('no handler and no style stands in the text', () => {
    assert.doesNotMatch(html, /\son\w+=|\sstyle=/);
  });
});
