import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterville } from './commandLine';

const good = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n';
const bad = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replica: 3\n';

suite('clusterville check', function () {
  this.timeout(30_000);
  let folder: string;
  suiteSetup(() => {
    folder = mkdtempSync(join(tmpdir(), 'clusterville-'));
    mkdirSync(join(folder, 'tree/deep/node_modules/x'), { recursive: true });
    writeFileSync(join(folder, 'tree/good.yaml'), good);
    writeFileSync(join(folder, 'tree/deep/bad.yml'), bad);
    writeFileSync(join(folder, 'tree/deep/node_modules/x/bad.yaml'), bad);
    writeFileSync(join(folder, 'tree/deep/list.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] }));
    writeFileSync(join(folder, 'binary.yaml'), Buffer.from([0x61, 0x0a, 0x62, 0x00]));
    writeFileSync(join(folder, 'latin1.yaml'), Buffer.from('a: b\nc: d\xe9\n', 'latin1'));
    writeFileSync(join(folder, 'utf16.yaml'), Buffer.from(`\ufeff${bad}`, 'utf16le'));
    writeFileSync(join(folder, 'huge.yaml'), Buffer.alloc(50 * 1024 * 1024, 'a: 1\n'));
  });
  suiteTeardown(() => { rmSync(folder, { recursive: true, force: true }); });

  test('all is well: exit code 0', async () => {
    assert.deepEqual(await clusterville(['check', 'tree/good.yaml'], { cwd: folder }), { code: 0, out: 'no problems: 1 resource in 1 file\n', error: '' });
  });

  test('an error: its place, exit code 1', async () => {
    const { code, out } = await clusterville(['check', 'tree/deep/bad.yml'], { cwd: folder });
    assert.equal(code, 1);
    assert.match(out, /^tree\/deep\/bad\.yml:6:3 {2}error {2}unknown field "spec\.replica", did you mean "replicas"\? {2}\[UnknownField\]$/mu);
  });

  test('standard input', async () => {
    const { code, out } = await clusterville(['check', '-'], { input: bad });
    assert.equal(code, 1);
    assert.match(out, /^<stdin>:6:3 {2}error/u);
  });

  test('a folder is searched, what is installed in it is not', async () => {
    const { code, out } = await clusterville(['check', 'tree', '--format', 'json'], { cwd: folder });
    const { files } = JSON.parse(out) as { files: { file: string }[] };
    assert.deepEqual(files.map(({ file }) => file.replaceAll('\\', '/')), ['tree/deep/bad.yml', 'tree/deep/list.json', 'tree/good.yaml']);
    assert.equal(code, 1);
  });

  test('globs are found, each file once', async () => {
    const { out } = await clusterville(['check', 'tree/*.yaml', 'tree/good.yaml'], { cwd: folder });
    assert.equal(out, 'no problems: 1 resource in 1 file\n');
  });

  for (const [name, file, expected] of [
    ['a file that is not there', 'nowhere.yaml', /^nowhere\.yaml:1:1 {2}error {2}cannot be read: no such file {2}\[unreadable\]/u],
    ['a glob that finds nothing', 'nothing/*.yaml', /^nothing\/\*\.yaml:1:1 {2}error {2}cannot be read: no such file/u],
    ['a binary file', 'binary.yaml', /^binary\.yaml:2:2 {2}error {2}binary: a NUL byte is no YAML/u],
    ['bytes that are no UTF-8', 'latin1.yaml', /^latin1\.yaml:2:5 {2}error {2}not valid UTF-8/u],
    ['50 MiB', 'huge.yaml', /^huge\.yaml:1:1 {2}error {2}not read: 50 MiB is more than 32 MiB/u]
  ] as const) {
    test(`one located message and exit code 2 for ${name}`, async () => {
      const { code, out, error } = await clusterville(['check', file], { cwd: folder });
      assert.match(out, expected);
      assert.deepEqual({ code, error, lines: out.trimEnd().split('\n').length }, { code: 2, error: '', lines: 2 });
    });
  }

  test('UTF-16 is read', async () => {
    assert.match((await clusterville(['check', 'utf16.yaml'], { cwd: folder })).out, /utf16\.yaml:6:3 {2}error {2}unknown field/u);
  });

  test('every format prints what it should', async () => {
    const { out: sarif } = await clusterville(['check', '-', '--format', 'sarif'], { input: bad });
    assert.equal((JSON.parse(sarif) as { version: string }).version, '2.1.0');
    const { out: github } = await clusterville(['check', '-', '--format', 'github'], { input: bad });
    assert.match(github, /^::error file=<stdin>,line=6,col=3,/mu);
  });

  test('the version decides what is served', async () => {
    const text = 'apiVersion: flowcontrol.apiserver.k8s.io/v1beta3\nkind: FlowSchema\nmetadata: {name: a}\nspec: {priorityLevelConfiguration: {name: b}}\n';
    assert.match((await clusterville(['check', '-'], { input: text })).out, /removed-api/u);
  });

  test('wrong usage says so and exits with 2', async () => {
    for (const args of [['check'], ['check', '-', '--format', 'xml'], ['chekc'], ['check', '-', '--kubernetes-version', '0.9']]) {
      const { code, error } = await clusterville(args);
      assert.equal(code, 2, args.join(' '));
      assert.match(error, /^error: /u);
    }
  });

  test('help exits with 0', async () => {
    const { code, out } = await clusterville(['--help']);
    assert.equal(code, 0);
    assert.match(out, /check .*\n[^]*explain/u);
  });

  const strange: Readonly<Record<string, string>> = {
    'broken YAML': 'a: [\n', 'tabs': 'a:\n\tb: 1\n', 'a byte order mark': `\ufeff${good}`, 'CRLF': bad.replaceAll('\n', '\r\n'), 'a cyclic alias': 'apiVersion: v1\nkind: Pod\nmetadata: &a {name: x, labels: *a}\n',
    'a bomb of aliases': `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(',')}]`).join('\n')}\napiVersion: v1\nkind: ConfigMap\n`,
    'depth': `${'['.repeat(20_000)}`, 'kind: 7': 'apiVersion: v1\nkind: 7\nmetadata: []\n', ['__proto__']: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n__proto__: {a: 1}\n', 'nothing': ''
  };
  for (const [name, input] of Object.entries(strange)) {
    test(`ends well whatever it is given: ${name}`, async () => {
      const { code, out, error } = await clusterville(['check', '-'], { input });
      assert.ok(code === 0 || code === 1, `${String(code)} ${error}`);
      assert.equal(error, '');
      assert.match(out, /in 1 file\n$/u);
    });
  }

  test('the other documents of a broken file are still checked', async () => {
    const { out } = await clusterville(['check', '-'], { input: `a: [\n---\n${bad}` });
    assert.match(out, /<stdin>:8:3 {2}error {2}unknown field/u);
  });

  test('colours only where somebody asks for them', async () => {
    assert.ok(!(await clusterville(['check', '-'], { input: bad })).out.includes('\u001b'));
    assert.ok((await clusterville(['check', '-'], { input: bad, env: { FORCE_COLOR: '1' } })).out.includes('\u001b[31m'));
    assert.ok(!(await clusterville(['check', '-'], { input: bad, env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).out.includes('\u001b'));
  });
});

suite('clusterville explain', function () {
  this.timeout(30_000);
  test('a field, as kubectl explains it', async () => {
    const { code, out } = await clusterville(['explain', 'deployment.spec.strategy']);
    assert.equal(code, 0);
    assert.match(out, /^GROUP: {6}apps\nKIND: {7}Deployment\nVERSION: {4}v1\n\nFIELD: strategy <DeploymentStrategy>/u);
  });

  test('a misspelt one: the name that was meant, exit code 2', async () => {
    const { code, error } = await clusterville(['explain', 'deployment.spec.strategie']);
    assert.equal(code, 2);
    assert.match(error, /^error: field "strategie" does not exist \(did you mean "strategy"\?\)/u);
  });
});
