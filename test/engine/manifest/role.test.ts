import assert from 'node:assert/strict';
import type { DocumentRole, ManifestOptions } from '../../../engine/src/manifest/document';
import { parseManifests } from '../../../engine/src/manifest/file';
import { resourcesOf } from '../../../engine/src/manifest/resources';

const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n';
const rows: readonly (readonly [string, string, DocumentRole, ManifestOptions?])[] = [
  ['a pod', pod, 'resource'],
  ['a kind of a CRD', 'apiVersion: example.com/v1\nkind: Database\n', 'resource'],
  ['a number for a kind', 'apiVersion: v1\nkind: 7\n', 'resource'],
  ['metadata of the wrong type', 'apiVersion: v1\nkind: Pod\nmetadata: []\n', 'resource'],
  ['a forgotten kind', 'apiVersion: v1\nmetadata: {name: x}\n', 'resource'],
  ['a forgotten apiVersion', 'kind: Pod\nspec: {}\n', 'resource'],
  ['a misspelt group', 'apiVersion: app/v1\nkind: Deployment\n', 'resource'],
  ['a scenario', 'apiVersion: clusterville.dev/v1alpha1\nkind: Scenario\n', 'resource'],
  ['a pod with a syntax error', 'apiVersion: v1\nkind: Pod\nmetadata:\n\tname: x\n', 'resource'],
  ['a ConfigMap that holds a template', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  t: |\n    {{ if .Values.x }}\n    {{ end }}\n', 'resource'],
  ['an alert with a template of Prometheus', 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec: {}\nmetadata:\n  annotations:\n    summary: Instance {{ $labels.instance }} down\n', 'resource'],
  ['an alert with a loop', 'apiVersion: example.com/v1\nkind: Alert\nspec:\n  text: "{{ range .Alerts }}x{{ end }}"\n', 'resource'],
  ['a function of Helm', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: "{{ template \'x\' . }}{{ $.Values.a }}"\n', 'helmTemplate'],
  ['a kubeconfig', 'apiVersion: v1\nkind: Config\nclusters: []\n', 'component'],
  ['kubeadm', 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n', 'component'],
  ['the kubelet', 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n', 'component'],
  ['an audit policy', 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: []\n', 'component'],
  ['a kustomization by name', 'resources: [a.yaml]\n', 'component', { path: 'x/kustomization.yaml' }],
  ['a chart', 'apiVersion: v2\nname: x\nversion: 1.0.0\n', 'other', { path: 'x/Chart.yaml' }],
  ['a chart under another name', 'apiVersion: v2\nname: x\nversion: 1.0.0\n', 'other'],
  ['compose', 'services:\n  web:\n    image: x\n', 'other'],
  ['a workflow', 'on: push\njobs: {}\n', 'other'],
  ['a list', '- a\n', 'other'],
  ['text', 'hello\n', 'other'],
  ['kind, the tool', 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\n', 'other'],
  ['a number for a kind', 'kind: 7\nmetadata: []\n', 'resource'],
  ['the kind of something else', 'kind: survey\nmetadata: {}\n', 'other'],
  ['skaffold', 'apiVersion: skaffold/v4beta1\nkind: Config\n', 'other'],
  ['comments', '# nothing\n', 'empty'],
  ['nothing', '', 'empty'],
  ['a value from Helm', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n', 'helmTemplate'],
  ['a value from Helm within text', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: "a-{{ .Release.Name }}"\n', 'helmTemplate'],
  ['lines of Helm', '{{- if .Values.x }}\napiVersion: v1\nkind: Pod\n{{- end }}\n', 'helmTemplate'],
  ['a template in a chart', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a-{{ x }}\n', 'helmTemplate', { path: 'chart/templates/pod.yaml' }],
  ['a pod in a folder of templates', pod, 'resource', { path: 'templates/pod.yaml' }],
  ['a JSON patch', '- op: replace\n  path: /spec/replicas\n  value: 2\n', 'kustomizePatch'],
  ['a patch with a directive', 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n        $patch: delete\n', 'kustomizePatch'],
  ['a patch by name', 'apiVersion: apps/v1\nkind: Deployment\n', 'kustomizePatch', { path: 'overlays/prod/replicas-patch.yaml' }],
  ['a patch by folder', 'apiVersion: apps/v1\nkind: Deployment\n', 'kustomizePatch', { path: 'overlays/patches/a.yaml' }],
  ['a patch that the kustomization lists', pod, 'kustomizePatch', { path: 'a.yaml', listedAs: 'patch' }],
  ['a resource named like a patch', pod, 'resource', { path: 'patch.yaml', listedAs: 'resource' }]
];

suite('what a document is taken for', () => {
  for (const [name, text, role, options] of rows) {
    test(name, () => { assert.equal(parseManifests(text, options).documents[0]?.role, role); });
  }

  test('a List stands for its items', () => {
    const text = 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a, namespace: b}\n- apiVersion: v1\n  kind: Config\n- 7\n';
    const [document] = parseManifests(text).documents;
    assert.ok(document !== undefined);
    const facts = resourcesOf(document).map(({ path, role, gvk, name, namespace }) => ({ path: path.toString(), role, kind: gvk?.kind, name, namespace }));
    assert.deepEqual(facts, [
      { path: 'items[0]', role: 'resource', kind: 'Pod', name: 'a', namespace: 'b' },
      { path: 'items[1]', role: 'component', kind: 'Config', name: undefined, namespace: undefined }
    ]);
  });

  test('what an object says of itself with the wrong types is not believed', () => {
    const [document] = parseManifests('apiVersion: v1\nkind: 7\nmetadata: {name: 1, namespace: []}\n').documents;
    assert.deepEqual([document?.gvk, document?.name, document?.namespace], [undefined, undefined, undefined]);
  });
});
