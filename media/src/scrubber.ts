import type { Controller } from './controller';
import { h, keyed, setAttribute, setText, setVar } from './element';
import { icon, type IconName } from './icons';
import type { MarkModel } from './model/run';
import type { PageState } from './pageState';
import { TimeScale } from './timeScale';
import { clockText, spanText } from './timeText';

const speeds = [1, 10, 60, 600];

/** Under all views: play and steps, the time and what happened, the slider with its marks. */
export class Scrubber {
  private readonly time = h('output', { class: 'time', id: 'time', 'aria-label': 'Simulated time' });
  private readonly sentence = h('span', { class: 'sentence', id: 'sentence' });
  private readonly playButton = this.button('play', 'Play', () => this.controller.togglePlay());
  private readonly speed = h('select', { class: 'select', id: 'speed', 'aria-label': 'Speed', title: 'Simulated seconds a second', on: { change: () => this.controller.setSpeed(Number(this.speed.value)) } },
    ...speeds.map(speed => h('option', { value: String(speed) }, `${speed}×`)));
  private readonly more = h('button', { class: 'link more', type: 'button', id: 'extend', on: { click: () => { void this.controller.extend(); } } }, '+10 min');
  private readonly marks = h('div', { class: 'marks', 'aria-hidden': 'true' });
  private readonly ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' });
  private readonly thumb = h('div', { class: 'thumb' });
  private readonly slider = h('div', { class: 'slider', id: 'scrubber', role: 'slider', tabindex: '0', 'aria-label': 'Moment of the simulation', 'aria-orientation': 'horizontal', 'aria-valuemin': '0' },
    h('div', { class: 'rail' }, h('div', { class: 'fill' })), this.marks, this.thumb);
  readonly element = h('footer', { class: 'scrub', 'aria-label': 'Time' },
    h('div', { class: 'scrub-row' },
      h('div', { class: 'transport', role: 'group', 'aria-label': 'Playback' },
        this.button('start', 'To the start (Home)', () => this.controller.seek(0)), this.button('stepBack', 'Step back (,)', () => this.controller.step(-1)), this.playButton,
        this.button('step', 'Step (.)', () => this.controller.step(1)), this.button('failure', 'Next failure (n)', () => this.controller.stepMark(1, 'bad'))),
      this.time, this.sentence, this.speed),
    h('div', { class: 'track' }, this.slider, this.ticks, this.more));
  private scale = new TimeScale(1);
  private last: PageState | undefined;
  private shownMarks: readonly MarkModel[] | undefined;
  private shownWidth = 0;
  /** Known from an observer: asking for it in an update would lay the page out twice. */
  private width = 0;

  constructor(private readonly controller: Controller) {
    this.speed.value = '10';
    new ResizeObserver(() => {
      this.width = this.slider.clientWidth;
      if (this.last !== undefined) this.update(this.last);
    }).observe(this.slider);
    this.slider.addEventListener('keydown', event => this.key(event));
    this.slider.addEventListener('pointerdown', event => this.drag(event));
  }

  update(state: PageState): void {
    this.last = state;
    const { run, moment } = state;
    this.element.classList.toggle('idle', run === undefined);
    if (run === undefined || moment === undefined) return;
    const { width } = this;
    if (this.scale.endMs !== run.endMs || this.shownMarks !== run.marks || this.shownWidth !== width) {
      this.scale = new TimeScale(run.endMs);
      this.shownMarks = run.marks;
      this.shownWidth = width;
      this.renderTicks(width);
      this.renderMarks(run.marks, width);
    }
    const atMs = this.controller.player.timeMs ?? moment.atMs;
    setVar(this.slider, '--at', String(this.scale.position(atMs)));
    setText(this.time, clockText(atMs));
    setText(this.sentence, moment.sentence.text);
    setAttribute(this.sentence, 'title', `${moment.sentence.component === '' ? '' : `${moment.sentence.component}: `}${moment.sentence.text}`);
    setAttribute(this.slider, 'aria-valuemax', run.length);
    setAttribute(this.slider, 'aria-valuenow', moment.moment);
    setAttribute(this.slider, 'aria-valuetext', `${clockText(moment.atMs)}, event ${moment.moment} of ${run.length}: ${moment.sentence.text}`);
    this.more.hidden = run.end !== 'horizon';
    setAttribute(this.more, 'title', `Simulated until ${clockText(run.endMs)}; simulate ten minutes more`);
    this.renderPlay(state.playing);
    if (this.speed.value !== String(state.speed)) this.speed.value = String(state.speed);
  }

