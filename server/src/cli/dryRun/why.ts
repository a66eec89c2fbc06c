import type { DryRun, NodeOutcome, SchedulingAttempt } from '../../../../engine/src/index';
import { durationText } from '../../dryRun/verdictText';
import { table, wrap } from '../table';
import { paint, type Terminal } from '../terminal';
import { attemptTable } from './attemptText';

/** What `--why` prints of the pods that a name means: each pass of the scheduler, node by node. Undefined when there is no such pod. */
export function whyText({ timeline }: DryRun, name: string, { terminal, scores }: { readonly terminal: Terminal; readonly scores: 'shown' | 'left out' }): string | undefined {
  const attempts = timeline.entries(0, timeline.length).flatMap(entry => entry.attempt === undefined ? [] : [entry.attempt]);
  const exact = attempts.filter(attempt => attempt.pod.name === name);
  const meant = exact.length > 0 ? exact : attempts.filter(attempt => attempt.pod.name.startsWith(`${name}-`));
  if (meant.length === 0) return undefined;
  return meant.map(attempt => attemptText(attempt, terminal, scores)).join('\n');
}

function attemptText(attempt: SchedulingAttempt, terminal: Terminal, scores: 'shown' | 'left out'): string {
  const { pod, atMs, node, best, message, victims } = attempt;
  const ties = best.length > 1 ? ` (as good as ${best.filter(other => other !== node).join(', ')}: the seed decides)` : '';
  const landed = node === undefined ? paint(terminal, 'yellow', 'stays Pending') : paint(terminal, 'green', `goes to ${node}${ties}`);
  const lines = [
    `${paint(terminal, 'bold', pod.name)} after ${durationText(atMs)}: ${landed}`,
    ...(message === undefined ? [] : wrap(message, 96).map(line => `  ${line}`)),
    ...(victims === undefined || victims.length === 0 ? [] : [`  preempts ${victims.join(', ')}`])
  ];
  return `${lines.join('\n')}\n${attemptTable(attempt).replace(/^(?=.)/gmu, '  ')}${scores === 'shown' ? scoreTable(attempt) : ''}`;
}

/** The scores of the nodes that fit, by plugin: normalized and weighted, as the scheduler adds them up. */
function scoreTable({ nodes, best }: SchedulingAttempt): string {
  const fitting = Object.entries(nodes).filter((entry): entry is [string, NodeOutcome & { fits: true }] => entry[1].fits);
  if (fitting.length === 0) return '';
  const rows = fitting.sort(([, a], [, b]) => b.total - a.total).map(([name, { total, scores }]) => [
    `${best.includes(name) ? '*' : ' '} ${name}`, String(total),
    Object.entries(scores).filter(([, score]) => score !== 0).map(([plugin, score]) => `${plugin} ${score}`).join(', ')
  ]);
  return table(['  NODE', 'TOTAL', 'SCORES'], rows).replace(/^(?=.)/gmu, '  ');
}
