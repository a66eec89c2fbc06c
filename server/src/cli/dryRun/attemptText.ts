import type { SchedulingAttempt } from '../../../../engine/src/index';
import { table } from '../table';

/** Why each node was refused in a pass of the scheduler: a row a node, equal ones together. */
export function attemptTable({ nodes, otherNodes, preFilter }: SchedulingAttempt): string {
  const rows = new Map<string, { readonly names: string[]; readonly cells: readonly string[] }>();
  for (const [name, outcome] of Object.entries(nodes)) {
    const cells = outcome.fits ? ['', `fits (score ${outcome.total})`] : [outcome.plugin, outcome.reasons.join(', ')];
    const key = JSON.stringify(cells);
    const row = rows.get(key) ?? { names: [], cells };
    row.names.push(name);
    rows.set(key, row);
  }
  const lines = [...rows.values()].map(({ names, cells }) => [namesText(names), ...cells]);
  if (otherNodes !== undefined) lines.push(['all others', otherNodes.plugin, otherNodes.reasons.join(', ')]);
  if (lines.length === 0 && preFilter !== undefined) lines.push(['all', preFilter.plugin, preFilter.message]);
  return lines.length === 0 ? '' : table(['NODE', 'PLUGIN', 'REASON'], lines);
}

/** `worker-1, worker-2`, or `worker-1 … (×17)`. */
export function namesText(names: readonly string[]): string {
  const [first = '', second] = names;
  if (names.length > 2) return `${first} … (×${names.length})`;
  return second === undefined ? first : `${first}, ${second}`;
}
