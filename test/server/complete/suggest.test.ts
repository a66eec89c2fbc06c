import assert from 'node:assert/strict';
import fc from 'fast-check';
import { documentAt, parseManifests } from '../../../engine/src/index';
import { suggestAt } from '../../../server/src/complete/suggest';
import type { Suggestion } from '../../../server/src/complete/suggestion';
import { atCursor } from '../cursor';
import { languageOf } from '../language';

function suggestions(marked: string): { readonly text: string; readonly offset: number; readonly list: readonly Suggestion[] } {
  const { text, offset } = atCursor(marked);
  return { text, offset, list: suggestAt(text, documentAt(parseManifests(text), offset), offset, languageOf()) };
}

/** The labels begin with those given. */
function offers(marked: string, first: readonly string[]): void {
  const labels = suggestions(marked).list.map(suggestion => suggestion.label);
  assert.deepEqual(labels.slice(0, first.length), first, labels.slice(0, 12).join(' '));
}

/** What stands there once the suggestion of that label is taken. */
function taking(label: string, marked: string, expected: string): void {
  const { text, list } = suggestions(marked);
  const chosen = list.find(suggestion => suggestion.label === label) ?? assert.fail(`${label} is not among ${list.map(suggestion => suggestion.label).join(' ')}`);
  const edits = [chosen.edit, ...chosen.alsoEdit ?? []].sort((a, b) => b.range.start - a.range.start);
  assert.equal(edits.reduce((result, edit) => result.slice(0, edit.range.start) + edit.text + result.slice(edit.range.end), text), expected);
}

const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n';
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n';

