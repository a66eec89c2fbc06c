import assert from 'node:assert/strict';
import { parseManifests } from '../../../engine/src/index';
import { checkDocument } from '../../../server/src/check/checkDocument';
import { languageOf } from '../language';

/** Takes the first fix of the first finding of that code. */
function mended(text: string, code: string): string {
  const findings = parseManifests(text).documents.flatMap(document => checkDocument(document, languageOf()));
  const finding = findings.find(candidate => candidate.code === code) ?? assert.fail(`no ${code} in ${findings.map(({ code: other, message }) => `${other} ${message}`).join('; ')}`);
  const [fix] = finding.fixes ?? [];
  return (fix?.edits ?? []).reduceRight((result, edit) => result.slice(0, edit.range.start) + edit.text + result.slice(edit.range.end), text);
}

const head = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n';

suite('fixes', () => {
  const rows: readonly (readonly [string, string, string, string])[] = [
    ['a misspelt field', 'UnknownField', `${head}  container: []\n`, `${head}  containers: []\n`],
    ['a number in quotes', 'TypeMismatch', `${head}  containers:\n  - name: a\n    ports:\n    - containerPort: "80"\n`, `${head}  containers:\n  - name: a\n    ports:\n    - containerPort: 80\n`],
    ['a boolean in quotes', 'TypeMismatch', `${head}  hostNetwork: 'true'\n`, `${head}  hostNetwork: true\n`],
    ['a text without quotes', 'TypeMismatch', `${head}  containers:\n  - name: a\n    env:\n    - {name: A, value: 8080}\n`, `${head}  containers:\n  - name: a\n    env:\n    - {name: A, value: "8080"}\n`],
    ['YAML 1.1 booleans', 'TypeMismatch', `${head}  nodeName: yes\n`, `${head}  nodeName: "yes"\n`]
  ];
  for (const [name, code, before, after] of rows) test(name, () => { assert.equal(mended(before, code), after); });

  test('what a person must decide has no fix', () => {
    const text = `${head}  nodeName: [a]\n`;
    assert.equal(mended(text, 'TypeMismatch'), text);
  });

  const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a # its name\nspec:\n  ports:\n  - port: 80\n';
  test('an unsupported value becomes the one that was meant', () => {
    assert.equal(mended(`${service}  type: clusterIP\n`, 'FieldValueNotSupported'), `${service}  type: ClusterIP\n`);
  });

  test('a missing required field is added where it belongs', () => {
    assert.equal(mended(service.replace('  name: a # its name', '  labels: {b: c} # some'), 'FieldValueRequired'), service.replace('  name: a # its name', '  labels: {b: c} # some\n  name: ""'));
  });

  test('a missing apiVersion comes from the kind, also in a List', () => {
    assert.equal(mended('kind: Deployment\nmetadata: {name: a}\n', 'missing-field'), 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n');
    assert.equal(mended('apiVersion: v1\nkind: List\nitems:\n- kind: Deployment\n  metadata: {name: a}\n', 'missing-field'), 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: a}\n');
  });

});
