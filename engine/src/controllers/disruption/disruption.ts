import type { Pod, PodDisruptionBudget, PodDisruptionBudgetStatus } from '../../../generated/types';
import { equal } from '../../core/json';
import { parseTimestamp, timestamp } from '../../core/timestamp';
import type { Millis } from '../../core/time';
import { disruptionAllowedCondition, withAllowedCondition, withCondition } from '../../api/disruption/conditions';
import { goLabelSelector } from '../../api/goPrint/labelSelector';
import { selectorMatches } from '../../api/labelSelector';
import { labelsOf, type KubeObject } from '../../api/object';
import type { Context } from '../../sim/context';
import type { Change } from '../../store/store';
import { keyOf, splitKey, watchOwn, type Controller, type SyncResult } from '../controller';
import { isPodReady } from '../podState';
import { expectationOf, type Expectation } from './expectedPods';

const resource = 'policy/poddisruptionbudgets';
const source = 'controllermanager';
/** A pod that was let go counts as gone that long; after it, it is expected to stay. */
const deletionTimeoutMs = 120_000;

/** Says how many pods each budget can spare: evictions ask there (pkg/controller/disruption, v1.36). */
export const disruptionController: Controller = {
  name: 'disruption-controller',
  watches: [watchOwn(resource), { resource: 'pods', keysFor: budgetOfPod }],
  sync
};

/** Before a pod's key when several budgets select it: it is told so. */
const severalPrefix = 'several:';

/** Of several budgets that select a pod only the first hears of it. */
function budgetOfPod(ctx: Context, { object }: Change): readonly string[] {
  const [first, ...others] = budgetsOf(ctx, object);
  if (first === undefined) return [];
  return others.length === 0 ? [keyOf(first)] : [keyOf(first), severalPrefix + keyOf(object)];
}

function budgetsOf(ctx: Context, pod: KubeObject): readonly PodDisruptionBudget[] {
  return ctx.api.list<PodDisruptionBudget>(resource, pod.metadata?.namespace ?? '').filter(({ spec }) => selectorMatches(spec?.selector, labelsOf(pod)));
}

function tellOfSeveral(ctx: Context, key: string): undefined {
  const { namespace, name } = splitKey(key), pod = ctx.api.get('pods', namespace, name);
  const [first] = pod === undefined ? [] : budgetsOf(ctx, pod);
  if (pod === undefined || first === undefined) return;
  const message = `Pod "${namespace}"/"${name}" matches multiple PodDisruptionBudgets.  Chose "${first.metadata?.name ?? ''}" arbitrarily.`;
  ctx.recordEvent(pod, { type: 'Warning', reason: 'MultiplePodDisruptionBudgets', message, source });
}

function sync(ctx: Context, key: string): SyncResult {
  if (key.startsWith(severalPrefix)) return tellOfSeveral(ctx, key.slice(severalPrefix.length));
  const { namespace, name } = splitKey(key);
  const budget = ctx.api.get<PodDisruptionBudget>(resource, namespace, name);
  if (budget === undefined) return undefined;
  const pods = ctx.api.list<Pod>('pods', namespace).filter(pod => selectorMatches(budget.spec?.selector, labelsOf(pod)));
  if (pods.length === 0) ctx.recordEvent(budget, { type: 'Normal', reason: 'NoPods', message: 'No matching pods found', source });
  const expectation = expectationOf(ctx, budget, pods);
  if ('error' in expectation) return allowNothing(ctx, budget, expectation.error);
  if (expectation.unmanaged) ctx.recordEvent(budget, { type: 'Warning', reason: 'UnmanagedPods', message: unmanagedText(budget), source });
  return writeCount(ctx, budget, { pods, expectation });
}

/** Nobody knows how many pods there should be: then none may go. */
function allowNothing(ctx: Context, budget: PodDisruptionBudget, error: string): SyncResult {
  ctx.recordEvent(budget, { type: 'Warning', reason: 'CalculateExpectedPodCountFailed', message: `Failed to calculate the number of expected pods: ${error}`, source });
  const status = { currentHealthy: 0, desiredHealthy: 0, expectedPods: 0, ...budget.status, disruptionsAllowed: 0 };
  return writeStatus(ctx, budget, withCondition(status, { type: disruptionAllowedCondition, status: 'False', reason: 'SyncFailed', message: error }, timestamp(ctx.nowMs)));
}

function writeCount(ctx: Context, budget: PodDisruptionBudget, { pods, expectation }: { readonly pods: readonly Pod[]; readonly expectation: Expectation }): SyncResult {
  const { disrupted, recheckAtMs } = disruptedPods(ctx, budget, pods);
  const currentHealthy = pods.filter(pod => pod.metadata?.deletionTimestamp === undefined && disrupted[pod.metadata?.name ?? ''] === undefined && isPodReady(pod)).length;
  const spare = expectation.expected > 0 ? Math.max(0, currentHealthy - expectation.healthy) : 0;
  const { generation } = budget.metadata ?? {}, { conditions } = budget.status ?? {};
  const status = withAllowedCondition({
    currentHealthy, desiredHealthy: expectation.healthy, expectedPods: expectation.expected, disruptionsAllowed: spare,
    ...(Object.keys(disrupted).length === 0 ? {} : { disruptedPods: disrupted }), ...(generation === undefined ? {} : { observedGeneration: generation }), ...(conditions === undefined ? {} : { conditions })
  }, timestamp(ctx.nowMs));
  const result = writeStatus(ctx, budget, status);
  return result ?? (recheckAtMs === undefined ? undefined : { requeueAfterMs: recheckAtMs - ctx.nowMs });
}

/** The pods that were let go and are still there, as long as one may expect them to go. */
function disruptedPods(ctx: Context, { metadata, status }: PodDisruptionBudget, pods: readonly Pod[]): { readonly disrupted: Readonly<Record<string, string>>; readonly recheckAtMs: Millis | undefined } {
  const disrupted: Record<string, string> = {};
  let recheckAtMs: Millis | undefined;
  for (const pod of pods) {
    const since = status?.disruptedPods?.[pod.metadata?.name ?? ''];
    if (since === undefined || pod.metadata?.deletionTimestamp !== undefined) continue;
    const goneAtMs = (parseTimestamp(since) ?? 0) + deletionTimeoutMs;
    if (goneAtMs <= ctx.nowMs) {
      ctx.recordEvent(pod, { type: 'Warning', reason: 'NotDeleted', message: `Pod was expected by PDB ${metadata?.namespace ?? ''}/${metadata?.namespace ?? ''} to be deleted but it wasn't`, source });
      continue;
    }
    recheckAtMs = Math.min(recheckAtMs ?? goneAtMs, goneAtMs);
    disrupted[pod.metadata?.name ?? ''] = since;
  }
  return { disrupted, recheckAtMs };
}

function writeStatus(ctx: Context, budget: PodDisruptionBudget, status: PodDisruptionBudgetStatus): SyncResult {
  if (equal(budget.status, status)) return undefined;
  const result = ctx.api.updateStatus<KubeObject>(resource, { ...budget, status });
  return result.ok || result.error.reason === 'NotFound' ? undefined : { retry: result.error.message };
}

function unmanagedText({ spec }: PodDisruptionBudget): string {
  return `Pods selected by this PodDisruptionBudget (selector: ${goLabelSelector(spec?.selector)}) were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. `
    + 'To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.';
}
