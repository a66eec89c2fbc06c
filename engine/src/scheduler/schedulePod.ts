import type { SchedulingAttempt } from './attempt';
import { CycleState } from './cycleState';
import { fitErrorMessage } from './fitError';
import type { PostFilterResult } from './framework';
import type { NodeInfo } from './nodeInfo';
import type { PodInfo } from './podInfo';
import { FilterResult, RejectionTable } from './rejections';
import type { Framework, PluginScores, PreFilterOutcome } from './runtime';
import { sample } from './sampling';
import { statusMessage } from './status';
import { AttemptRecord } from './attemptRecord';

/** What the moment adds to an attempt. */
export interface AttemptOptions {
  readonly atMs: number;
  /** Which attempt for this pod it is, from 1. */
  readonly attempt: number;
  /** Picks one of that many equally good nodes (0 is the first by name). */
  choose(count: number): number;
  /** Where to begin when only a part of the nodes is looked at; 0. */
  readonly startNodeIndex?: number;
}

/** An attempt and what to do about it. */
export interface SchedulingResult {
  readonly pod: PodInfo;
  readonly attempt: SchedulingAttempt;
  readonly state: CycleState;
  /** `error`: the attempt broke off, by the message. */
  readonly verdict: 'placed' | 'unschedulable' | 'error' | 'gated';
  readonly node?: NodeInfo;
  /** Plugins whose events may make the pod schedulable. */
  readonly rejectedBy: readonly string[];
  readonly victims: readonly PodInfo[];
  /** Where the next pass begins; undefined when all nodes were looked at. */
  readonly nextStartNodeIndex?: number;
}

/** One pass of a pod through filtering and scoring, and through preemption where nothing fits (schedule_one.go, v1.36). Changes nothing. */
export function schedulePod(framework: Framework, pod: PodInfo, options: AttemptOptions): SchedulingResult {
  const { cluster } = framework;
  const state = new CycleState();
  const record = new AttemptRecord(pod, options, cluster.nodeNames);
  if (cluster.nodes.length === 0) {
    return { pod, attempt: record.finish({ message: 'no nodes available to schedule pods' }), state, verdict: 'unschedulable', rejectedBy: [], victims: [] };
  }
  const preFilter = framework.preFilter(state, pod);
  const pass: Pass = { framework, state, pod, record };
  if (preFilter.refusal !== undefined) return refusedBeforeFiltering(pass, preFilter);
  const all = filter(pass, preFilter);
  if ('error' in all) return broken(pass, all.error);
  const { percentageOfNodesToScore: percentage } = framework.profile;
  const sampled = percentage === undefined ? undefined : sample(cluster, all, { percentage, startNodeIndex: options.startNodeIndex ?? 0 });
  const result = sampled?.result ?? all;
  record.filtered(result);
  const fitting = fittingNodes(cluster.nodes, result.numbers);
  const next = sampled === undefined ? {} : { nextStartNodeIndex: sampled.nextStartNodeIndex };
  if (fitting.length === 0) return { ...unschedulableOn(pass, result), ...next };
  const scores = framework.score(state, pod, fitting);
  if ('error' in scores) return broken(pass, scores.error);
  return { ...placed(pass, fitting, scores, options), ...next };
}

/** What one pass carries from step to step. */
interface Pass { readonly framework: Framework; readonly state: CycleState; readonly pod: PodInfo; readonly record: AttemptRecord }

/** A nominated node that fits is taken without looking further. */
function filter({ framework, state, pod }: Pass, preFilter: PreFilterOutcome): FilterResult | { readonly error: string } {
  const nominated = pod.pod.status?.nominatedNodeName ?? '';
  if (nominated !== '' && framework.cluster.node(nominated) !== undefined) {
    const only = framework.filterNodes(state, pod, { nodeNames: new Set([nominated]), pluginsWithNodes: [] });
    if (!('error' in only) && only.numbers.includes(0)) return only;
  }
  return framework.filterNodes(state, pod, preFilter);
}

function fittingNodes(nodes: readonly NodeInfo[], numbers: Int32Array): readonly NodeInfo[] {
  let first = 0;
  while (first < numbers.length && numbers[first] === 0) first++;
  return first === numbers.length ? nodes : nodes.filter((_, index) => numbers[index] === 0);
}

