import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ensureChromium } from '../e2e/install';
import { projectRoot as root } from '../projectRoot';
import { bundleFixture } from './bundleFixture';
import { servePage, type PageServer } from './pageServer';
import { themes, type ThemeName } from './themes';

const shots = path.join(root, 'test', 'shots');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

suite('the panel in a browser', function () {
  this.timeout(120_000);
  let server: PageServer, browser: Browser;

  suiteSetup(async () => {
    mkdirSync(shots, { recursive: true });
    server = await servePage(await bundleFixture());
    browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  });
  suiteTeardown(async () => { await browser.close(); await server.stop(); });

  async function open(theme: ThemeName = 'dark', width = 700): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 760 }, reducedMotion: 'reduce' });
    await page.goto(server.url(theme));
    await page.waitForFunction(() => sent().some(message => message.type === 'ready'));
    await run(page, 'kind: Deployment', {});
    return page;
  }

  test('nothing on the page breaks its content security policy', async () => {
    const page = await open();
    for (const view of ['why', 'timeline', 'events', 'objects', 'map']) await page.click(`#tab-${view}`);
    await page.waitForSelector('.pod');
    assert.deepEqual(await page.evaluate('window.violations'), []);
    await page.close();
  });

  test('the map shows each pod on its node and the pending one in the tray', async () => {
    const page = await open();
    assert.deepEqual(await page.locator('[aria-label="Pending pods"] .pod').allInnerTexts(), ['db-2']);
    assert.deepEqual(await page.locator('article:has(h3:text-is("node-a1")) .pod').allInnerTexts(), ['api-a2a2a', 'db-0']);
    await page.close();
  });

  test('selecting a pending pod says on each node why it cannot go there, and shows its text in the editor', async () => {
    const page = await open();
    await page.click('[data-uid="uid-db-2"]');
    await page.waitForSelector('article[data-light=refused]');
    assert.match(await page.locator('article:has(h3:text-is("node-b1"))').innerText(), /Insufficient cpu: wants 4 CPU/);
    assert.match(await page.locator('article:has(h3:text-is("batch-c1"))').innerText(), /workload=batch:NoSchedule/);
    assert.deepEqual(await page.evaluate(() => sent().filter(message => message.type === 'reveal')), [{ type: 'reveal', file: 'shop.yaml', start: 501, end: 900 }]);
    await page.close();
  });

  test('whyPending: it repeats the event word for word and links its words to the rows', async () => {
    const page = await open();
    await page.click('#tab-why');
    await page.waitForSelector('#event-text');
    assert.equal(await page.locator('#event-text').innerText(), '0/6 nodes are available: 2 node(s) had untolerated taint(s), 4 Insufficient cpu. no new claims to deallocate, preemption: 0/6 nodes are available: 2 Preemption is not helpful for scheduling, 4 No preemption victims found for incoming pod.');
    await page.click('.fragment:has-text("Insufficient cpu")');
    assert.match(await page.locator('tr:focus').innerText(), /node-a1, node-a2, node-b1, node-b2/);
    await page.close();
  });

  test('whyPending: all blockers are a switch away, and a change that helps is written with a click', async () => {
    const page = await open();
    await page.click('#tab-why');
    await page.waitForSelector('#why-all');
    assert.equal(await page.locator('#why-first').getAttribute('aria-pressed'), 'true');
    await page.focus('#why-all');
    await page.keyboard.press('Enter');
    assert.deepEqual(await page.locator('[aria-label="All blockers by node"] tbody tr').allInnerTexts().then(rows => rows.map(row => row.split('\t')[0])), ['node-a1, node-a2, node-b1, node-b2', 'batch-c1, batch-c2', 'batch-c1']);
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'why-all');
    assert.deepEqual(await page.locator('.fixes li').allInnerTexts(), ['Request less: cpu 2 → node-b1 Apply', 'Add a node like node-a1 → node-a1-2']);
    await page.click('.fixes button');
    assert.deepEqual(await page.evaluate(() => sent().filter(message => message.type === 'apply')), [{ type: 'apply', change: { file: 'shop.yaml', start: 700, end: 701, text: '2', replaced: '4', length: 900 } }]);
    await page.click('#why-first');
    await page.waitForSelector('[aria-label="Filters by node"]');
    await page.close();
  });

  test('stepping by key moves one event at a time and is announced', async () => {
    const page = await open();
    await page.focus('#scrubber');
    await page.keyboard.press('Home');
    await page.waitForFunction(() => document.querySelector('#scrubber')?.getAttribute('aria-valuenow') === '0');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('#scrubber')?.getAttribute('aria-valuenow') === '2');
    assert.match(await page.locator('#announce').innerText(), /Scaled up replica set api-7d9f8c6b5 from 0 to 3/);
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => document.querySelector('#scrubber')?.getAttribute('aria-valuenow') === '1');
    await page.close();
  });

  test('timeline: a click goes to that time, and a row of the log to its moment', async () => {
    const page = await open();
    await page.click('#tab-timeline');
    await page.waitForSelector('.lane-picture');
    const axis = await page.locator('.axis').boundingBox();
    assert.ok(axis);
    await page.mouse.click(axis.x + axis.width / 2, axis.y + 8);
    await page.waitForFunction(() => document.querySelector('#scrubber')?.getAttribute('aria-valuenow') !== document.querySelector('#scrubber')?.getAttribute('aria-valuemax'));
    await page.click('#tab-events');
    await page.click('tr[data-moment="3"] button');
    await page.waitForFunction(() => document.querySelector('#scrubber')?.getAttribute('aria-valuenow') === '3');
    await page.close();
  });

  test('a new text keeps the moment; one that does not parse keeps the picture and says so', async () => {
    const page = await open();
    await page.focus('#scrubber');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('#scrubber')?.getAttribute('aria-valuenow') === '1');
    await run(page, 'BROKEN: [');
    await page.waitForSelector('body.stale [role=alert]');
    assert.match(await page.locator('[role=alert]').innerText(), /shop\.yaml:12: a mapping value is not allowed here/);
    assert.equal(await page.locator('article').count(), 6);
    await run(page, 'kind: Deployment # mended');
    await page.waitForSelector('body:not(.stale)');
    assert.notEqual(await page.getAttribute('#scrubber', 'aria-valuenow'), '77');
    await page.close();
  });

  test('a worker that dies is started anew, and the page says so', async () => {
    const page = await open();
    await run(page, 'CRASH');
    await page.waitForSelector('.message');
    assert.match(await page.locator('.message').first().innerText(), /started anew/);
    await page.close();
  });

  test('a state that was remembered brings the same moment, view and pod back', async () => {
    const page = await open();
    await page.click('[data-uid="uid-db-2"]');
    await page.click('#tab-events');
    await page.click('tr[data-moment="5"] button');
    await page.waitForFunction(() => (window as unknown as { state?: { at?: { moment: number } } }).state?.at?.moment === 5);
    const state = await page.evaluate<{ at: object; view: string; pod: string }>('window.state');
    assert.deepEqual([state.view, state.pod], ['events', 'uid-db-2']);
    await page.reload();
    await page.waitForFunction(() => sent().some(message => message.type === 'ready'));
    await run(page, 'kind: Deployment', { at: state.at, view: state.view, pod: state.pod });
    await page.waitForFunction(() => document.querySelector('#scrubber')?.getAttribute('aria-valuenow') === '5');
    assert.equal(await page.getAttribute('#tab-events', 'aria-selected'), 'true');
    await page.close();
  });

  test('hundreds of nodes are cells, fifty are strips', async () => {
    const page = await open();
    await run(page, '600 nodes, 1200 pods', {});
    assert.equal(await page.locator('.cell').count(), 600);
    await run(page, '50 nodes, 300 pods', {});
    assert.equal(await page.locator('.dense article').count(), 50);
    assert.equal(await page.locator('article .pod').count(), 300);
    await page.close();
  });

  test('messages of the wrong shape are refused and logged', async () => {
    const page = await open();
    for (const message of [null, 7, { type: 'run' }, { type: '__proto__' }, { type: 'cursor', file: 'a', offset: -1 }, { type: 'control', action: 'rm' }]) await page.evaluate(value => { window.postMessage(value, '*'); }, message);
    await page.waitForFunction(() => sent().filter(message => message.type === 'log').length >= 6);
    assert.equal(await page.locator('article').count(), 6);
    await page.close();
  });

  test('each view opens as text', async () => {
    const page = await open();
    for (const [view, picture] of Object.entries(pictures)) {
      await page.click(`#tab-${view}`);
      await page.waitForSelector(picture);
      await page.click('[aria-label="Open this view as text"]');
    }
    const texts = await page.evaluate(() => sent().flatMap(message => message.type === 'openText' ? [message.text] : []));
    assert.equal(texts.length, 5);
    for (const text of texts) assert.match(text, /^# .*\n\n[^]*\|/);
    await page.close();
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const width of [350, 700, 1200]) {
      test(`accessible and drawn: ${theme} at ${width} pixels`, async () => {
        const page = await open(theme, width);
        await page.evaluate(axe);
        for (const [view, picture] of Object.entries(pictures)) {
          await page.click(`#tab-${view}`);
          await page.waitForSelector(picture);
          await page.screenshot({ path: path.join(shots, `panel-${view}-${theme}-${width}.png`) });
          const violations = await page.evaluate('axe.run(document, { rules: { "page-has-heading-one": { enabled: false }, region: { enabled: false } } }).then(result => result.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + n.failureSummary).join("; ")))');
          assert.deepEqual(violations, [], view);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false, `${view} is wider than the panel`);
        }
        await page.close();
      });
    }
  }
});

/** What is there when a view has been drawn. */
const pictures = { map: '.pod', why: '#event-text', timeline: '.lane-picture', events: 'tr[data-moment]', objects: '.objects tbody th' } as const;

interface Sent { readonly type: string; readonly text: string }
declare function sent(): readonly Sent[];

/** Sends the page a text to run, as the host does; with `show` as for a newly opened panel. */
async function run(page: Page, text: string, show?: object): Promise<void> {
  const before = await page.evaluate(() => sent().filter(message => message.type === 'outcome').length);
  await page.evaluate(message => { window.postMessage(message, '*'); }, { type: 'run', title: 'shop.yaml', request: { files: [{ file: 'shop.yaml', label: 'shop.yaml', text }], cluster: [], seed: 1, untilMs: 600_000, minor: 36 }, ...(show === undefined ? {} : { show }) });
  if (show !== undefined) await page.waitForFunction(count => sent().filter(message => message.type === 'outcome').length > count, before);
}
