import { h, setAttribute, setText, setVar } from '../element';
import type { LaneModel, LaneWindowModel } from '../model/lanes';
import type { PageState } from '../pageState';
import { markdownTable } from '../textTable';
import { clockText, spanText } from '../timeText';
import { createLane, laneHeight, type LaneRow } from './timelineLane';
import { TimeWindow } from './timeWindow';
import type { Actions, View, ViewDefinition } from './view';

/** Who did what when: workloads, what they own under them, probes as ticks. A click goes to that moment. */
export const timelineView: ViewDefinition = {
  id: 'timeline', title: 'Timeline',
  mount: (host, actions) => new TimelineView(host, actions)
};

/** Rows above and below the visible ones that are drawn as well, so that scrolling shows no holes. */
const overscan = 6;

class TimelineView implements View {
  private readonly window = new TimeWindow();
  private readonly collapsed = new Set<string>();
  private readonly axis = h('div', { class: 'axis', 'aria-hidden': 'true' });
  private readonly playhead = h('div', { class: 'playhead', 'aria-hidden': 'true' });
  private readonly rows = h('div', { class: 'lanes' });
  private readonly scroller = h('div', { class: 'lane-scroller', tabindex: '0', role: 'group', 'aria-label': 'Lanes. W and S zoom, A and D pan, arrow keys scroll', 'aria-describedby': 'sentence' }, h('div', { class: 'lane-space' }, this.rows));
  private readonly head = h('div', { class: 'axis-row' });
  private state: PageState | undefined;
  private data: LaneWindowModel | undefined;
  private asking = false;
  private askAgain = false;
  private shownRun: unknown;

  constructor(host: HTMLElement, private readonly actions: Actions) {
    const zoom = (label: string, sign: string, act: () => void): HTMLElement => h('button', { class: 'tool', type: 'button', title: label, 'aria-label': label, on: { click: () => { act(); this.moved(); } } }, sign);
    const tools = h('div', { class: 'zoom', role: 'group', 'aria-label': 'Zoom' }, zoom('Zoom out (S)', '−', () => this.window.zoom(1.5, 0.5)), zoom('Zoom in (W)', '+', () => this.window.zoom(1 / 1.5, 0.5)), zoom('Whole run (F)', '↔', () => this.window.fit()));
    this.head.append(tools, this.axis);
    const frame = h('div', { class: 'lane-frame' }, this.head, this.scroller, this.playhead);
    host.append(frame, legend());
    this.scroller.addEventListener('scroll', () => this.refresh(), { passive: true });
    this.scroller.addEventListener('keydown', event => this.key(event));
    frame.addEventListener('wheel', event => this.wheel(event), { passive: false });
    this.rows.addEventListener('click', event => this.click(event));
    this.axis.addEventListener('click', event => this.seekAt(event.clientX));
    new ResizeObserver(() => this.moved()).observe(frame);
  }

  update(state: PageState): void {
    this.state = state;
    if (state.run !== this.shownRun) {
      this.shownRun = state.run;
      this.window.setEnd(state.run?.endMs ?? 0, settledEnd(state));
      this.moved();
    }
    this.placePlayhead();
    this.highlight();
  }

  text(): string {
    const rows = (this.data?.lanes ?? []).flatMap(lane => lane.segments.map((segment, index) => [index === 0 ? `${'  '.repeat(lane.depth)}${lane.label}` : '', clockText(segment.fromMs), clockText(segment.toMs), segment.label, index === 0 ? probeWords(lane) : '']));
    return markdownTable(['Lane', 'From', 'To', 'What', 'Probes'], rows);
  }

  private moved(): void {
    this.renderAxis();
    this.placePlayhead();
    this.refresh();
  }