function placed({ state, record }: Pass, fitting: readonly NodeInfo[], scores: readonly PluginScores[], options: AttemptOptions): SchedulingResult {
  const totals = new Float64Array(fitting.length);
  for (const plugin of scores) addScores(totals, plugin.scores);
  const { highest, ties } = highestTotal(totals);
  const node = fitting[nthWith(totals, highest, options.choose(ties))] ?? fitting[0];
  const indexes = new Int32Array(fitting.length);
  for (let i = 0; i < indexes.length; i++) indexes[i] = fitting[i]?.index ?? 0;
  record.scored(indexes, scores, totals, highest);
  return {
    pod: record.pod, attempt: record.finish(node === undefined ? {} : { node: node.name }), state, verdict: 'placed', rejectedBy: [], victims: [],
    ...(node === undefined ? {} : { node })
  };
}

function addScores(totals: Float64Array, scores: Float64Array): void {
  for (let i = 0; i < totals.length; i++) totals[i] = (totals[i] ?? 0) + (scores[i] ?? 0);
}

function highestTotal(totals: Float64Array): { readonly highest: number; readonly ties: number } {
  let highest = -Infinity, ties = 0;
  for (let i = 0; i < totals.length; i++) {
    const total = totals[i] ?? 0;
    if (total > highest) { highest = total; ties = 1; } else if (total === highest) ties++;
  }
  return { highest, ties };
}

/** The place of the n-th (from 0) entry with that value. */
function nthWith(totals: Float64Array, value: number, n: number): number {
  let left = n;
  for (let i = 0; i < totals.length; i++) if (totals[i] === value && left-- === 0) return i;
  return -1;
}

function refusedBeforeFiltering(pass: Pass, preFilter: PreFilterOutcome): SchedulingResult {
  const { framework, state, pod, record } = pass;
  const { refusal } = preFilter;
  const message = refusal === undefined ? '' : statusMessage(refusal.status);
  if (refusal === undefined || refusal.status.code === 'Error') return broken(pass, message);
  const nodeCount = framework.cluster.nodes.length;
  const rejections = new FilterResult(framework.cluster, new RejectionTable(), new Int32Array(nodeCount).fill(-1), refusal);
  const help = framework.postFilter(state, pod, rejections);
  record.refused(refusal.plugin, message);
  const text = fitErrorMessage({ nodeCount, preFilterMessage: message, rejections: [], postFilterMessage: postFilterMessage(help) });
  return unschedulable(pass, text, help, [refusal.plugin === '' ? preFilter.pluginsWithNodes : [refusal.plugin]].flat());
}

function unschedulableOn(pass: Pass, result: FilterResult): SchedulingResult {
  const { framework, state, pod } = pass;
  const help = framework.postFilter(state, pod, result);
  const nodeCount = framework.cluster.nodes.length;
  const counts = [...result.counts()].map(([rejection, count]) => [rejection.status, count] as const);
  if (result.absent !== undefined) counts.push([result.absent.status, nodeCount - result.lookedAt]);
  const rejectedBy = new Set([...result.counts().keys()].map(rejection => rejection.plugin));
  if (result.absent !== undefined) rejectedBy.add(result.absent.plugin);
  const message = fitErrorMessage({ nodeCount, rejections: counts, postFilterMessage: postFilterMessage(help) });
  return unschedulable(pass, message, help, [...rejectedBy]);
}

function unschedulable({ record, state }: Pass, message: string, help: PostFilterResult, rejectedBy: readonly string[]): SchedulingResult {
  const victims = help.victims ?? [];
  const nominated = help.status === undefined ? help.nominatedNode : undefined;
  const attempt = record.finish({ message, ...(nominated === undefined ? {} : { nominatedNode: nominated, victims: victims.map(victim => victim.key) }) });
  return { pod: record.pod, attempt, state, verdict: 'unschedulable', rejectedBy, victims };
}

function broken({ record, state }: Pass, message: string): SchedulingResult {
  return { pod: record.pod, attempt: record.finish({ message }), state, verdict: 'error', rejectedBy: [], victims: [] };
}

function postFilterMessage(help: PostFilterResult): string {
  return help.status === undefined ? '' : statusMessage(help.status);
}
