import { h, keyed, setText } from '../element';
import type { AttemptModel, AttemptRowModel, CellModel } from '../model/attempt';
import { pendingPods, podByUid, type PageState } from '../pageState';
import type { WhyModel } from '../model/why';
import { markdownTable } from '../textTable';
import { clockText } from '../timeText';
import type { Actions, ViewDefinition } from './view';
import { blockerTable, fixList, whyBlockersText } from './whyBlockers';

/** Why a pod has no node: the scheduler's own words, and what each plugin said of each node. */
export const whyPendingView: ViewDefinition = {
  id: 'why', title: 'Why Pending',
  badge(state) {
    const count = pendingPods(state).length;
    return count === 0 ? undefined : { text: String(count), words: `, ${count} pending` };
  },
  mount(host, actions) {
    const picker = h('select', { class: 'select', id: 'why-pod', 'aria-label': 'Pod', on: { change: () => actions.select(picker.value) } });
    const facts = h('span', { class: 'faint' });
    const body = h('div', { class: 'why-body' });
    const none = h('p', { class: 'nothing' });
    const head = h('div', { class: 'why-head' }, picker, facts);
    host.append(head, none, body);
    let shown: AttemptModel | undefined;
    let why: WhyModel | undefined;
    let blockers: 'first' | 'all' = 'first';
    const render = (): void => { body.replaceChildren(...(shown === undefined ? [] : attemptPicture(shown, { why, blockers, choose: which => { blockers = which; render(); } }, actions))); };
    return {
      update(state) {
        if (podByUid(state, state.selected) === undefined && pendingPods(state)[0] !== undefined) { actions.select(pendingPods(state)[0]?.uid); return; }
        updatePicker(picker, state);
        const { attempt } = state;
        head.hidden = picker.options.length === 0;
        setText(none, attempt === undefined ? nothingText(state) : '');
        none.hidden = attempt !== undefined;
        setText(facts, attempt === undefined ? '' : factsText(attempt));
        if (attempt === shown) return;
        shown = attempt;
        why = undefined;
        render();
        if (attempt?.outcome !== 'unschedulable') return;
        void actions.ask({ type: 'why', uid: attempt.uid }).then(result => {
          if (shown !== attempt || !result.ok || result.answer.why === undefined) return;
          why = result.answer.why;
          render();
        });
      },
      text: state => why === undefined ? attemptText(state.attempt) : `${attemptText(state.attempt)}\n\n${whyBlockersText(why)}`
    };
  }
};

function updatePicker(picker: HTMLSelectElement, state: PageState): void {
  const selected = podByUid(state, state.selected);
  const pods = [...pendingPods(state).slice(0, 500), ...(selected === undefined || selected.state === 'pending' ? [] : [selected])];
  keyed(picker, pods, { key: pod => pod.uid, create: pod => h('option', { value: pod.uid }), update: (option, pod) => setText(option, `${pod.name}${pod.node === undefined ? '' : ` on ${pod.node}`}`) });
  if (selected !== undefined && picker.value !== selected.uid) picker.value = selected.uid;
}

function nothingText(state: PageState): string {
  const selected = podByUid(state, state.selected);
  if (selected === undefined) return pendingPods(state).length === 0 ? 'Every pod has a node at this moment. Select one on the map to see why it went where it is.' : '';
  return selected.node === undefined ? 'The scheduler has not looked at this pod yet.' : `${selected.name} was given to ${selected.node} without the scheduler.`;
}

function factsText(attempt: AttemptModel): string {
  const tries = attempt.attempts === 1 ? 'first attempt' : `attempt ${attempt.attempts}`;
  return attempt.outcome === 'placed' ? `placed at ${clockText(attempt.atMs)}, ${tries}` : `waits since ${clockText(attempt.firstAtMs)}, ${tries} at ${clockText(attempt.atMs)}`;
}

/** What is known beyond the attempt, and which of the two tables is wanted. */
interface Beyond { readonly why: WhyModel | undefined; readonly blockers: 'first' | 'all'; readonly choose: (which: 'first' | 'all') => void }

