import assert from 'node:assert/strict';
import { documentAt, parseManifests } from '../../engine/src/index';
import { hoverAt } from '../../server/src/hoverText';
import { atCursor } from './cursor';
import { languageOf } from './language';

function hover(marked: string, version?: string): { readonly words: string; readonly over: string } | undefined {
  const { text, offset } = atCursor(marked);
  const document = documentAt(parseManifests(text), offset);
  const found = document === undefined ? undefined : hoverAt(document, offset, languageOf(version));
  return found === undefined ? undefined : { words: found.markdown, over: text.slice(found.range.start, found.range.end) };
}

function check(marked: string, over: string, ...words: readonly RegExp[]): void {
  const found = hover(marked) ?? assert.fail('no hover');
  assert.equal(found.over, over);
  for (const word of words) assert.match(found.words, word);
}

const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n';

suite('hover', () => {
  test('a field: type, description, version, reference', () => {
    check(`${head}  repl$0icas: 3\n`, 'replicas', /^\*\*replicas\*\* · `integer`/u, /Number of desired pods/u, /Deployment apps\/v1 · Kubernetes 1\.36/u, /v1\.36\/#deploymentspec-v1-apps/u);
  });
  test('the default is what the server would fill in', () => {
    check(`${head}  selector: {matchLabels: {a: b}}\n  repl$0icas: 3\n  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}\n`, 'replicas', /default `1`/u);
    check(`apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: b\n    imageP$0ullPolicy: Never\n`, 'imagePullPolicy', /default `Always`/u);
    check(`apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: b:1.2\n    imageP$0ullPolicy: Never\n`, 'imagePullPolicy', /default `IfNotPresent`/u);
  });
  test('a required field says so', () => { check(`${head}  selec$0tor: {}\n`, 'selector', /`LabelSelector` · required/u); });
  test('allowed values with their meaning', () => { check(`${head}  strategy: {ty$0pe: Recreate}\n`, 'type', /- `Recreate` Kill all existing pods/u, /- `RollingUpdate`/u); });
  test('a chosen value comes first', () => { check(`${head}  strategy: {type: Rec$0reate}\n`, 'Recreate', /^\*\*type\*\*[^\n]*\n\n`Recreate` Kill all existing pods/u); });
  test('a kind', () => { check('apiVersion: apps/v1\nkind: Deploy$0ment\n', 'Deployment', /\*\*Deployment\*\* · `apps\/v1` · namespaced · `deployments`/u, /enables declarative updates/u, /#deployment-v1-apps/u); });
  test('a group with a point has dashes in its reference', () => { check('apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  ru$0les: []\n', 'rules', /#ingressspec-v1-networking-k8s-io/u); });
  test('a shared type is found in the core group', () => { check(`${head}  template: {spec: {conta$0iners: []}}\n`, 'containers', /#podspec-v1-core/u); });
  test('keys of maps are explained by their map', () => { check('apiVersion: v1\nkind: ConfigMap\ndata:\n  a.c$0onf: x\n', 'a.conf', /Data contains the configuration data/u); });
  test('the items of a List', () => { check('apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  spec: {sel$0ector: {}}\n', 'selector', /Route service traffic/u); });
  test('names in angle brackets survive', () => { check('apiVersion: v1\nkind: Event\neventT$0ime: null\n', 'eventTime'); });

  for (const [name, marked] of Object.entries({
    'an unknown field': `${head}  repl$0ica: 3\n`, 'a custom resource': 'apiVersion: a.b/v1\nkind: Thing\nspec: {a$0: 1}\n', 'other YAML': 'services: {we$0b: 1}\n', 'a comment': `# a$0\n${head}`
  })) test(`${name} has none`, () => { assert.equal(hover(marked), undefined); });

  test('the chosen version counts', () => { assert.match(hover(`${head}  repl$0icas: 3\n`, '1.33')?.words ?? '', /Kubernetes 1\.33 .*v1\.33\//u); });
});
