import { durationText } from '../../dryRun/verdictText';
import { count } from '../report';
import { table, wrap } from '../table';
import { paint, type Terminal } from '../terminal';
import { attemptTable } from './attemptText';
import { allIsWell, type DryRunReport, type PendingPod, type StoryLine } from './report';

const width = 100;

/** A report for people: what was refused, where each pod landed, why some wait, what happened when, and the outcome. */
export function reportText(report: DryRunReport, { terminal, lines }: { readonly terminal: Terminal; readonly lines: number }): string {
  const parts = [refused(report, terminal), placements(report), pending(report, terminal), failing(report, terminal), story(report.timeline, terminal, lines), outcome(report, terminal)];
  return parts.filter(part => part !== '').join('\n');
}

function heading(text: string, terminal: Terminal): string {
  return `${paint(terminal, 'bold', text)}\n`;
}

function refused({ documents }: DryRunReport, terminal: Terminal): string {
  const rows = documents.filter(document => document.result === 'refused');
  if (rows.length === 0) return '';
  return heading('Refused by the API server', terminal) + rows.map(({ file, line, kind, name, error }) =>
    `  ${paint(terminal, 'bold', `${file}:${line}`)}  ${paint(terminal, 'red', `${kind}/${name}`)}\n${indented(error?.message ?? '', 4)}`).join('');
}

function placements({ pods }: DryRunReport): string {
  if (pods.length === 0) return '';
  const namespaced = new Set(pods.map(pod => pod.namespace)).size > 1;
  return table([...namespaced ? ['NAMESPACE'] : [], 'POD', 'NODE', 'STATUS', 'READY AFTER'],
    pods.map(pod => [...namespaced ? [pod.namespace] : [], pod.name, pod.node === '' ? '–' : pod.node, pod.status, pod.readyAtMs === undefined ? '–' : durationText(pod.readyAtMs)]));
}

/** Pods that wait for equal reasons are told together. */
function pending({ pending: pods }: DryRunReport, terminal: Terminal): string {
  const groups = new Map<string, PendingPod[]>();
  for (const pod of pods) groups.set(pod.message, [...groups.get(pod.message) ?? [], pod]);
  if (groups.size === 0) return '';
  return heading('Pending', terminal) + [...groups].map(([message, group]) => {
    const [first] = group;
    const nodes = first?.attempt === undefined ? '' : attemptTable(first.attempt);
    return `${indented(group.map(pod => pod.pod).join(', '), 2)}${paint(terminal, 'yellow', indented(message === '' ? 'waits to be scheduled' : message, 4).trimEnd())}\n${nodes.replace(/^(?=.)/gmu, '    ')}`;
  }).join('');
}

function failing({ workloads }: DryRunReport, terminal: Terminal): string {
  const pods = workloads.flatMap(workload => workload.failing);
  if (pods.length === 0) return '';
  return heading('Failing', terminal) + pods.map(({ pod, reason, message }) => indented(`${pod}: ${reason}${message === '' ? '' : `: ${message}`}`, 2)).join('');
}

function story(timeline: readonly StoryLine[], terminal: Terminal, lines: number): string {
  if (timeline.length === 0 || lines === 0) return '';
  const shown = timeline.slice(0, lines);
  const more = timeline.length - shown.length;
  return heading('Timeline', terminal)
    + table(['TIME', 'OBJECT', 'REASON', 'MESSAGE'], shown.map(({ atMs, about, reason, message }) => [durationText(atMs), about, reason, message]))
    + (more > 0 ? `… ${count(more, 'more event')}; --timeline all shows all of them\n` : '');
}

function outcome(report: DryRunReport, terminal: Terminal): string {
  const { cluster, nodes, kubernetesVersion, seed, simulatedMs, workloads } = report;
  const rows = workloads.map(({ kind, name, summary, well }) => `${paint(terminal, well ? 'green' : 'yellow', well ? '✓' : '✗')} ${kind}/${name}  ${summary}\n`).join('');
  const where = `cluster ${cluster} (${count(nodes.length, 'node')}), Kubernetes ${kubernetesVersion}, seed ${seed}, ${durationText(simulatedMs)} simulated`;
  const words = allIsWell(report) ? paint(terminal, 'green', 'all is well') : paint(terminal, 'yellow', 'not all is well');
  return `${rows}${words}: ${where}\n`;
}

function indented(text: string, columns: number): string {
  return wrap(text, width - columns).map(line => `${' '.repeat(columns)}${line}\n`).join('');
}
