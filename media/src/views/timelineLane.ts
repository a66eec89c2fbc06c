import { h, s } from '../element';
import { icon } from '../icons';
import type { LaneModel, PinModel, SegmentModel, TickModel } from '../model/lanes';
import { clockText, durationWords } from '../timeText';
import type { TimeWindow } from './timeWindow';

/** Height of a lane in CSS pixels; the style sheet says the same. */
export const laneHeight = 28;
const barTop = 3, barHeight = 13, tickLine = 21;
/** A letter's width on average: labels stand only where they fit. */
const letter = 5.9;

export interface LaneRow { readonly lane: LaneModel; readonly window: TimeWindow; readonly width: number }

/** One lane: its name as a button, its life as a picture. */
export function createLane({ lane, window, width }: LaneRow): HTMLElement {
  const x = (atMs: number): number => window.position(atMs) * width;
  const label = h('button', {
    class: `lane-label depth-${Math.min(lane.depth, 4)}`, type: 'button', 'data-key': lane.key, title: `${lane.kind} ${lane.label}`, tabindex: '-1',
    'aria-expanded': lane.children ? String(!lane.collapsed) : undefined
  }, lane.children ? icon('chevron') : undefined, h('span', { class: 'lane-name' }, lane.label));
  const picture = s('svg', { class: 'lane-picture', width: Math.max(1, width), height: laneHeight, role: 'img', 'aria-label': laneWords(lane) },
    ...lane.segments.flatMap(segment => drawSegment(segment, x, width)), ...lane.ticks.map(tick => drawTick(tick, x(tick.atMs))), ...runLabels(lane.ticks, x), ...lane.pins.map(pin => drawPin(pin, x(pin.atMs))));
  return h('div', { class: `lane kind-${lane.kind.toLowerCase()} depth-${Math.min(lane.depth, 4)}`, 'data-uid': lane.uid, 'data-origin': lane.origin }, label, picture);
}

function drawSegment(segment: SegmentModel, x: (atMs: number) => number, width: number): SVGElement[] {
  const from = Math.max(-2, x(segment.fromMs)), to = Math.min(width + 2, x(segment.toMs)), length = Math.max(to - from, 1.5);
  const title = s('title', {}, `${segment.label} · ${clockText(segment.fromMs)} – ${clockText(segment.toMs)} (${durationWords(segment.toMs - segment.fromMs)})${segment.detail === undefined ? '' : `\n${segment.detail}`}`);
  const shape = segment.phase === 'terminating'
    ? s('path', { d: `M${from} ${barTop}h${length}v${barHeight}z`, class: 'segment-shape terminating' }, title)
    : s('rect', { x: from, y: barTop, width: length, height: barHeight, rx: 2, class: `segment-shape ${segment.phase}` }, title);
  const hatch = segment.phase === 'backOff' ? hatching(from, length) : [];
  const text = fittingText(segment, Math.floor((length - 8) / letter));
  if (text === '') return [shape, ...hatch];
  const plate = hatch.length > 0 ? [s('rect', { x: from + 2, y: barTop + 1.5, width: text.length * letter + 5, height: barHeight - 3, rx: 2, class: 'plate' })] : [];
  const left = segment.phase === 'terminating' ? Math.max(from + 4, from + length - text.length * letter - 4) : from + 4;
  return [shape, ...hatch, ...plate, s('text', { x: left, y: barTop + 10, class: 'segment-text', 'aria-hidden': 'true' }, text)];
}

/** The label as far as there is room; of a back-off at least how long it is. */
function fittingText({ label, phase }: SegmentModel, letters: number): string {
  if (label.length <= letters) return label;
  const delay = phase === 'backOff' ? label.split(' ').at(-1) ?? '' : '';
  if (delay !== label && delay !== '' && delay.length <= letters) return delay;
  return letters < 5 ? '' : `${label.slice(0, letters - 1)}…`;
}

/** Diagonal lines: drawn one by one, for a pattern would need an id in every lane. */
function hatching(from: number, length: number): SVGElement[] {
  let d = '';
  for (let at = 0; at < length; at += 6) {
    const rise = Math.min(barHeight, length - at);
    d += `M${from + at} ${barTop + barHeight}l${rise} ${-rise}`;
  }
  return [s('path', { d, class: 'hatching' })];
}

/** ▲ startup, ● liveness, ■ readiness; filled when it passed. */
function drawTick(tick: TickModel, x: number): SVGElement {
  const title = s('title', {}, `${clockText(tick.atMs)} ${tick.probe} probe ${tick.ok ? 'passed' : 'failed'}${tick.run === undefined ? '' : ` (${tick.run})`}${tick.detail === undefined ? '' : `\n${tick.detail}`}`);
  const props = { class: `probe ${tick.probe} ${tick.ok ? 'passed' : 'failed'}` };
  switch (tick.probe) {
    case 'startup': return s('path', { ...props, d: `M${x} ${tickLine - 3.4}l3.6 6.2h-7.2z` }, title);
    case 'liveness': return s('circle', { ...props, cx: x, cy: tickLine, r: 3 }, title);
    case 'readiness': return s('rect', { ...props, x: x - 2.7, y: tickLine - 2.7, width: 5.4, height: 5.4 }, title);
  }
}

/** How near a failing probe is to its threshold, where there is room beside the tick. */
function runLabels(ticks: readonly TickModel[], x: (atMs: number) => number): SVGElement[] {
  return ticks.flatMap((tick, index) => {
    if (tick.ok || tick.run === undefined) return [];
    const next = ticks.slice(index + 1).find(other => other.atMs > tick.atMs);
    if (next !== undefined && x(next.atMs) - x(tick.atMs) < 26) return [];
    return [s('text', { x: x(tick.atMs) + 5, y: tickLine + 3.5, class: 'run-text', 'aria-hidden': 'true' }, tick.run)];
  });
}

function drawPin(pin: PinModel, x: number): SVGElement {
  return s('path', { class: `pin ${pin.tone}`, d: `M${x} ${barTop - 2}v${barHeight + 4}` }, s('title', {}, `${clockText(pin.atMs)} ${pin.label}`));
}

function laneWords(lane: LaneModel): string {
  const phases = lane.segments.slice(0, 12).map(segment => `${segment.label} from ${clockText(segment.fromMs)}`).join(', ');
  const failed = lane.ticks.filter(tick => !tick.ok).length;
  return `${lane.kind} ${lane.label}: ${phases}${failed === 0 ? '' : `; ${failed} failed probes`}`;
}
