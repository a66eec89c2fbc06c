import assert from 'node:assert/strict';
import type { PodDisruptionBudget } from '../../../engine/generated/types';
import { story } from '../sim/story';

const workload = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 4, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: x}]}}}';
const budget = (spec: string): string => `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: pdb}\nspec: {selector: {matchLabels: {a: b}}, ${spec}}`;

function statusOf(...documents: readonly string[]): PodDisruptionBudget['status'] {
  const [found] = story(documents.join('\n---\n'), { untilMs: 60_000 }).timeline.view.list('policy/poddisruptionbudgets');
  const typed: PodDisruptionBudget = found ?? {};
  return typed.status;
}

suite('disruption controller', () => {
  const rows: readonly { spec: string; desired: number; allowed: number }[] = [
    { spec: 'minAvailable: 3', desired: 3, allowed: 1 },
    { spec: 'minAvailable: 30%', desired: 2, allowed: 2 },
    { spec: 'maxUnavailable: 30%', desired: 2, allowed: 2 },
    { spec: 'maxUnavailable: 0', desired: 4, allowed: 0 },
    { spec: 'minAvailable: 9', desired: 9, allowed: 0 }
  ];
  for (const { spec, desired, allowed } of rows) {
    test(`${spec} of four healthy pods: ${allowed} may go`, () => {
      const status = statusOf(budget(spec), workload);
      assert.deepEqual([status?.expectedPods, status?.currentHealthy, status?.desiredHealthy, status?.disruptionsAllowed], [4, 4, desired, allowed]);
      assert.deepEqual(status?.conditions?.map(({ type, status: state }) => [type, state]), [['DisruptionAllowed', allowed > 0 ? 'True' : 'False']]);
    });
  }

  test('where nobody knows how many pods there should be, none may go', () => {
    const daemons = 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: d}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: x}]}}}';
    const status = statusOf(budget('maxUnavailable: 1'), daemons);
    assert.equal(status?.disruptionsAllowed, 0);
    assert.deepEqual(status.conditions?.map(({ reason, message }) => [reason, message]), [['SyncFailed', 'daemonsets.apps does not implement the scale subresource']]);
  });
});
