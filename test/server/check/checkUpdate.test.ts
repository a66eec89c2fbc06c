import assert from 'node:assert/strict';
import { parseManifests } from '../../../engine/src/index';
import { checkUpdate, committedResources } from '../../../server/src/check/checkUpdate';
import { Committed } from '../../../server/src/committed';
import { languageOf } from '../language';

/** What is underlined, with the server's words, after a change of a committed text. */
function check(before: string, after: string): string[] {
  const committed = committedResources(parseManifests(before));
  return parseManifests(after).documents.flatMap(document => checkUpdate(document, committed, languageOf()))
    .map(({ severity, range, message }) => `${severity} at ${after.slice(range.start, range.end)}: ${/\((.*)\)$/su.exec(message)?.[1] ?? message}`);
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web, tier: front}
    spec:
      containers:
      - {name: web, image: "nginx:1"}
`;
const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  clusterIP: 10.96.0.20\n  ports:\n  - port: 80\n';
const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: {requests: {storage: 2Gi}}\n';
const job = 'apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers: [{name: a, image: b}]\n';

suite('checking a change against the last commit', () => {
  const silent: readonly (readonly [string, string, string])[] = [
    ['nothing changed', deployment, deployment],
    ['what may change', deployment, deployment.replace('replicas: 2', 'replicas: 5').replace('nginx:1', 'nginx:2')],
    ['another object', deployment, deployment.replace('name: web}\nspec', 'name: other}\nspec').replace('matchLabels: {app: web}', 'matchLabels: {tier: front}')],
    ['a new port of a Service', service, service.replace('port: 80', 'port: 81')],
    ['an address that is no longer told is kept', service, service.replace('  clusterIP: 10.96.0.20\n', '')],
    ['a comment in a Job', job, `# new\n${job}`],
    ['an object that was refused before', deployment.replace('apps/v1', 'apps/v2'), deployment],
    ['a file of any shape', 'a: [', deployment]
  ];
  for (const [name, before, after] of silent) test(`${name} is no matter`, () => { assert.deepEqual(check(before, after), []); });

  test('a selector', () => {
    const [found, ...rest] = check(deployment, deployment.replace('matchLabels: {app: web}', 'matchLabels: {tier: front}'));
    assert.match(found ?? '', /^warning at selector: spec\.selector: Invalid value: .*: field is immutable$/u);
    assert.deepEqual(rest, []);
  });

  test('the access modes of a claim', () => {
    assert.match(check(claim, claim.replace('ReadWriteOnce', 'ReadWriteMany')).join(), /^warning at spec: spec: Forbidden: spec is immutable after creation/u);
  });

  test('the template of a Job', () => {
    assert.match(check(job, job.replace('image: b', 'image: c')).join(), /field is immutable$/u);
  });

  test('the committed text is read once a commit', async () => {
    const asked: string[] = [];
    let commit = 'a', now = 0;
    const committed = new Committed({
      headCommit: () => { asked.push('commit'); return Promise.resolve(commit); },
      headText: () => { asked.push('text'); return Promise.resolve(deployment); }
    }, () => now);
    for (const step of [0, 1000, 2000, 3000]) { now += step; await committed.of('file:///a.yaml'); }
    assert.deepEqual(asked, ['commit', 'text', 'commit', 'commit']);
    commit = 'b';
    now += 5000;
    assert.equal((await committed.of('file:///a.yaml'))?.size, 1);
    assert.deepEqual(asked.slice(4), ['commit', 'text']);
  });
});