suite('completion of kinds', () => {
  test('an empty file offers the head and whole resources', () => { offers('$0', ['apiVersion', 'kind', 'Deployment', 'Service']); });
  test('so does the second document', () => { offers(`${head}---\n$0`, ['apiVersion', 'kind', 'Deployment']); });
  test('and one between others', () => { offers(`${head}---\n$0\n---\n${head}`, ['apiVersion', 'kind', 'Deployment']); });
  test('a whole resource brings both lines and its name', () => {
    taking('Deployment', 'Depl$0', 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${1:name}\n$0');
  });
  test('kinds of the version typed come first', () => { offers('apiVersion: batch/v1\nkind: $0', ['Job', 'CronJob']); });
  test('a kind of another version brings its version', () => { taking('Deployment', 'apiVersion: v1\nkind: Dep$0\n', 'apiVersion: apps/v1\nkind: Deployment\n'); });
  test('versions of the kind typed', () => { offers('apiVersion: $0\nkind: HorizontalPodAutoscaler\n', ['autoscaling/v2', 'autoscaling/v1']); });
  test('a space comes before the value where none is', () => { taking('Job', 'apiVersion: batch/v1\nkind:$0', 'apiVersion: batch/v1\nkind: Job'); });
  test('the head of a resource comes in the usual order', () => { offers('apiVersion: v1\nkind: Service\n$0', ['metadata', 'spec']); });
});

suite('completion of fields', () => {
  test('required fields come first, those present are left out', () => { offers(`${head}spec:\n  selector: {}\n  $0`, ['template']); });
  test('an object opens a deeper line', () => { taking('strategy', `${head}spec:\n  stra$0`, `${head}spec:\n  strategy:\n    `); });
  test('a scalar leaves the cursor behind the colon', () => { taking('replicas', `${head}spec:\n  rep$0`, `${head}spec:\n  replicas: `); });
  test('a list opens with a dash', () => { taking('containers', `${pod}  $0`, `${pod}  containers:\n    - `); });
  test('dashes stand as the file has them', () => {
    taking('volumes', `${pod}  containers:\n  - name: a\n  $0`, `${pod}  containers:\n  - name: a\n  volumes:\n  - `);
  });
  test('a key that has its colon is replaced alone', () => { taking('replicas', `${head}spec:\n  repl$0icaa: 3\n`, `${head}spec:\n  replicas: 3\n`); });
  test('the first key of a list item', () => { offers(`${pod}  containers:\n  - $0`, ['name']); });
  test('further keys of a list item', () => { offers(`${pod}  containers:\n  - name: a\n    imag$0`, ['args']); });
  test('keys below the cursor are present too', () => {
    const labels = suggestions(`${pod}  containers:\n  - $0\n    name: a\n    image: b\n`).list.map(suggestion => suggestion.label);
    assert.ok(!labels.includes('name') && !labels.includes('image') && labels.includes('command'), labels.join(' '));
  });
  test('keys of the next item are not', () => { offers(`${pod}  containers:\n  - $0\n  - name: a\n`, ['name']); });
  test('deep in the second item of the second document', () => {
    offers(`${head}---\n${pod}  containers:\n  - name: a\n  - name: b\n    livenessProbe:\n      httpGet:\n        $0`, ['port']);
  });
  test('in text that is broken further down', () => { offers(`${head}spec:\n  strategy:\n    $0\n  template: {a: [\n   x\n`, ['rollingUpdate', 'type']); });
  test('in text that is broken further up', () => { offers(`${head}  labels: [\nspec:\n  template:\n    spec:\n      containers:\n      - $0`, ['name']); });
  test('inside braces', () => { taking('matchLabels', `${head}spec:\n  selector: {mat$0}\n`, `${head}spec:\n  selector: {matchLabels: }\n`); });
  test('inside nested braces', () => { offers(`${pod}  containers: [{name: a, ports: [{$0`, ['containerPort']); });
  test('resource names', () => { offers(`${pod}  containers:\n  - name: a\n    resources:\n      requests:\n        cpu: 1\n        $0`, ['memory', 'ephemeral-storage']); });
  test('the items of a List are resources of their own', () => { offers('apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n  spec:\n    $0', ['selector', 'template']); });
  test('after CRLF', () => { offers(`${head}spec:\n  selector: {}\n  $0`.replaceAll('\n', '\r\n'), ['template']); });

  for (const [name, marked] of Object.entries({
    'a comment': `${head}spec:\n  # rep$0`, 'a comment behind a value': `${head}spec:\n  replicas: 3 # $0`, 'block text': `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    ki$0`,
    'labels': `${head}  labels:\n    a$0`, 'a custom resource': 'apiVersion: example.com/v1\nkind: Thing\nspec:\n  $0', 'a Helm template': `${head}spec:\n  replicas: {{ .Values.a }}\n  $0`,
    'free text': `${head}spec:\n  paused: false\nmetadata:\n  name: $0`
  })) test(`nothing is offered in ${name}`, () => { offers(marked, []); assert.deepEqual(suggestions(marked).list, []); });
});

suite('completion of values', () => {
  test('enum values', () => { offers(`${pod}  restartPolicy: $0`, ['Always', 'Never', 'OnFailure']); });
  test('a value is replaced whole', () => { taking('Never', `${pod}  restartPolicy: Al$0ways # why\n`, `${pod}  restartPolicy: Never # why\n`); });
  test('quotes stay', () => { taking('Never', `${pod}  restartPolicy: "A$0"\n`, `${pod}  restartPolicy: "Never"\n`); });
  test('booleans', () => { offers(`${pod}  hostNetwork: $0`, ['true', 'false']); });
  test('items of a list, those not chosen yet', () => {
    offers('apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes:\n  - ReadWriteOnce\n  - $0', ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod']);
  });
  test('items inside brackets', () => { offers('apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes: [$0]', ['ReadOnlyMany', 'ReadWriteMany']); });
  test('a text without a list of values offers none', () => { assert.deepEqual(suggestions(`${pod}  nodeName: $0`).list, []); });
});

suite('completion anywhere', () => {
  test('never throws, and replaces only what is on the cursor\'s line', () => {
    const texts = [`${head}spec:\n  template:\n    spec:\n      containers:\n      - name: a\n        ports: [{containerPort: 80}]\n        env:\n          - {name: A, value: "b"}\n---\n${pod}  x: |\n    a\n  - y`, '- - a: {b: [', '? a\n: b', '"a\n'];
    fc.assert(fc.property(fc.constantFrom(...texts), fc.nat(400), fc.nat(400), fc.string({ maxLength: 6 }), (text, cut, at, added) => {
      const offset = Math.min(at, text.length);
      const broken = `${text.slice(0, offset)}${added}${text.slice(Math.max(offset, cut))}`;
      const cursor = offset + added.length;
      const { list } = suggestions(`${broken.slice(0, cursor)}$0${broken.slice(cursor)}`.replace(/\$0(?=.*\$0)/su, ''));
      for (const { edit } of list) assert.ok(!broken.slice(edit.range.start, edit.range.end).includes('\n') && edit.range.start <= edit.range.end);
    }));
  });
});