/** `As the scheduler | All blockers`. */
function blockerSwitch({ blockers, choose }: Beyond): HTMLElement {
  const button = (which: Beyond['blockers'], title: string): HTMLElement => h('button', { class: 'choice', type: 'button', id: `why-${which}`, 'aria-pressed': String(blockers === which), on: { click: () => { choose(which); document.getElementById(`why-${which}`)?.focus(); } } }, title);
  return h('div', { class: 'choices', role: 'group', 'aria-label': 'Which blockers' }, button('first', 'As the scheduler'), button('all', 'All blockers'));
}

function attemptPicture(attempt: AttemptModel, beyond: Beyond, actions: Actions): HTMLElement[] {
  const { why, blockers } = beyond;
  const parts: HTMLElement[] = [h('div', { class: 'say' }, h('strong', {}, 'In words. '), attempt.inWords)];
  if (attempt.message !== undefined) parts.push(h('h2', { class: 'section-name' }, 'The event, word for word'), eventText(attempt, attempt.message));
  if (why !== undefined) parts.push(blockerSwitch(beyond));
  if (why !== undefined && blockers === 'all') parts.push(h('h2', { class: 'section-name' }, 'All that stands in the way'), blockerTable(why));
  else if (attempt.rows.length > 0) parts.push(h('h2', { class: 'section-name' }, 'What each filter said'), filterTable(attempt), filterLegend());
  if (why !== undefined) parts.push(...fixList(why, actions));
  if (attempt.scores.length > 0) parts.push(h('h2', { class: 'section-name' }, 'Points of the nodes that fit'), scoreTable(attempt));
  if (attempt.victims.length > 0) parts.push(h('p', {}, `To make room, these pods are evicted: ${attempt.victims.join(', ')}.`));
  parts.push(h('p', { class: 'row' }, h('button', { class: 'link', type: 'button', on: { click: () => actions.seek(attempt.moment) } }, `Go to this attempt at ${clockText(attempt.atMs)}`)));
  return parts;
}

/** The text with each reason as a link to its row; pointing at either lights the other. */
function eventText(attempt: AttemptModel, message: string): HTMLElement {
  const pieces: (Node | string)[] = [];
  let at = 0;
  for (const [index, fragment] of attempt.fragments.entries()) {
    pieces.push(message.slice(at, fragment.start));
    pieces.push(h('button', { class: 'fragment', type: 'button', 'data-fragment': index, title: 'Show the nodes that this speaks of', on: { click: event => goToRow(event, index) } }, message.slice(fragment.start, fragment.end)));
    at = fragment.end;
  }
  pieces.push(message.slice(at));
  const element = h('p', { class: 'event', id: 'event-text' }, ...pieces);
  const light = (event: Event): void => lightFragment(element.parentElement, event.target instanceof HTMLElement && event.type !== 'pointerout' && event.type !== 'focusout' ? event.target.dataset['fragment'] : undefined);
  for (const type of ['pointerover', 'pointerout', 'focusin', 'focusout']) element.addEventListener(type, light);
  return element;
}

function goToRow(event: Event, index: number): void {
  const root = event.target instanceof HTMLElement ? event.target.closest('.why-body') : null;
  const row = root?.querySelector<HTMLElement>(`tr[data-fragment="${index}"]`);
  row?.scrollIntoView({ block: 'nearest' });
  row?.focus();
}

function lightFragment(root: Element | null, index: string | undefined): void {
  for (const element of root?.querySelectorAll('[data-fragment]') ?? []) element.classList.toggle('lit', element.getAttribute('data-fragment') === index);
}

const cellWords: Readonly<Record<CellModel, { readonly sign: string; readonly word: string }>> = {
  pass: { sign: '✓', word: 'passes' }, reject: { sign: '✕', word: 'rejects' }, unreached: { sign: '–', word: 'not reached' }
};

function filterTable(attempt: AttemptModel): HTMLElement {
  const head = h('tr', {}, h('th', { scope: 'col' }, 'Nodes'), ...attempt.plugins.map(plugin => h('th', { scope: 'col', title: `${plugin.name}: ${plugin.asks}` }, plugin.label)));
  const rows = attempt.rows.map(row => h('tr', { tabindex: '-1', 'data-fragment': row.fragment, class: row.fits ? 'fits' : undefined }, nodesCell(row), ...row.cells.map((cell, index) => filterCell(row, cell, attempt.plugins[index]?.name ?? ''))));
  const table = h('table', { class: 'grid filters' }, h('caption', { class: 'hidden-text' }, `What each filter plugin of the scheduler said about each node for ${attempt.pod}`), h('thead', {}, head), h('tbody', {}, ...rows));
  return h('div', { class: 'scroll-x', tabindex: '0', role: 'group', 'aria-label': 'Filters by node' }, table);
}

