import assert from 'node:assert/strict';
import { happened, story } from '../sim/story';

function statefulSet(replicas: number, more = ''): string {
  return `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  serviceName: db\n  replicas: ${replicas}\n  selector: {matchLabels: {app: db}}\n  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db}]}}\n${more}`;
}

suite('StatefulSet', () => {
  test('pods come one after another, with names of their own', () => {
    const run = story(statefulSet(3), { untilMs: 60_000 });
    assert.deepEqual(happened(run, 'SuccessfulCreate').map(event => event.message), [0, 1, 2].map(ordinal => `Create Pod db-${ordinal} in StatefulSet db successful`));
    assert.deepEqual(run.timeline.view.list('pods').map(pod => pod.metadata?.name), ['db-0', 'db-1', 'db-2']);
    assert.deepEqual(run.verdicts().map(({ kind, ready, desired }) => ({ kind, ready, desired })), [{ kind: 'StatefulSet', ready: 3, desired: 3 }]);
  });

  test('a new template is rolled out from the highest ordinal down to the partition', () => {
    const strategy = '  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}\n';
    const image = { do: 'patch', resource: 'apps/statefulsets', namespace: 'default', name: 'db', patch: { spec: { template: { metadata: { labels: { app: 'db', version: 'two' } } } } } } as const;
    const run = story(statefulSet(3, strategy), { untilMs: 300_000, actions: [{ atMs: 60_000, action: image }] });
    assert.deepEqual(happened(run, 'SuccessfulDelete').map(event => event.message), [2, 1].map(ordinal => `Delete Pod db-${ordinal} in StatefulSet db successful`));
    assert.equal(new Set(run.timeline.view.list('pods').map(pod => pod.metadata?.labels?.['controller-revision-hash'])).size, 2);
  });

  test('each pod has claims, which stay when it goes unless the policy says otherwise', () => {
    const claims = '  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]\n  podManagementPolicy: Parallel\n';
    const run = story(statefulSet(2, claims), { untilMs: 30_000 });
    assert.deepEqual(run.timeline.view.list('persistentvolumeclaims').map(claim => claim.metadata?.name), ['data-db-0', 'data-db-1']);
    assert.equal(happened(run, 'SuccessfulCreate').filter(event => event.message === 'Create Claim data-db-0 Pod db-0 in StatefulSet db success').length, 1);
  });
});
