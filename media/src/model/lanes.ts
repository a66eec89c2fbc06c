import { count, flag, list, literal, number, object, optional, text, type Guarded } from '../guard';
import { tone } from './run';

/** How a stretch of a lane is drawn. */
export const phase = literal('pending', 'starting', 'ready', 'notReady', 'failing', 'backOff', 'terminating', 'done', 'progress');
export type Phase = Guarded<typeof phase>;

/** A stretch of time in which a lane's subject was in one phase. An open end is the end of the run. */
export const segmentModel = object({ fromMs: number, toMs: number, phase, label: text, detail: optional(text) });
export type SegmentModel = Guarded<typeof segmentModel>;

/** One answer of a probe: the shape tells which probe, filled or hollow whether it passed. `run` is the count towards the threshold: `2/3`. */
export const tickModel = object({ atMs: number, probe: literal('startup', 'liveness', 'readiness'), ok: flag, run: optional(text), detail: optional(text) });
export type TickModel = Guarded<typeof tickModel>;

/** A single moment in a lane that is neither phase nor probe: a kill, an out-of-memory, a scale. */
export const pinModel = object({ atMs: number, tone, label: text });
export type PinModel = Guarded<typeof pinModel>;

export const laneModel = object({
  key: text, label: text, kind: text, depth: count, children: flag, collapsed: flag,
  /** The uid of the pod that the lane belongs to. */
  uid: optional(text), origin: optional(count),
  segments: list(segmentModel), ticks: list(tickModel), pins: list(pinModel)
});
export type LaneModel = Guarded<typeof laneModel>;

/** The lanes `first` … of `total` visible ones, cut to a window of time. Ticks closer than a pixel are left out, failures last. */
export const laneWindowModel = object({ first: count, total: count, fromMs: number, toMs: number, lanes: list(laneModel) });
export type LaneWindowModel = Guarded<typeof laneWindowModel>;