function nodesCell(row: AttemptRowModel): HTMLElement {
  const shown = row.nodes.length > 6 ? [...row.nodes.slice(0, 5), `… ${row.nodes.length - 5} more`] : row.nodes;
  const notes = [row.nodes.length > 1 ? `×${row.nodes.length}` : '', row.zones.join(', ')].filter(note => note !== '').join(' · ');
  return h('th', { scope: 'row', title: row.nodes.slice(0, 100).join('\n') }, h('span', { class: 'row-nodes' }, shown.join(', ')), notes === '' ? undefined : h('small', {}, notes));
}

function filterCell(row: AttemptRowModel, cell: CellModel, plugin: string): HTMLElement {
  const { sign, word } = cellWords[cell];
  const reason = cell === 'reject' ? [...row.reasons, row.detail].filter(text => text !== '') : [];
  return h('td', { class: `verdict ${cell}`, title: `${plugin}: ${word}` }, h('span', { class: 'sign', 'aria-hidden': 'true' }, sign), h('span', { class: 'hidden-text' }, word), ...reason.map(text => h('small', {}, ...breakable(text))));
}

/** A long taint may break where a person would break it. */
function breakable(text: string): (Node | string)[] {
  return text.split(/(?<=[/:=])/).flatMap(part => [part, h('wbr')]);
}

function filterLegend(): HTMLElement {
  return h('p', { class: 'legend', 'aria-hidden': 'true' }, ...(['pass', 'reject', 'unreached'] as const).map(cell => h('span', {}, h('span', { class: `sign ${cell}` }, cellWords[cell].sign), ` ${cellWords[cell].word}`)),
    h('span', { class: 'faint' }, 'The scheduler stops at the first filter that rejects.'));
}

function scoreTable(attempt: AttemptModel): HTMLElement {
  const plugins = [...new Set(attempt.scores.flatMap(score => Object.keys(score.scores)))].filter(plugin => attempt.scores.some(score => (score.scores[plugin] ?? 0) !== 0));
  const head = h('tr', {}, h('th', { scope: 'col' }, 'Node'), h('th', { scope: 'col', class: 'number' }, 'Total'), ...plugins.map(plugin => h('th', { scope: 'col', class: 'number' }, plugin.replace(/^NodeResources|^Node/, ''))));
  const rows = attempt.scores.map(score => h('tr', { class: score.chosen ? 'chosen' : undefined }, h('th', { scope: 'row' }, score.node, score.chosen ? h('small', {}, attempt.ties > 1 ? `chosen among ${attempt.ties} equals` : 'chosen') : undefined),
    h('td', { class: 'number total' }, String(Math.round(score.total))), ...plugins.map(plugin => h('td', { class: 'number' }, String(Math.round(score.scores[plugin] ?? 0))))));
  const table = h('table', { class: 'grid scores' }, h('caption', { class: 'hidden-text' }, 'Points of each node by plugin'), h('thead', {}, head), h('tbody', {}, ...rows));
  return h('div', { class: 'scroll-x', tabindex: '0', role: 'group', 'aria-label': 'Points by node' }, table);
}

function attemptText(attempt: AttemptModel | undefined): string {
  if (attempt === undefined) return 'No pod is selected, or the scheduler has not looked at it.\n';
  const rows = attempt.rows.map(row => [row.nodes.join(', '), ...row.cells.map(cell => cell === 'reject' ? `✕ ${row.reasons.join(', ')}${row.detail === '' ? '' : ` (${row.detail})`}` : cellWords[cell].sign)]);
  return [`**${attempt.pod}** (${factsText(attempt)})`, attempt.inWords, ...(attempt.message === undefined ? [] : [`> ${attempt.message}`]),
    markdownTable(['Nodes', ...attempt.plugins.map(plugin => plugin.name)], rows)].join('\n\n');
}

