import assert from 'node:assert/strict';
import { kinds } from '../../../engine/src/api/kinds';
import { apiVersionOf } from '../../../engine/src/api/object';
import { comparePriority, isEnabledByDefault, kindsNamed, resourceNames } from '../../../engine/src/api/discovery';
import { schemasFor } from '../../../engine/src/api/schema/schemaStore';
import type { SchemaStore } from '../../../engine/src/api/schema/schema';

function store(): SchemaStore {
  const found = schemasFor('1.36');
  assert.ok(found);
  return found;
}

suite('names of resources', () => {
  const rows: [word: string, first: string][] = [
    ['po', ' v1 Pod'], ['Pod', ' v1 Pod'], ['pods', ' v1 Pod'], ['deploy', 'apps v1 Deployment'], ['ev', ' v1 Event'], ['endpoints', ' v1 Endpoints'],
    ['hpa', 'autoscaling v2 HorizontalPodAutoscaler'], ['netpol', 'networking.k8s.io v1 NetworkPolicy'], ['crds', 'apiextensions.k8s.io v1 CustomResourceDefinition'],
    ['resourceclaim', 'resource.k8s.io v1 ResourceClaim'], ['csr', 'certificates.k8s.io v1 CertificateSigningRequest'], ['vac', 'storage.k8s.io v1 VolumeAttributesClass']
  ];
  for (const [word, first] of rows) {
    test(`${word} is ${first.trim()}`, () => {
      const [kind] = kindsNamed(store(), word);
      assert.equal(kind && `${kind.group} ${kind.version} ${kind.kind}`, first);
    });
  }

  test('a word that names nothing', () => {
    for (const word of ['', 'nothing', 'constructor', '__proto__']) assert.deepEqual(kindsNamed(store(), word), []);
  });

  test('no short name means two kinds of one group version', () => {
    const seen = new Map<string, string>();
    for (const kind of store().kinds) {
      for (const short of resourceNames(kind).shortNames) {
        const key = `${kind.group}/${kind.version} ${short}`;
        assert.equal(seen.get(key), undefined, key);
        seen.set(key, kind.kind);
      }
    }
  });

  test('kubectl get all', () => {
    const all = store().kinds.filter(kind => resourceNames(kind).categories.includes('all')).map(kind => kind.plural);
    assert.deepEqual([...new Set(all)].sort(), ['cronjobs', 'daemonsets', 'deployments', 'horizontalpodautoscalers', 'jobs', 'pods', 'replicasets', 'replicationcontrollers', 'services', 'statefulsets']);
  });

  test('every kind with rules of its own is named, scoped and shaped as the server serves it', () => {
    for (const kind of kinds) {
      const served = store().kind(apiVersionOf(kind.gvk), kind.gvk.kind);
      assert.ok(served, kind.gvk.kind);
      const { singular, shortNames, categories, plural, scope, definition } = kind;
      assert.deepEqual({ singular, shortNames, categories, plural, scope, definition },
        { ...resourceNames(served), plural: served.plural, scope: served.scope, definition: served.definition });
    }
  });

  test('versions by priority', () => {
    const versions = ['v1alpha1', 'foo10', 'v10', 'v1beta1', 'v1', 'v11beta2', 'foo1', 'v2', 'v3beta1', 'v12alpha1', 'v11alpha2'];
    assert.deepEqual(versions.sort(comparePriority), ['v10', 'v2', 'v1', 'v11beta2', 'v3beta1', 'v1beta1', 'v12alpha1', 'v11alpha2', 'v1alpha1', 'foo1', 'foo10']);
  });

  test('alpha and beta kinds are served only when asked for', () => {
    assert.deepEqual(['v1', 'v2', 'v1beta1', 'v1alpha3', 'x'].map(version => isEnabledByDefault({ version })), [true, true, false, false, false]);
  });
});
