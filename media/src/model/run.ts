import { count, list, literal, number, object, optional, text, type Guarded } from '../guard';

/** How the API server answered one document. `start` and `end` are offsets into the file's text, `line` counts from 1. */
export const documentModel = object({
  file: text, document: count, kind: text, namespace: text, name: text,
  result: literal('created', 'configured', 'refused', 'skipped'),
  error: optional(text), warnings: list(text),
  start: count, end: count, line: count
});
export type DocumentModel = Guarded<typeof documentModel>;

/** How good or bad something is; never told by colour alone. */
export const tone = literal('good', 'bad', 'warning', 'neutral');
export type Tone = Guarded<typeof tone>;

/** A moment worth going to: drawn on the scrubber, a stop of 'next failure' and of the page keys. */
export const markModel = object({ moment: count, atMs: number, tone, label: text });
export type MarkModel = Guarded<typeof markModel>;

/** What became of one workload at the end of the run. `origin` is its index in `documents`. */
export const verdictModel = object({
  origin: count, kind: text, namespace: text, name: text, desired: count, ready: count, readyAtMs: optional(number),
  pending: list(object({ pod: text, message: text })),
  failing: list(object({ pod: text, reason: text, message: text }))
});
export type VerdictModel = Guarded<typeof verdictModel>;

/** A whole run, as far as it has been simulated: all that does not depend on the moment shown. */
export const runModel = object({
  seed: count,
  /** One line: `3 workers · 2 zones`. */
  cluster: text,
  files: list(text),
  documents: list(documentModel),
  /** Number of entries, so the last moment. */
  length: count,
  /** Virtual time of the last moment. */
  endMs: number,
  /** Why the simulation stopped where it did. */
  end: literal('settled', 'horizon', 'running'),
  marks: list(markModel),
  verdicts: list(verdictModel)
});
export type RunModel = Guarded<typeof runModel>;
