import assert from 'node:assert/strict';
import type { JsonObject } from '../../../../engine/src/core/json';
import { cronJob, job, judged, refusals, updateRefusals, workload } from '../../../builders/judgedManifest';

suite('workloads are judged', () => {
  const rows: [name: string, manifest: JsonObject, messages: string[]][] = [
    ['a Deployment', workload('Deployment'), []],
    ['a StatefulSet', workload('StatefulSet'), []],
    ['a DaemonSet', workload('DaemonSet'), []],
    ['a Job', job(), []],
    ['a CronJob', cronJob(), []],
    ['a selector that does not match', workload('Deployment', { selector: { matchLabels: { app: 'b' } } }), ['spec.template.metadata.labels: Invalid value: {"app":"a"}: `selector` does not match template `labels`']],
    ['no selector', workload('ReplicaSet', { selector: null }), ['spec.selector: Required value', 'spec.template.metadata.labels: Invalid value: {"app":"a"}: `selector` does not match template `labels`']],
    ['a selector of everything', workload('StatefulSet', { selector: {} }), ['spec.selector: Invalid value: {}: empty selector is invalid for statefulset']],
    ['an unknown strategy', workload('Deployment', { strategy: { type: 'Fast' } }), ['spec.strategy: Unsupported value: {"Type":"Fast","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"']],
    ['nothing may be missing and nothing added', workload('Deployment', { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } }), ['spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "0%": may not be 0 when `maxSurge` is 0']],
    ['both at once for a DaemonSet', workload('DaemonSet', { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } } }), ['spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero']],
    ['a claim without access mode', workload('StatefulSet', { volumeClaimTemplates: [{ metadata: { name: 'd' }, spec: { resources: { requests: { storage: '1Gi' } } } }] }), ['spec.volumeClaimTemplates[0].spec.accessModes: Required value: at least 1 access mode is required']],
    ['a Job whose pods restart always', job({}, { restartPolicy: 'Always' }), ['spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"']],
    ['an indexed Job without a number', job({ completionMode: 'Indexed', parallelism: 1 }), ['spec.completions: Required value: when completion mode is Indexed']],
    ['a rule on nothing', job({ podFailurePolicy: { rules: [{ action: 'FailJob' }] } }), ['spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required']],
    ['a rule without action', job({ podFailurePolicy: { rules: [{ onExitCodes: { operator: 'In', values: [1] } }] } }), ['spec.podFailurePolicy.rules[0].action: Required value: valid values: ["Count" "FailIndex" "FailJob" "Ignore"]']],
    ['indexes that go back', job({ completionMode: 'Indexed', completions: 5, successPolicy: { rules: [{ succeededIndexes: '3,1' }] } }), ['spec.successPolicy.rules[0].succeededIndexes: Invalid value: "3,1": error parsing succeededIndexes: non-increasing order, previous: 3, current: 1']],
    ['a schedule of four fields', cronJob({ schedule: '* * * *' }), ['spec.schedule: Invalid value: "* * * *": expected exactly 5 fields, found 4: [* * * *]']],
    ['a zone in the schedule', cronJob({ schedule: 'TZ=UTC 0 * * * *' }), ['spec.schedule: Invalid value: "TZ=UTC 0 * * * *": cannot use TZ or CRON_TZ in schedule, use timeZone field instead']],
    ['a zone that there is not', cronJob({ timeZone: 'Mars/Olympus' }), ['spec.timeZone: Invalid value: "Mars/Olympus": unknown time zone Mars/Olympus']],
    ['the zone of the machine', cronJob({ timeZone: 'local' }), [
      'spec.timeZone: Invalid value: "local": timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones', 'spec.timeZone: Invalid value: "local": unknown time zone local'
    ]]
  ];
  for (const [name, manifest, messages] of rows) test(name, () => assert.deepEqual(refusals(manifest), messages));

  test('a Job takes over the labels of its template, those of its pods included', () => {
    const labels = judged(job()).object?.metadata?.labels ?? {};
    assert.deepEqual(Object.keys(labels).sort(), ['app', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name', 'controller-uid', 'job-name']);
  });
});

suite('changes of workloads are judged', () => {
  const other = { matchLabels: { app: 'a', tier: 'b' } };
  const template = (image: string): JsonObject => ({ metadata: { labels: { app: 'a', tier: 'b' } }, spec: { restartPolicy: 'Never', containers: [{ name: 'a', image }] } });
  const always = { ...template('a'), spec: { containers: [{ name: 'a', image: 'a' }] } };
  const rows: [name: string, before: JsonObject, after: JsonObject, messages: string[]][] = [
    ['the selector of a Deployment stands', workload('Deployment', { template: always }), workload('Deployment', { template: always, selector: other }), ['spec.selector: field is immutable']],
    ['a StatefulSet may be scaled', workload('StatefulSet'), workload('StatefulSet', { replicas: 3 }), []],
    ['the service of a StatefulSet stands', workload('StatefulSet'), workload('StatefulSet', { serviceName: 'b' }), [
      "spec: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"
    ]],
    ['the template of a Job stands', job({ template: template('a') }), job({ template: template('b') }), ['spec.template: field is immutable']],
    ['the resources of a suspended Job may change', job({ suspend: true }), job({ suspend: true }, { containers: [{ name: 'a', image: 'a', resources: { limits: { cpu: '1' } } }] }), []],
    ['the image of a suspended Job stands', job({ suspend: true, template: template('a') }), job({ suspend: true, template: template('b') }), ['spec.template.spec: field is immutable']],
    ['a schedule may change', cronJob(), cronJob({ schedule: '@daily' }), []]
  ];
  for (const [name, before, after, messages] of rows) test(name, () => assert.deepEqual(updateRefusals(before, after), messages));
});
