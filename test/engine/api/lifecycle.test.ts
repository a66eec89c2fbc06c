import assert from 'node:assert/strict';
import { allLifecycles, deprecationWarning, lifecycleOf } from '../../../engine/src/api/lifecycle';
import { removedVersions, schemasFor } from '../../../engine/src/api/schema/schemaStore';

suite('API life cycle', () => {
  const warnings: [apiVersion: string, kind: string, minor: number, text: string | undefined][] = [
    ['batch/v1beta1', 'CronJob', 24, 'batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1 CronJob'],
    ['batch/v1beta1', 'CronJob', 20, undefined],
    ['batch/v1beta1', 'CronJob', 25, undefined],
    ['v1', 'Endpoints', 36, 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'],
    ['v1', 'ComponentStatus', 36, 'v1 ComponentStatus is deprecated in v1.19+'],
    ['policy/v1beta1', 'PodSecurityPolicy', 24, 'policy/v1beta1 PodSecurityPolicy is deprecated in v1.21+, unavailable in v1.25+'],
    ['resource.k8s.io/v1beta1', 'ResourceClaim', 36, 'resource.k8s.io/v1beta1 ResourceClaim is deprecated in v1.35+, unavailable in v1.38+'],
    ['apps/v1', 'Deployment', 36, undefined],
    ['constructor', '__proto__', 36, undefined]
  ];
  for (const [apiVersion, kind, minor, text] of warnings) {
    test(`${apiVersion} ${kind} at 1.${minor}: ${text ?? 'no warning'}`, () => assert.equal(deprecationWarning(apiVersion, kind, minor), text));
  }

  test('the successor is what is served today, over several replacements', () => {
    const successor = (apiVersion: string, kind: string): string | undefined => lifecycleOf(apiVersion, kind)?.successor?.apiVersion;
    assert.equal(successor('flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema'), 'flowcontrol.apiserver.k8s.io/v1');
    assert.equal(successor('extensions/v1beta1', 'PodSecurityPolicy'), undefined);
    assert.equal(successor('node.k8s.io/v1beta1', 'RuntimeClass'), 'node.k8s.io/v1');
    assert.deepEqual(lifecycleOf('networking.k8s.io/v1beta1', 'IngressClass')?.successor, { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass' });
  });

  test('1.36 serves what is not removed and every successor, and nothing that is removed', () => {
    const store = schemasFor('1.36');
    for (const { apiVersion, kind, removedIn, successor } of allLifecycles()) {
      assert.equal(store?.kind(apiVersion, kind) !== undefined, (removedIn ?? Infinity) > 36, `${apiVersion} ${kind}`);
      if (successor !== undefined && !['Eviction', 'DeploymentRollback'].includes(kind)) assert.ok(store?.kind(successor.apiVersion, successor.kind), `${successor.apiVersion} ${successor.kind}`);
    }
  });

  test('every removed API version has its life cycle', () => {
    const unknown = schemasFor(removedVersions)?.kinds.map(kind => [`${kind.group === '' ? '' : `${kind.group}/`}${kind.version}`, kind.kind] as const)
      .filter(([apiVersion, kind]) => lifecycleOf(apiVersion, kind)?.removedIn === undefined);
    assert.deepEqual(unknown, []);
  });
});
