import { h, keyed, setText } from '../element';
import type { ObjectTableModel } from '../model/tables';
import type { PageState } from '../pageState';
import { markdownTable } from '../textTable';
import { clockText } from '../timeText';
import type { Actions, View, ViewDefinition } from './view';

/** The objects of the cluster at this moment, in kubectl's columns; a click opens one as YAML. */
export const objectsView: ViewDefinition = {
  id: 'objects', title: 'Objects',
  mount: (host, actions) => new ObjectsView(host, actions)
};

/** More rows than this are cut: a filter by resource and the text twin serve better than a page of thousands. */
const rowsShown = 500;

class ObjectsView implements View {
  private readonly picker = h('select', { class: 'select', id: 'object-resource', 'aria-label': 'Resource', on: { change: () => { this.resource = this.picker.value; this.refresh(); } } });
  private readonly note = h('span', { class: 'faint', role: 'status' });
  private readonly head = h('tr');
  private readonly body = h('tbody');
  private resource = 'pods';
  private data: ObjectTableModel | undefined;
  private shown: unknown;
  private asking = false;
  private askAgain = false;
  private atMs = 0;

  constructor(host: HTMLElement, private readonly actions: Actions) {
    const table = h('table', { class: 'grid objects' }, h('caption', { class: 'hidden-text' }, 'Objects of the cluster at this moment'), h('thead', {}, this.head), this.body);
    host.append(h('div', { class: 'row' }, this.picker, this.note), h('div', { class: 'scroll-y', tabindex: '0', role: 'group', 'aria-label': 'Objects' }, table));
  }

  update(state: PageState): void {
    if (state.moment === this.shown) return;
    this.shown = state.moment;
    this.atMs = state.moment?.atMs ?? 0;
    this.refresh();
  }

  text(): string {
    return this.data === undefined ? '' : markdownTable(['Namespace', 'Name', ...this.data.columns], this.data.rows.map(row => [row.namespace, row.name, ...row.cells]));
  }

  private refresh(): void {
    if (this.asking) { this.askAgain = true; return; }
    this.asking = true;
    void this.actions.ask({ type: 'objects', resource: this.resource }).then(result => {
      this.asking = false;
      if (result.ok) { this.data = result.answer.objects; this.render(result.answer.objects); }
      if (this.askAgain) { this.askAgain = false; this.refresh(); }
    });
  }

  private render(table: ObjectTableModel): void {
    keyed(this.picker, table.resources, { key: entry => entry.resource, create: entry => h('option', { value: entry.resource }), update: (option, entry) => setText(option, `${entry.kind} (${entry.count})`) });
    if (this.picker.value !== table.resource) this.picker.value = table.resource;
    this.resource = table.resource;
    setText(this.note, table.rows.length > rowsShown ? `the first ${rowsShown} of ${table.rows.length}; open as text for all` : '');
    const namespaced = table.rows.some(row => row.namespace !== '');
    this.head.replaceChildren(...[...(namespaced ? ['Namespace'] : []), 'Name', ...table.columns].map(title => h('th', { scope: 'col' }, title)));
    keyed(this.body, table.rows.slice(0, rowsShown), {
      key: row => `${table.resource} ${row.namespace}/${row.name}`,
      create: () => h('tr'),
      update: (element, row) => {
        const cells = [...(namespaced ? [row.namespace] : []), row.name, ...row.cells], text = cells.join('\n');
        if (element.dataset['text'] === text) return;
        element.dataset['text'] = text;
        element.className = `tone-${row.tone}`;
        const nameAt = namespaced ? 1 : 0;
        element.replaceChildren(...cells.map((cell, index) => index === nameAt
          ? h('th', { scope: 'row' }, h('button', { class: 'plain link-like', type: 'button', title: 'Open as YAML', on: { click: () => { void this.open(table.resource, row.namespace, row.name); } } }, cell))
          : h('td', {}, cell)));
      }
    });
  }

  private async open(resource: string, namespace: string, name: string): Promise<void> {
    const result = await this.actions.ask({ type: 'yaml', resource, namespace, name });
    if (result.ok) this.actions.openText(`${name} at ${clockText(this.atMs)}`, 'yaml', result.answer.text);
  }
}
