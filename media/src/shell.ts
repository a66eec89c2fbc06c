import { counted } from './amountText';
import type { Controller } from './controller';
import { h, keyed, setAttribute, setText } from './element';
import { icon, stateGlyph, stateWords } from './icons';
import type { PodState } from './model/moment';
import type { DocumentModel } from './model/run';
import { podCounts } from './outcome';
import type { PageState } from './pageState';
import type { ViewId } from './protocol';
import { Scrubber } from './scrubber';
import { clockText } from './timeText';
import { views } from './views/views';
import type { View } from './views/view';

const countedStates: readonly PodState[] = ['ready', 'starting', 'succeeded', 'terminating', 'failing', 'pending'];

/**
 * The frame around the views: head, tabs, messages, scrubber. Views are mounted when they are first shown and kept. Whoever
 * drives the page from outside goes by `#tab-<view>`, `#view`, `#scrubber`, `#announce`, `#event-text` and `.pod[data-uid]`.
 */
export class Shell {
  private readonly title = h('h1', { class: 'title' });
  private readonly cluster = h('span', { class: 'chip cluster' });
  private readonly counts = h('span', { class: 'counts', 'aria-label': 'Pods at this moment', role: 'group' });
  private readonly tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Views' });
  private readonly messages = h('div', { class: 'messages' });
  private readonly panel = h('div', { class: 'main', id: 'view', role: 'tabpanel', tabindex: '0' });
  private readonly live = h('div', { class: 'hidden-text', 'aria-live': 'polite', role: 'status', id: 'announce' });
  private readonly scrubber: Scrubber;
  private readonly mounted = new Map<ViewId, { readonly host: HTMLElement; readonly view: View }>();
  private announced = '';

  constructor(body: HTMLElement, private readonly controller: Controller) {
    this.scrubber = new Scrubber(controller);
    const tool = (name: 'rerun' | 'text', label: string, act: () => void): HTMLElement => h('button', { class: 'tool', type: 'button', title: label, 'aria-label': label, on: { click: act } }, icon(name));
    body.replaceChildren(
      h('header', { class: 'head' }, this.title, this.cluster, this.counts, h('span', { class: 'space' }),
        tool('rerun', 'Run again', () => controller.rerun()), tool('text', 'Open this view as text', () => { if (this.last !== undefined) this.openText(this.last); })),
      this.tabs, this.messages, h('main', { class: 'stage' }, this.panel), this.scrubber.element, this.live);
    this.tabs.addEventListener('keydown', event => this.tabKey(event));
  }

  private last: PageState | undefined;

  render(state: PageState): void {
    this.last = state;
    setText(this.title, state.title === '' ? 'Clusterville' : state.title);
    setText(this.cluster, state.run?.cluster ?? '');
    this.cluster.hidden = state.run === undefined;
    this.renderCounts(state);
    this.renderTabs(state);
    this.renderMessages(state);
    document.body.classList.toggle('stale', state.stale !== undefined);
    document.body.classList.toggle('empty', state.moment === undefined);
    this.panel.setAttribute('aria-labelledby', `tab-${state.view}`);
    const { host, view } = this.mount(state.view);
    for (const [id, other] of this.mounted) other.host.hidden = id !== state.view;
    host.hidden = false;
    view.update(state);
    this.scrubber.update(state);
    this.announce(state);
  }

  /** Opens the text twin of the view that is shown. */
  openText(state: PageState): void {
    const { view } = this.mount(state.view);
    const definition = views.find(candidate => candidate.id === state.view);
    const when = state.moment === undefined ? '' : ` at ${clockText(state.moment.atMs)}`;
    this.controller.openText(`${definition?.title ?? ''} of ${state.title}`, 'markdown', `# ${definition?.title ?? ''} of ${state.title}${when}\n\n${view.text(state)}`);
  }

  private mount(id: ViewId): { readonly host: HTMLElement; readonly view: View } {
    const known = this.mounted.get(id);
    if (known !== undefined) return known;
    const host = h('section', { class: `view view-${id}` });
    this.panel.append(host);
    const definition = views.find(candidate => candidate.id === id) ?? views[0];
    if (definition === undefined) throw new Error('there are no views');
    const mounted = { host, view: definition.mount(host, this.controller) };
    this.mounted.set(id, mounted);
    return mounted;
  }

