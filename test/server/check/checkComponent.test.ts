import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifests } from '../../../engine/src/index';
import { checkDocument } from '../../../server/src/check/checkDocument';
import { languageOf } from '../language';

/** Each finding as `severity code at text: message`. */
function findings(text: string, path?: string): string[] {
  return parseManifests(text, path === undefined ? {} : { path }).documents.flatMap(document => checkDocument(document, languageOf()))
    .map(({ severity, code, range, message }) => `${severity} ${code} at ${text.slice(range.start, range.end)}: ${message}`);
}

function check(text: string, expected: readonly string[], path?: string): void {
  assert.deepEqual(findings(text, path), expected);
}

const kubeconfig = 'apiVersion: v1\nkind: Config\nclusters:\n- name: c\n  cluster: {server: "https://a:6443"}\nusers:\n- name: u\n  user: {token: t}\n';
const scheduler = 'apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n';
const kubelet = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n';
const audit = 'apiVersion: audit.k8s.io/v1\nkind: Policy\n';
const encryption = 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\n';
const key = 'c2VjcmV0IGlzIHNlY3VyZQ==';

suite('checking configuration files', () => {
  const rows: readonly (readonly [name: string, text: string, expected: readonly string[], path?: string])[] = [
    ['a context that names what is not there', `${kubeconfig}contexts:\n- name: x\n  context: {cluster: d, user: v}\ncurrent-context: z\n`, [
      'error missing-context at z: context was not found for specified context: z',
      'error missing-cluster at d: cluster "d" was not found for context "x"',
      'error missing-user at v: user "v" was not found for context "x"'
    ]],
    ['a kubeconfig that is whole', `${kubeconfig}contexts:\n- name: x\n  context: {cluster: c, user: u, namespace: default}\ncurrent-context: x\n`, []],
    ['a misspelt field of a kubeconfig', `${kubeconfig}current_context: x\n`, ['warning UnknownField at current_context: unknown field "current_context": kubectl ignores it']],
    ['a certificate without a key', kubeconfig.replace('token: t', 'client-certificate: a.crt'), ['error FieldValueRequired at user: client-key-data or client-key must be specified for u to use the clientCert authentication method.']],
    ['the scheduler stops at an unknown field', `${scheduler}profile: []\n`, ['error UnknownField at profile: unknown field "profile"']],
    ['a version that the scheduler has dropped', scheduler.replace('/v1', '/v1beta3'), ['error removed-api at kubescheduler.config.k8s.io/v1beta3: no kind "KubeSchedulerConfiguration" is registered for version "kubescheduler.config.k8s.io/v1beta3": use kubescheduler.config.k8s.io/v1']],
    ['the kubelet ignores an unknown field', `${kubelet}staticPodPaths: /a\n`, ['warning UnknownField at staticPodPaths: unknown field "staticPodPaths": the kubelet ignores it']],
    ['a feature gate that is gone', `${kubelet}featureGates: {RotateKubeletClientCertificate: true}\n`, ['error unknown-feature-gate at true: unrecognized feature gate: RotateKubeletClientCertificate']],
    ['the ipvs mode', 'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ipvs\n', ['warning deprecated-mode at ipvs: the ipvs proxy mode is deprecated since Kubernetes 1.35: use nftables']],
    ['an audit rule without a level', `${audit}rules:\n- verbs: [get]\n`, ['error FieldValueRequired at verbs: rules[0].level: Required value']],
    ['an audit policy without rules', audit, ['error FieldValueRequired at apiVersion: loaded illegal policy with 0 rules']],
    ['a key of the wrong length', `${encryption}resources:\n- resources: [secrets]\n  providers:\n  - secretbox: {keys: [{name: a, secret: ${key}}]}\n`,
      [`error FieldValueInvalid at ${key}: resources[0].providers[0].secretbox.keys[0].secret: Invalid value: "REDACTED": secret is not of the expected length, got 16, expected one of [32]`]],
    ['a good key', `${encryption}resources:\n- resources: [secrets]\n  providers:\n  - aescbc: {keys: [{name: a, secret: ${key}}]}\n  - identity: {}\n`, []],
    ['a kustomization without a head', 'resource: [a.yaml]\n', ['error UnknownField at resource: unknown field "resource"'], 'a/kustomization.yaml'],
    ['a deprecated field of a kustomization', 'bases: [../base]\n', ["warning deprecated-field at bases: 'bases' is deprecated. Please use 'resources' instead. Run 'kustomize edit fix' to update your Kustomization automatically."], 'a/kustomization.yaml'],
    ['a misspelt field of kubeadm', 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking: {podSubnets: 10.0.0.0/16}\n', ['warning UnknownField at podSubnets: unknown field "networking.podSubnets": kubeadm ignores it']],
    ['a kind that is not known', 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: Other\na: 1\n', []]
  ];
  for (const [name, text, expected, path] of rows) test(name, () => { assert.deepEqual(findings(text, path).sort(), [...expected].sort()); });

  test('a number where the kubelet reads a text', () => {
    assert.match(findings(`${kubelet}staticPodPath: 7\n`).join(), /^error TypeMismatch at 7: /u);
  });

  test('flags that components have lost', () => {
    check('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - {name: a, image: b, command: [kube-scheduler, --address=127.0.0.1, --config=a]}\n',
      ['warning removed-flag at --address=127.0.0.1: unknown flag: --address: kube-scheduler of Kubernetes 1.36 does not start with it, use --bind-address']);
  });

  test('files of any shape', () => {
    for (const body of ['contexts: 7', 'contexts: [7, {name: 1, context: []}]', 'users: {__proto__: 1}', 'clusters: [{cluster: {server: [1]}}]', 'constructor: {}']) {
      assert.ok(Array.isArray(findings(`apiVersion: v1\nkind: Config\n${body}\n`)));
    }
  });
});


const seeds = join('..', 'shared', 'seeds', 'manifests');
if (existsSync(seeds)) {
  suite('configuration files of the seeds', () => {
    const about = /kubeconfig|kubelet-config|kube-proxy|static|custom-scheduler/u;
    for (const name of readdirSync(seeds).filter(file => about.test(file) && file.endsWith('.yaml'))) {
      test(name, () => {
        const found = findings(readFileSync(join(seeds, name), 'utf8'));
        assert.equal(found.length > 0, name.includes('.bad.'), found.join('\n'));
      });
    }
  });
}
