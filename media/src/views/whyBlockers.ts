import { h } from '../element';
import type { WhyModel } from '../model/why';
import { markdownTable } from '../textTable';
import type { Actions } from './view';

/** Everything that refuses each kind of nodes, where the scheduler names the first only. */
export function blockerTable({ blockers }: WhyModel): HTMLElement {
  const head = h('tr', {}, ...['Nodes', 'Plugin', 'Reason'].map(title => h('th', { scope: 'col' }, title)));
  const rows = blockers.map(({ nodes, plugin, reason }) => h('tr', {},
    h('th', { scope: 'row', title: nodes.slice(0, 100).join('\n') }, nodesText(nodes)), h('td', {}, plugin), h('td', {}, reason)));
  const table = h('table', { class: 'grid' }, h('caption', { class: 'hidden-text' }, 'All that refuses each node'), h('thead', {}, head), h('tbody', {}, ...rows));
  return h('div', { class: 'scroll-x', tabindex: '0', role: 'group', 'aria-label': 'All blockers by node' }, table);
}

/** The proved changes; those that can be written into the files have a button. */
export function fixList({ fixes, capacity }: WhyModel, actions: Actions): HTMLElement[] {
  const items = fixes.map(({ title, node, change }) => h('li', {}, `${title}${node === undefined ? '' : ` → ${node}`} `,
    change === undefined ? undefined : h('button', { class: 'link', type: 'button', 'aria-label': `Apply: ${title}`, on: { click: () => actions.apply(change) } }, 'Apply')));
  return [
    ...items.length === 0 ? [] : [h('h2', { class: 'section-name' }, 'What would help'), h('p', { class: 'faint' }, 'Each was proved by asking the scheduler again.'), h('ol', { class: 'fixes' }, ...items)],
    ...capacity === '' ? [] : [h('p', { class: 'faint' }, `${capacity}.`)]
  ];
}

/** The same as Markdown. */
export function whyBlockersText({ blockers, fixes }: WhyModel): string {
  const table = markdownTable(['Nodes', 'Plugin', 'Reason'], blockers.map(({ nodes, plugin, reason }) => [nodesText(nodes), plugin, reason]));
  return fixes.length === 0 ? table : `${table}\n\nWhat would help:\n\n${fixes.map(({ title, node }, i) => `${i + 1}. ${title}${node === undefined ? '' : ` → ${node}`}`).join('\n')}\n`;
}

function nodesText(nodes: readonly string[]): string {
  if (nodes.length === 0) return 'all';
  return nodes.length > 6 ? `${nodes.slice(0, 5).join(', ')}, … ${nodes.length - 5} more` : nodes.join(', ');
}