  private renderCounts(state: PageState): void {
    const counts = state.moment === undefined ? undefined : podCounts(state.moment);
    const shown = countedStates.filter(name => (counts?.[name] ?? 0) > 0);
    keyed(this.counts, shown, {
      key: name => name,
      create: name => h('span', { class: `chip count count-${name}`, title: `${stateWords[name].word}: ${stateWords[name].means}` }, stateGlyph(name), h('span'), h('span', { class: 'count-word' }, stateWords[name].word)),
      update: (element, name) => { const number = element.children[1]; if (number !== undefined) setText(number, String(counts?.[name] ?? 0)); }
    });
  }

  private renderTabs(state: PageState): void {
    keyed(this.tabs, views, {
      key: view => view.id,
      create: view => h('button', { class: 'tab', type: 'button', role: 'tab', id: `tab-${view.id}`, 'aria-controls': 'view', on: { click: () => this.controller.show(view.id) } },
        h('span', {}, view.title), h('span', { class: 'badge', 'aria-hidden': 'true' }), h('span', { class: 'hidden-text' })),
      update: (element, view) => {
        const selected = view.id === state.view, badge = view.badge?.(state);
        setAttribute(element, 'aria-selected', String(selected));
        element.tabIndex = selected ? 0 : -1;
        const [, number, words] = element.children;
        if (number !== undefined) setText(number, badge?.text ?? '');
        if (words !== undefined) setText(words, badge?.words ?? '');
      }
    });
  }

  private tabKey(event: KeyboardEvent): void {
    const all = [...this.tabs.querySelectorAll<HTMLElement>('[role=tab]')];
    const index = all.findIndex(tab => tab.getAttribute('aria-selected') === 'true');
    const to = { ArrowRight: (index + 1) % all.length, ArrowLeft: (index - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key];
    const target = to === undefined ? undefined : all[to];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    target.click();
    target.focus();
  }

  private renderMessages(state: PageState): void {
    const refused = state.run?.documents.map((document, origin) => ({ document, origin })).filter(({ document }) => document.result === 'refused') ?? [];
    const items = [
      ...(state.stale === undefined ? [] : [{ key: 'stale', tone: 'warning', text: `${state.stale} What you see is the last run that worked.`, origin: undefined }]),
      ...(state.notice === undefined ? [] : [{ key: 'notice', tone: 'warning', text: state.notice, origin: undefined }]),
      ...refused.slice(0, 5).map(({ document, origin }) => ({ key: `refused-${origin}`, tone: 'bad', text: refusal(document), origin: origin })),
      ...(refused.length > 5 ? [{ key: 'more', tone: 'bad', text: `… and ${counted(refused.length - 5, 'more document')} refused`, origin: undefined }] : [])
    ];
    keyed(this.messages, items, {
      key: item => `${item.key} ${item.origin ?? ''}`,
      create: item => h('div', { class: `message ${item.tone}`, role: item.key === 'stale' ? 'alert' : undefined }, icon('failure'), h('span', { class: 'message-text' }),
        item.origin === undefined ? undefined : h('button', { class: 'link', type: 'button', on: { click: () => { if (item.origin !== undefined) this.controller.reveal(item.origin); } } }, 'Show')),
      update: (element, item) => { const label = element.children[1]; if (label !== undefined) setText(label, item.text); }
    });
  }

  /** Says each new moment once; not while playing, when it would only be noise. */
  private announce(state: PageState): void {
    if (state.moment === undefined || state.playing) return;
    const text = `${clockText(state.moment.atMs)}: ${state.moment.sentence.text}`;
    if (text === this.announced) return;
    this.announced = text;
    setText(this.live, text);
  }
}

function refusal(document: DocumentModel): string {
  return `${document.file.split('/').at(-1) ?? ''}:${document.line} · refused by the API server: ${document.error ?? ''}`;
}
