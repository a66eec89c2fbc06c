import assert from 'node:assert/strict';
import { parseManifests, updateManifests, type ManifestFile } from '../../../engine/src/index';
import { checkDocument } from '../../../server/src/check/checkDocument';
import type { Finding } from '../../../server/src/check/finding';
import { languageOf } from '../language';

function findings(file: ManifestFile, version?: string): readonly Finding[] {
  return file.documents.flatMap(document => checkDocument(document, languageOf(version)));
}

/** Each finding as `code at text`: which words are underlined. */
function check(text: string, expected: readonly string[], version?: string): void {
  assert.deepEqual(findings(parseManifests(text), version).map(({ code, range }) => `${code} at ${text.slice(range.start, range.end)}`), expected);
}

const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n';

suite('checking a document', () => {
  test('a misspelt field is underlined and its neighbour offered', () => {
    const text = `${head}spec:\n  replica: 3\n`;
    const finding = findings(parseManifests(text)).find(candidate => candidate.code === 'UnknownField') ?? assert.fail();
    assert.match(finding.message, /unknown field "spec\.replica"/u);
    assert.equal(text.slice(finding.range.start, finding.range.end), 'replica');
    assert.deepEqual(finding.fixes?.map(fix => fix.edits), [[{ range: finding.range, text: 'replicas' }]]);
  });

  const kinds: readonly (readonly [string, string, readonly string[], string?])[] = [
    ['a kind in the wrong group', 'apiVersion: v1\nkind: Deployment\n', ['unknown-kind at v1']],
    ['a misspelt kind', 'apiVersion: apps/v1\nkind: Deploymnet\n', ['unknown-kind at Deploymnet']],
    ['a misspelt group', 'apiVersion: app/v1\nkind: Deployment\n', ['unknown-kind at app/v1']],
    ['a removed version', 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\n', ['removed-api at extensions/v1beta1']],
    ['a removed kind without a successor', 'apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: a}\n', ['removed-api at policy/v1beta1']],
    ['a version that the chosen Kubernetes does not serve yet', 'apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: {name: a}\nspec: {}\n', ['unknown-kind at resource.k8s.io/v1'], '1.33'],
    ['a missing apiVersion', 'kind: Service\nmetadata: {name: a}\n', ['missing-field at kind']],
    ['a custom resource', 'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: a}\nspec: {anything: 1}\n', []],
    ['YAML that is no manifest', 'services:\n  web: {image: nginx}\n', []],
    ['a Helm template', `${head}spec:\n  replicas: {{ .Values.replicas }}\n`, []],
    ['a Kustomize patch', `${head}spec:\n  template: {$patch: delete}\n`, []],
    ['a file without documents', '', []]
  ];
  for (const [name, text, expected, version] of kinds) test(name, () => { check(text, expected, version); });

  test('the fix of a removed version is the one that replaces it', () => {
    const [finding] = findings(parseManifests('apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\n'));
    assert.match(finding?.message ?? '', /batch\/v1beta1 CronJob is not served since Kubernetes 1\.25: use batch\/v1/u);
    assert.equal(finding?.fixes?.[0]?.edits[0]?.text, 'batch/v1');
  });

  test('the items of a List are checked one by one, at their place', () => {
    check('apiVersion: v1\nkind: List\nitems:\n- kind: Service\n  apiVersion: v1\n  spec: {prots: []}\n  metadata: {name: a}\n', ['UnknownField at prots']);
  });

  test('a broken document does not hide the findings of the others', () => {
    const text = `a: [\n---\n${head}spec:\n  replica: 3\n`;
    const codes = findings(parseManifests(text)).map(finding => finding.code);
    assert.ok(codes.includes('UnknownField'), codes.join());
    assert.ok(codes.some(code => code.startsWith('yaml')), codes.join());
  });

  test('the findings of a document move with it', () => {
    const before = parseManifests(`a: 1\n---\n${head}spec:\n  replica: 3\n`);
    findings(before);
    const text = `a: 1\nlonger: true\n---\n${head}spec:\n  replica: 3\n`;
    assert.deepEqual(findings(updateManifests(before, text)), findings(parseManifests(text)));
  });

  test('what a document is told because of its separator goes with that', () => {
    const before = parseManifests('a: 1\n---\nb: 2\n');
    findings(before);
    const text = 'a: 1\n---$\nb: 2\n';
    assert.deepEqual(findings(updateManifests(before, text)), findings(parseManifests(text)));
    assert.ok(findings(parseManifests(text)).some(finding => finding.code === 'yaml-separator'));
  });

  for (const [name, text] of Object.entries({
    'kind is a number': 'apiVersion: v1\nkind: 7\nmetadata: {name: a}\n', 'metadata is a list': 'apiVersion: v1\nkind: Pod\nmetadata: []\n',
    '__proto__ as a key': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {__proto__: {containers: 1}, constructor: 2}\n',
    'an alias to itself': 'apiVersion: v1\nkind: Pod\nmetadata: &a {name: a, labels: *a}\n',
    'the spec is a text': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: text\n'
  })) {
    test(`bad input has a located error: ${name}`, () => {
      const found = findings(parseManifests(text));
      assert.ok(found.some(finding => finding.severity === 'error' && finding.range.end > finding.range.start), JSON.stringify(found));
    });
  }
});
