import type { NodeOutcome, SchedulingAttempt } from '../../../../engine/src/index';
import { durationText } from '../../dryRun/verdictText';
import { count } from '../report';
import { table, wrap } from '../table';
import { paint, type Terminal } from '../terminal';
import { attemptTable, namesText } from './attemptText';
import type { Blocker, PodWhy, ProvedFix, WrittenField } from './why';

/** What to print: the plugin that the scheduler stopped at for each node or all that refuse it, and the scores of nodes that fit. */
export interface WhyChoices { readonly terminal: Terminal; readonly blockers: 'first' | 'all'; readonly scores: 'shown' | 'left out' }

/** Why pods are where they are, for people; pods that wait for the same are told once. No line is wider than 100 columns. */
export function whyText(pods: readonly PodWhy[], choices: WhyChoices): string {
  const groups = new Map<string, PodWhy[]>();
  for (const pod of pods) {
    const key = pod.pending === undefined ? pod.pod : JSON.stringify(pod.pending);
    groups.set(key, [...groups.get(key) ?? [], pod]);
  }
  return [...groups.values()].map(group => groupText(group, choices)).join('\n');
}

function groupText(group: readonly PodWhy[], choices: WhyChoices): string {
  const [first] = group;
  if (first === undefined) return '';
  const { terminal } = choices;
  if (first.pending === undefined) return first.attempts.map(attempt => attemptText(attempt, choices)).join('\n') + capacityText(first);
  const { summary, blockers, fixes } = first.pending;
  const tries = first.attempts.length === 0 ? 'never tried' : `tried ${first.attempts.length === 1 ? 'once' : `${first.attempts.length} times`}, last after ${durationText(first.attempts.at(-1)?.atMs ?? 0)}`;
  const last = first.attempts.at(-1);
  const nodes = choices.blockers === 'first' && last !== undefined ? attemptTable(last) : blockerTable(blockers);
  return [
    ...wrap(group.map(({ pod }) => pod).join(', '), 100).map(line => paint(terminal, 'bold', line)),
    `  ${paint(terminal, 'yellow', 'stays Pending')} (${tries})`, ...wrap(summary, 96).map(line => `  ${line}`)
  ].join('\n') + `\n\n${indented(nodes)}${fixesText(fixes, terminal)}${capacityText(first)}`;
}

/** A row a reason, in the order of the nodes' kinds; each with the places in the files that cause it. */
function blockerTable(blockers: readonly Blocker[]): string {
  let before = '';
  return table(['NODES', 'PLUGIN', 'REASON'], blockers.map(({ nodes, plugin, reason, fields }) => {
    const names = nodes.length === 0 ? 'all' : namesText(nodes);
    const shown = names === before ? '' : names;
    before = names;
    return [shown, plugin, [reason, ...fields.map(field => `↳ ${placeText(field)}`)].join('\n')];
  }));
}

function placeText({ path, file, line }: WrittenField): string {
  return file === undefined ? path : `${file}:${line ?? 0} ${path}`;
}

function fixesText(fixes: readonly ProvedFix[], terminal: Terminal): string {
  if (fixes.length === 0) return '';
  const lines = fixes.flatMap(({ title, node, edits }, i) => [
    ...wrap(`${i + 1}. ${title}${node === undefined ? '' : ` → ${node}`}`, 96).map(line => `  ${line}`),
    ...edits.flatMap(edit => wrap(editText(edit), 93).map(line => `     ${line}`))
  ]);
  return `\n  ${paint(terminal, 'bold', 'What would help')} (each proved by asking the scheduler again)\n${lines.join('\n')}\n`;
}

function editText(edit: ProvedFix['edits'][number]): string {
  const { kind, name, path, file, line, value } = edit;
  const where = file === undefined ? `${kind}/${name}` : `${file}:${line ?? 0}`;
  if (path === '') return `new ${kind} ${name}`;
  return value === undefined ? `${where}: remove ${path}` : `${where}: ${path} = ${JSON.stringify(value)}`;
}

function capacityText({ capacity }: PodWhy): string {
  if (capacity === undefined) return '';
  const reasons = capacity.blockers.map(({ reason, nodes }) => nodes.length === 0 ? reason : `${reason} (${count(nodes.length, 'node')})`);
  return `\n${wrap(`Capacity: ${capacity.summary}${reasons.length === 0 ? '' : `; then: ${reasons.join(', ')}`}`, 98).map(line => `  ${line}\n`).join('')}`;
}

function attemptText(attempt: SchedulingAttempt, { terminal, scores }: WhyChoices): string {
  const { pod, atMs, node, best, message, victims } = attempt;
  const ties = best.length > 1 ? ` (as good as ${best.filter(other => other !== node).join(', ')}: the seed decides)` : '';
  const landed = node === undefined ? paint(terminal, 'yellow', 'stays Pending') : paint(terminal, 'green', `goes to ${node}`);
  const lines = [
    `${paint(terminal, 'bold', pod.name)} after ${durationText(atMs)}: ${landed}`, ...(ties === '' ? [] : wrap(ties.trim(), 96).map(line => `  ${line}`)),
    ...(message === undefined ? [] : wrap(message, 96).map(line => `  ${line}`)),
    ...(victims === undefined || victims.length === 0 ? [] : [`  preempts ${victims.join(', ')}`])
  ];
  return `${lines.join('\n')}\n${indented(attemptTable(attempt))}${scores === 'shown' ? scoreTable(attempt) : ''}`;
}

/** The scores of the nodes that fit, by plugin: normalized and weighted, as the scheduler adds them up. */
function scoreTable({ nodes, best }: SchedulingAttempt): string {
  const fitting = Object.entries(nodes).filter((entry): entry is [string, NodeOutcome & { fits: true }] => entry[1].fits);
  if (fitting.length === 0) return '';
  const rows = fitting.sort(([, a], [, b]) => b.total - a.total).map(([name, { total, scores }]) => [
    `${best.includes(name) ? '*' : ' '} ${name}`, String(total),
    Object.entries(scores).filter(([, score]) => score !== 0).map(([plugin, score]) => `${plugin} ${score}`).join(', ')
  ]);
  return indented(table(['  NODE', 'TOTAL', 'SCORES'], rows));
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gmu, '  ');
}
