import { compareText, type SchedulingAttempt } from '../../../engine/src/index';
import type { AttemptModel, AttemptRowModel, ScoreModel } from '../../src/model/attempt';
import type { MomentModel, NodeModel } from '../../src/model/moment';
import { attemptInWords } from './attemptInWords';
import { refusalDetail } from './attemptDetail';
import { everydayPlugins, filterPlugins } from './filterPlugins';
import { messageFragments } from './fragments';

/** An attempt and where it stands among the attempts of its pod. */
export interface KnownAttempt { readonly attempt: SchedulingAttempt; readonly moment: number; readonly attempts: number; readonly firstAtMs: number }

/** The attempt as a table: nodes that fared alike are one row, refused ones first, in the order in which the plugins are asked. */
export function attemptModel(known: KnownAttempt, now: MomentModel): AttemptModel {
  const { attempt } = known;
  const groups = groupNodes(attempt);
  const plugins = columns(groups);
  const order = new Map(plugins.map((plugin, index) => [plugin.name, index]));
  const fragments = messageFragments(attempt.message ?? '', groups.flatMap(group => group.reasons));
  const nodes = new Map(now.nodes.map(node => [node.name, node]));
  const pod = now.pods.find(candidate => candidate.uid === attempt.pod.uid);
  const rows = groups
    .sort((a, b) => Number(a.fits) - Number(b.fits) || (order.get(a.plugin) ?? 99) - (order.get(b.plugin) ?? 99) || compareText(a.reasons.join(), b.reasons.join()))
    .map((group): AttemptRowModel => {
      const members = group.nodes.flatMap(name => nodes.get(name) ?? []);
      const fragment = fragments.findIndex(candidate => group.reasons.includes(candidate.reason));
      const detail = pod === undefined ? '' : [...new Set(group.reasons.map(reason => refusalDetail(reason, pod, members)))].filter(text => text !== '').join(' · ');
      return { ...group, zones: zonesOf(members), detail, cells: plugins.map(plugin => cell(group, order, plugin.name)), ...(fragment < 0 ? {} : { fragment }) };
    });
  const model = {
    uid: attempt.pod.uid, namespace: attempt.pod.namespace, pod: attempt.pod.name, atMs: attempt.atMs, moment: known.moment,
    attempt: attempt.attempt, attempts: known.attempts, firstAtMs: known.firstAtMs,
    outcome: attempt.gated === true ? 'gated' as const : attempt.node === undefined ? 'unschedulable' as const : 'placed' as const,
    plugins, rows, fragments, scores: scores(attempt), ties: attempt.best.length, victims: attempt.victims ?? [],
    refused: Object.fromEntries(rows.flatMap((row, index) => row.fits ? [] : row.nodes.map(name => [name, index] as const))),
    ...(attempt.node === undefined ? {} : { node: attempt.node }), ...(attempt.message === undefined ? {} : { message: attempt.message }),
    ...(attempt.preFilter === undefined ? {} : { preFilter: attempt.preFilter }), ...(attempt.nominatedNode === undefined ? {} : { nominatedNode: attempt.nominatedNode })
  };
  return { ...model, inWords: attemptInWords(model) };
}

interface Group { readonly nodes: string[]; readonly fits: boolean; readonly plugin: string; readonly reasons: readonly string[] }

function groupNodes(attempt: SchedulingAttempt): Group[] {
  const groups = new Map<string, Group>();
  for (const name of Object.keys(attempt.nodes).sort(compareText)) {
    const outcome = attempt.nodes[name];
    if (outcome === undefined) continue;
    const plugin = outcome.fits ? '' : outcome.plugin, reasons = outcome.fits ? [] : outcome.reasons;
    const key = outcome.fits ? 'fits' : `${plugin}\n${reasons.join('\n')}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { nodes: [name], fits: outcome.fits, plugin, reasons });
    else group.nodes.push(name);
  }
  return [...groups.values()];
}

function columns(groups: readonly Group[]): AttemptModel['plugins'] {
  const refusing = new Set(groups.map(group => group.plugin).filter(name => name !== ''));
  const known = filterPlugins.filter(plugin => everydayPlugins.has(plugin.name) || refusing.has(plugin.name));
  const unknown = [...refusing].filter(name => !filterPlugins.some(plugin => plugin.name === name)).map(name => ({ name, label: name, asks: '' }));
  return [...known, ...unknown];
}

function cell(group: Group, order: ReadonlyMap<string, number>, plugin: string): 'pass' | 'reject' | 'unreached' {
  if (group.fits) return 'pass';
  if (plugin === group.plugin) return 'reject';
  return (order.get(plugin) ?? 0) < (order.get(group.plugin) ?? 0) ? 'pass' : 'unreached';
}

function scores(attempt: SchedulingAttempt): ScoreModel[] {
  const fitting = Object.entries(attempt.nodes).flatMap(([node, outcome]) => outcome.fits ? [{ node, total: outcome.total, scores: outcome.scores, chosen: node === attempt.node }] : []);
  return fitting.sort((a, b) => b.total - a.total || compareText(a.node, b.node)).slice(0, 50);
}

function zonesOf(nodes: readonly NodeModel[]): string[] {
  return [...new Set(nodes.map(node => node.zone))].filter(zone => zone !== '').sort(compareText);
}
