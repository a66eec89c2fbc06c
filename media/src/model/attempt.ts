import { count, dictionary, flag, list, literal, number, object, optional, text, type Guarded } from '../guard';

/** What one filter plugin said of a row of nodes. */
export const cellModel = literal('pass', 'reject', 'unreached');
export type CellModel = Guarded<typeof cellModel>;

/** Nodes that fared alike. `cells` runs parallel to the attempt's `plugins`. */
export const attemptRowModel = object({
  nodes: list(text), zones: list(text), fits: flag,
  /** The plugin that refused these nodes and its words; empty for nodes that fit. */
  plugin: text, reasons: list(text),
  /** The numbers behind the reasons, where there are some: `cpu: wants 2, has 500m left`. */
  detail: text,
  /** Index in `fragments`, when the event text speaks of this row. */
  fragment: optional(count),
  cells: list(cellModel)
});
export type AttemptRowModel = Guarded<typeof attemptRowModel>;

/** A stretch of the event text that speaks of nodes refused for one reason. Offsets into `message`. */
export const fragmentModel = object({ start: count, end: count, reason: text });
export type FragmentModel = Guarded<typeof fragmentModel>;

/** One node and its points in the attempt: the sum and, by plugin, what it is made of. */
export const scoreModel = object({ node: text, total: number, scores: dictionary(number), chosen: flag });
export type ScoreModel = Guarded<typeof scoreModel>;

/** One pass of a pod through the scheduler. */
export const attemptModel = object({
  uid: text, namespace: text, pod: text, atMs: number, moment: count, attempt: count, attempts: count, firstAtMs: number,
  outcome: literal('placed', 'unschedulable', 'gated'),
  node: optional(text), message: optional(text),
  preFilter: optional(object({ plugin: text, message: text })),
  plugins: list(object({ name: text, label: text, asks: text })),
  rows: list(attemptRowModel), fragments: list(fragmentModel),
  /** The best first; at most fifty. */
  scores: list(scoreModel),
  ties: count, nominatedNode: optional(text), victims: list(text),
  /** The same said for a learner. */
  inWords: text,
  /** For each node that was refused, its index in `rows`. */
  refused: dictionary(count)
});
export type AttemptModel = Guarded<typeof attemptModel>;
