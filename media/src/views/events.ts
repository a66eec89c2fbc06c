import { h, setAttribute, setText, setVar } from '../element';
import type { EntryModel, EntryWindowModel } from '../model/tables';
import type { PageState } from '../pageState';
import { markdownTable } from '../textTable';
import { clockText } from '../timeText';
import type { Actions, View, ViewDefinition } from './view';

/** The log: every entry of the run, the present one marked. Only the rows in sight are in the document. */
export const eventsView: ViewDefinition = {
  id: 'events', title: 'Events',
  mount: (host, actions) => new EventsView(host, actions)
};

const rowHeight = 24, overscan = 12;
const toneSigns = { good: '✓', bad: '✕', warning: '!', neutral: '' } as const;
const toneWords = { good: 'good', bad: 'failure', warning: 'warning', neutral: '' } as const;

class EventsView implements View {
  private readonly filter = h('input', { class: 'input', type: 'search', id: 'event-filter', placeholder: 'Filter, for example kubelet web', 'aria-label': 'Filter events', on: { input: () => { this.scroller.scrollTop = 0; this.refresh(); } } });
  private readonly found = h('span', { class: 'faint', role: 'status' });
  private readonly before = h('tr', { class: 'gap', 'aria-hidden': 'true' }, h('td'));
  private readonly after = h('tr', { class: 'gap', 'aria-hidden': 'true' }, h('td'));
  private readonly body = h('tbody');
  private readonly table = h('table', { class: 'grid log' }, h('caption', { class: 'hidden-text' }, 'What happened, in order'),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col', class: 'number' }, 'Time'), h('th', { scope: 'col' }, h('span', { class: 'hidden-text' }, 'Kind')), h('th', { scope: 'col' }, 'By'), h('th', { scope: 'col' }, 'Reason'), h('th', { scope: 'col' }, 'What happened'))), this.body);
  private readonly scroller = h('div', { class: 'scroll-y', tabindex: '0', role: 'group', 'aria-label': 'Events. Enter goes to the moment of a row' }, this.table);
  private data: EntryWindowModel | undefined;
  private state: PageState | undefined;
  private asking = false;
  private askAgain = false;
  private shownRun: unknown;
  private shownMoment = -1;

  constructor(host: HTMLElement, private readonly actions: Actions) {
    host.append(h('div', { class: 'row' }, this.filter, this.found), this.scroller);
    this.scroller.addEventListener('scroll', () => this.refresh(), { passive: true });
    this.body.addEventListener('click', event => this.go(event));
    new ResizeObserver(() => this.refresh()).observe(this.scroller);
  }

  update(state: PageState): void {
    this.state = state;
    const moment = state.moment?.moment ?? 0;
    if (moment !== this.shownMoment) {
      this.shownMoment = moment;
      if (this.filter.value === '') this.bringIntoView(moment);
    }
    if (state.run !== this.shownRun) { this.shownRun = state.run; this.refresh(); }
    this.markPresent();
  }

  text(): string {
    return markdownTable(['Time', 'By', 'Reason', 'What happened'], (this.data?.entries ?? []).map(entry => [clockText(entry.atMs), entry.component, entry.reason ?? '', entry.text]));
  }

  private bringIntoView(moment: number): void {
    const top = (moment - 1) * rowHeight, { scrollTop, clientHeight } = this.scroller;
    if (top < scrollTop || top > scrollTop + clientHeight - 3 * rowHeight) this.scroller.scrollTop = Math.max(0, top - clientHeight / 2);
  }

  private refresh(): void {
    if (this.state?.run === undefined) return;
    if (this.asking) { this.askAgain = true; return; }
    this.asking = true;
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / rowHeight) - overscan), count = Math.ceil(this.scroller.clientHeight / rowHeight) + 2 * overscan;
    void this.actions.ask({ type: 'entries', first, count, filter: this.filter.value }).then(result => {
      this.asking = false;
      if (result.ok) { this.data = result.answer.entries; this.render(result.answer.entries); }
      if (this.askAgain) { this.askAgain = false; this.refresh(); }
    });
  }

  private render({ first, total, entries }: EntryWindowModel): void {
    setText(this.found, `${total} ${total === 1 ? 'event' : 'events'}`);
    setAttribute(this.table, 'aria-rowcount', total + 1);
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['moment'] : undefined;
    setVar(this.before, 'height', `${first * rowHeight}px`);
    setVar(this.after, 'height', `${Math.max(0, total - first - entries.length) * rowHeight}px`);
    this.body.replaceChildren(this.before, ...entries.map((entry, index) => row(entry, first + index)), this.after);
    this.markPresent();
    if (focused !== undefined) this.body.querySelector<HTMLElement>(`button[data-moment="${focused}"]`)?.focus({ preventScroll: true });
  }

  private markPresent(): void {
    for (const element of this.body.querySelectorAll<HTMLElement>('tr[data-moment]')) setAttribute(element, 'aria-current', element.dataset['moment'] === String(this.shownMoment) ? 'step' : undefined);
  }

  private go(event: Event): void {
    const moment = event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-moment]')?.dataset['moment'] : undefined;
    if (moment !== undefined) this.actions.seek(Number(moment));
  }
}

function row(entry: EntryModel, index: number): HTMLElement {
  return h('tr', { 'data-moment': entry.moment, 'aria-rowindex': index + 2, class: `tone-${entry.tone}` },
    h('td', { class: 'number' }, clockText(entry.atMs)), h('td', { class: 'tone-sign', title: toneWords[entry.tone] }, h('span', { 'aria-hidden': 'true' }, toneSigns[entry.tone]), h('span', { class: 'hidden-text' }, toneWords[entry.tone])),
    h('td', { class: 'faint by' }, entry.component), h('td', { class: 'faint reason', title: entry.reason }, entry.reason ?? ''), h('td', { class: 'what' }, h('button', { class: 'plain', type: 'button', 'data-moment': entry.moment, title: entry.text }, entry.text)));
}