  /** Asks for the lanes in view; while an answer is under way only remembers to ask again. */
  private refresh(): void {
    if (this.state?.run === undefined) return;
    if (this.asking) { this.askAgain = true; return; }
    this.asking = true;
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / laneHeight) - overscan), count = Math.ceil(this.scroller.clientHeight / laneHeight) + 2 * overscan;
    const { fromMs, toMs } = this.window;
    void this.actions.ask({ type: 'lanes', fromMs, toMs, pixels: Math.max(1, Math.round(this.axis.clientWidth)), first, count, collapsed: [...this.collapsed] }).then(result => {
      this.asking = false;
      if (result.ok) { this.data = result.answer.lanes; this.renderLanes(result.answer.lanes); }
      if (this.askAgain) { this.askAgain = false; this.refresh(); }
    });
  }

  private renderLanes(data: LaneWindowModel): void {
    const space = this.scroller.firstElementChild;
    if (space instanceof HTMLElement) setVar(space, 'height', `${data.total * laneHeight}px`);
    setVar(this.rows, 'top', `${data.first * laneHeight}px`);
    const width = this.axis.clientWidth;
    const focused = document.activeElement instanceof HTMLElement && this.rows.contains(document.activeElement) ? document.activeElement.dataset['key'] : undefined;
    this.rows.replaceChildren(...data.lanes.map(lane => createLane({ lane, window: this.window, width } satisfies LaneRow)));
    if (focused !== undefined) this.rows.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    this.highlight();
  }

  private highlight(): void {
    for (const row of this.rows.children) {
      if (!(row instanceof HTMLElement)) continue;
      row.classList.toggle('selected', row.dataset['uid'] !== undefined && row.dataset['uid'] === this.state?.selected);
      row.classList.toggle('lit', row.dataset['origin'] !== undefined && (this.state?.lit.has(Number(row.dataset['origin'])) ?? false));
    }
  }

  private renderAxis(): void {
    const width = this.axis.clientWidth;
    this.axis.replaceChildren(...this.window.ticks(Math.max(2, Math.floor(width / 64))).map(atMs => {
      const tick = h('span', { class: 'axis-tick' }, spanText(atMs));
      tick.style.setProperty('left', `${(this.window.position(atMs) * width).toFixed(1)}px`);
      return tick;
    }));
  }

  private placePlayhead(): void {
    const atMs = this.state?.moment?.atMs ?? 0, position = this.window.position(atMs);
    // Outside of what is shown it waits at the edge, telling its time.
    setAttribute(this.playhead, 'data-beyond', position < 0 ? 'left' : position > 1 ? 'right' : undefined);
    const room = 24 / Math.max(1, this.axis.clientWidth);
    setAttribute(this.playhead, 'data-edge', position < room ? 'left' : position > 1 - room ? 'right' : undefined);
    setVar(this.playhead, 'left', `${(this.axis.offsetLeft + Math.min(1, Math.max(0, position)) * this.axis.clientWidth).toFixed(1)}px`);
    setAttribute(this.playhead, 'data-time', clockText(atMs));
  }

  private click(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : undefined;
    const label = target?.closest<HTMLElement>('.lane-label');
    const row = target?.closest<HTMLElement>('.lane');
    if (label !== null && label !== undefined && row !== null && row !== undefined) {
      this.labelClicked(label, row);
      return;
    }
    this.seekAt(event.clientX);
  }

  private labelClicked(label: HTMLElement, row: HTMLElement): void {
    const key = label.dataset['key'] ?? '';
    if (label.hasAttribute('aria-expanded')) {
      if (!this.collapsed.delete(key)) this.collapsed.add(key);
      this.refresh();
    }
    const { uid, origin } = row.dataset;
    if (uid !== undefined) this.actions.select(uid, { reveal: true });
    else if (origin !== undefined) this.actions.reveal(Number(origin));
  }

  private seekAt(clientX: number): void {
    const box = this.axis.getBoundingClientRect();
    this.actions.seekTime(Math.max(0, this.window.timeAt((clientX - box.left) / Math.max(1, box.width))));
  }

  private wheel(event: WheelEvent): void {
    const box = this.axis.getBoundingClientRect();
    const overAxis = event.target instanceof Node && this.head.contains(event.target);
    if (event.ctrlKey || event.metaKey || overAxis) this.window.zoom(Math.exp(Math.sign(event.deltaY) * Math.min(0.4, Math.abs(event.deltaY) / 300)), (event.clientX - box.left) / Math.max(1, box.width));
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) this.window.pan((event.deltaX || event.deltaY) / Math.max(1, box.width));
    else return;
    event.preventDefault();
    this.moved();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = Math.min(1, Math.max(0, this.window.position(this.state?.moment?.atMs ?? 0)));
    switch (event.key.toLowerCase()) {
      case 'w': this.window.zoom(1 / 1.5, at); break;
      case 's': this.window.zoom(1.5, at); break;
      case 'a': this.window.pan(-0.15); break;
      case 'd': this.window.pan(0.15); break;
      case 'f': this.window.fit(); break;
      default: return;
    }
    event.preventDefault();
    event.stopPropagation();
    this.moved();
  }
}

/** The time until which something other than the daily round of probes happens: the first look at a run shows that much. */
function settledEnd(state: PageState): number {
  const last = state.run?.marks.at(-1)?.atMs ?? 0;
  return last * 1.25 + 5000;
}

function probeWords(lane: LaneModel): string {
  const failed = lane.ticks.filter(tick => !tick.ok).length;
  return lane.ticks.length === 0 ? '' : `${lane.ticks.length} seen, ${failed} failed`;
}

function legend(): HTMLElement {
  const probe = (kind: string, word: string): HTMLElement => h('span', {}, h('span', { class: `probe-key ${kind}` }), ` ${word}`);
  const element = h('p', { class: 'legend' }, probe('startup', 'startup'), probe('liveness', 'liveness'), probe('readiness', 'readiness'), h('span', { class: 'faint' }, 'filled passes, hollow fails'),
    h('span', {}, h('span', { class: 'probe-key hatch' }), ' back-off'), h('span', {}, h('span', { class: 'probe-key wedge' }), ' terminating'));
  setText(element.appendChild(h('span', { class: 'faint' })), 'Click to go there. Ctrl+wheel or W S zooms, A D pans.');
  return element;
}