  private renderPlay(playing: boolean): void {
    const label = playing ? 'Pause' : 'Play';
    if (this.playButton.getAttribute('aria-label') === label) return;
    setAttribute(this.playButton, 'aria-label', label);
    setAttribute(this.playButton, 'title', `${label} (Space)`);
    this.playButton.replaceChildren(icon(playing ? 'pause' : 'play'));
  }

  private renderTicks(width: number): void {
    keyed(this.ticks, this.scale.ticks(Math.min(0.5, 46 / Math.max(1, width))), {
      key: String, create: atMs => h('span', { class: 'tick' }, spanText(atMs)), update: (element, atMs) => setVar(element, '--at', String(this.scale.position(atMs)))
    });
  }

  /** Marks that would lie upon each other become one: the worst of them is seen. */
  private renderMarks(marks: readonly MarkModel[], width: number): void {
    const rank = { bad: 3, warning: 2, good: 1, neutral: 0 };
    const groups: { at: number; mark: MarkModel; labels: string[] }[] = [];
    for (const mark of marks) {
      const at = this.scale.position(mark.atMs), last = groups.at(-1);
      const label = `${clockText(mark.atMs)} ${mark.label}`;
      if (last === undefined || (at - last.at) * width > 9) { groups.push({ at, mark, labels: [label] }); continue; }
      last.labels.push(label);
      if (rank[mark.tone] > rank[last.mark.tone]) last.mark = mark;
    }
    keyed(this.marks, groups, {
      key: group => `${group.mark.moment} ${group.mark.label}`,
      create: () => h('div', { class: 'mark' }),
      update: (element, group) => {
        setAttribute(element, 'class', `mark mark-${group.mark.tone}`);
        setAttribute(element, 'title', group.labels.slice(0, 8).join('\n'));
        setAttribute(element, 'data-moment', group.mark.moment);
        setVar(element, '--at', String(group.at));
      }
    });
  }

  private key(event: KeyboardEvent): void {
    const actions: Readonly<Record<string, () => void>> = {
      ArrowRight: () => this.controller.step(1), ArrowUp: () => this.controller.step(1), ArrowLeft: () => this.controller.step(-1), ArrowDown: () => this.controller.step(-1),
      PageUp: () => this.controller.stepMark(1), PageDown: () => this.controller.stepMark(-1),
      Home: () => this.controller.seek(0), End: () => this.controller.seek(Number.MAX_SAFE_INTEGER)
    };
    const act = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  private drag(event: PointerEvent): void {
    if (event.button !== 0) return;
    const mark = event.target instanceof HTMLElement ? event.target.dataset['moment'] : undefined;
    if (mark !== undefined) { this.controller.seek(Number(mark)); return; }
    const box = this.slider.getBoundingClientRect();
    const move = (at: PointerEvent): void => this.controller.seekTime(this.scale.timeAt((at.clientX - box.left) / box.width));
    const stop = (): void => { this.slider.removeEventListener('pointermove', move); };
    this.slider.setPointerCapture(event.pointerId);
    this.slider.addEventListener('pointermove', move);
    this.slider.addEventListener('pointerup', stop, { once: true });
    this.slider.addEventListener('pointercancel', stop, { once: true });
    move(event);
  }

  private button(name: IconName, label: string, act: () => void): HTMLButtonElement {
    return h('button', { class: 'tool', type: 'button', title: label, 'aria-label': label.replace(/ \(.*\)$/, ''), on: { click: act } }, icon(name));
  }
}
