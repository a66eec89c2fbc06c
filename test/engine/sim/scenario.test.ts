import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../../engine/src/core/json';
import { errorText } from '../../../engine/src/api/fieldError';
import { parseScenario } from '../../../engine/src/sim/scenario';
import { deployment, story } from './story';

const scenario = (spec: string): string => `apiVersion: clusterville.dev/v1alpha1\nkind: Scenario\nmetadata: {name: s}\nspec:\n${spec.split('\n').map(line => `  ${line}`).join('\n')}\n`;
const probe = 'readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}';

suite('Scenario', () => {
  test('names the cluster, the behaviours, the actions and what is expected', () => {
    const run = story(deployment('web', { replicas: 3, more: probe }) + scenario(`seed: 3
until: 6m
cluster: {nodes: [{name: big, count: 2, zone: z, cpu: 2, memory: 4Gi}]}
behaviours: [{pod: web-, startup: 20s}]
actions:
- {at: 60s, setImage: {deployment: web, container: app, image: app:2}}
- {at: 4m, scale: {deployment: web, replicas: 5}}
expect:
- deployment/web available within 30s
- never below 3 ready pods of deployment/web after 30s
- never above 4 pods of deployment/web after 30s
- deployment/web ends with 5 ready pods
- deployment/web restarts 0 times`));
    assert.deepEqual(run.timeline.view.list('nodes').map(node => node.metadata?.name), ['big-1', 'big-2']);
    assert.deepEqual(run.applied.map(document => [document.kind, document.result]), [['Deployment', 'created'], ['Scenario', 'configured']]);
    assert.deepEqual(run.expectations().filter(result => result.failure !== undefined), [
      { text: 'never above 4 pods of deployment/web after 30s', failure: 'deployment/web had 5 pods at 4m0s, more than 4' }
    ]);
  }).timeout(20_000);

  test('behaviours can change in the middle of a run', () => {
    const live = 'livenessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 10}';
    const run = story(deployment('web', { more: live }) + scenario('until: 3m\nactions: [{at: 60s, behave: {pod: web-, hang-after: 0s}}]\nexpect: [deployment/web restarts 0 times]'));
    assert.match(run.expectations()[0]?.failure ?? '', /^deployment\/web restarted [1-9] times, not 0$/);
  });

  test('a pod that waits for a node is expected with the scheduler\'s words', () => {
    const run = story(deployment('web', { more: 'resources: {requests: {cpu: "64"}}' }) + scenario('until: 1m\nexpect:\n- \'deployment/web stays Pending with "Insufficient cpu"\'\n- deployment/web available within 10s'));
    assert.deepEqual(run.expectations().map(result => result.failure), [undefined, 'deployment/web never became available']);
  });

  const mistakes: readonly (readonly [string, JsonObject, string])[] = [
    ['an action without a time', { actions: [{ drain: 'n' }] }, 'spec.actions[0].at: Required value: a duration, for example 90s'],
    ['two actions in one line', { actions: [{ at: '1s', drain: 'n', cordon: 'n' }] }, 'spec.actions[0]: Invalid value: "cordon, drain": must be one action; write a line for each'],
    ['an unknown preset', { cluster: { preset: 'huge' } }, 'spec.cluster.preset: Unsupported value: "huge": supported values: "default", "large", "single", "small"'],
    ['a field that is none', { hello: 1 }, 'spec: Unsupported value: "hello": supported values: "actions", "behaviours", "cluster", "expect", "seed", "until"'],
    ['a bad duration', { until: 'soon' }, 'spec.until: Invalid value: "soon": must be a duration, for example 90s or 1m30s'],
    ['a behaviour without sense', { behaviours: [{ pod: 'a', startup: 'late' }] }, 'spec.behaviours[0].startup: Invalid value: "late": How long the application boots before it answers (0s).'],
    ['an expectation about nothing known', { expect: ['ingress/web available within 1s'] }, 'spec.expect[0]: Invalid value: "ingress/web available within 1s": must name one of deployment, statefulset, daemonset, replicaset, job, pod, service']
  ];
  for (const [name, spec, message] of mistakes) {
    test(`${name} is told at its place`, () => {
      const { errors } = parseScenario({ apiVersion: 'clusterville.dev/v1alpha1', kind: 'Scenario', spec });
      assert.deepEqual(errors.map(errorText), [message]);
    });
  }

  test('anything at all may stand in a scenario', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (one, two) => {
      parseScenario({ apiVersion: 'clusterville.dev/v1alpha1', kind: 'Scenario', spec: { actions: [one, { at: '1s', scale: two, apply: one }], behaviours: [two, { startup: one }], cluster: one, expect: [two], until: two } as JsonObject });
      parseScenario({ spec: one } as JsonObject);
    }));
  });
});
