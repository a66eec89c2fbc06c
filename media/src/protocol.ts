/**
 * What is said between the extension host, the page and the worker. Each side checks what it receives and refuses what has
 * another shape: a message is input like any other.
 */
import { count, list, literal, number, object, optional, text, union, type Guarded } from './guard';
import { attemptModel } from './model/attempt';
import { laneWindowModel } from './model/lanes';
import { momentModel } from './model/moment';
import { runModel } from './model/run';
import { entryWindowModel, objectTableModel } from './model/tables';
import { textChangeModel, whyModel } from './model/why';

/** A manifest's text under the name that the page shows; `file` names it on the way back to the host. */
export const sourceFile = object({ file: text, label: text, text });
export type SourceFile = Guarded<typeof sourceFile>;

/** All that a run depends on: the same request gives the same run. */
export const runRequest = object({ files: list(sourceFile), cluster: list(sourceFile), seed: count, untilMs: number, minor: count });
export type RunRequest = Guarded<typeof runRequest>;

export const viewId = literal('map', 'why', 'timeline', 'events', 'objects');
export type ViewId = Guarded<typeof viewId>;

/** Where in a run: the time counts, and among the moments of that time the number. */
export const momentPlace = object({ moment: count, atMs: number });
export type MomentPlace = Guarded<typeof momentPlace>;

/** What survives a reload of the window: the run is simulated again and shown at the same moment. */
export const panelState = object({ files: list(text), title: text, seed: count, at: optional(momentPlace), view: optional(viewId), pod: optional(text) });
export type PanelState = Guarded<typeof panelState>;

const nothing = object({});

/** Host → page. */
export const hostMessage = union({
  /** (Re-)run these texts. Without `show` the page stays at the moment in which it is. */
  run: object({ title: text, request: runRequest, show: optional(object({ at: optional(momentPlace), view: optional(viewId), pod: optional(text), document: optional(object({ file: text, document: count })) })) }),
  /** The cursor stands here: its workload's pods light up. */
  cursor: object({ file: text, offset: count }),
  /** A palette command or key. */
  control: object({ action: literal('step', 'stepBack', 'play', 'start', 'end', 'nextFailure', 'openText') }),
  /** The files cannot be read any more; the last run stays, greyed. */
  unavailable: object({ message: text })
});
export type HostMessage = Guarded<typeof hostMessage>;

/** Page → host. */
export const pageMessage = union({
  /** The page listens. */
  ready: nothing,
  /** Show this stretch of a file in the editor. */
  reveal: object({ file: text, start: count, end: count }),
  /** Change a file of the run, unless its text has changed since. */
  apply: object({ change: textChangeModel }),
  /** Open a text in an editor of its own: the twin of a picture. */
  openText: object({ title: text, language: literal('markdown', 'plaintext', 'yaml'), text }),
  /** Remember this for a reload. */
  state: object({ state: panelState }),
  /** How the run ended, for the status bar and the log. */
  outcome: object({ sentence: text, tone: literal('good', 'bad', 'warning', 'neutral'), tookMs: number }),
  /** A line for the output channel. */
  log: object({ level: literal('info', 'warn', 'error'), message: text })
});
export type PageMessage = Guarded<typeof pageMessage>;

/** What the page asks of the worker. Moments and times outside the run are taken for its nearest end. */
const ask = union({
  run: object({ request: runRequest }),
  /** Simulate on from the end. */
  extend: object({ untilMs: number }),
  seek: object({ moment: count }),
  seekTime: object({ atMs: number }),
  /** The pod's last attempt at or before the moment shown. */
  attempt: object({ uid: text }),
  /** What keeps the pod from each node at the moment shown, and what would help. */
  why: object({ uid: text }),
  /** `pixels` is the width of the window on the screen: what is closer than one is left out. */
  lanes: object({ fromMs: number, toMs: number, pixels: count, first: count, count, collapsed: list(text) }),
  entries: object({ first: count, count, filter: text }),
  objects: object({ resource: text }),
  /** One object as YAML. */
  yaml: object({ resource: text, namespace: text, name: text })
});
export type Ask = Guarded<typeof ask>;

/** What the worker answers, by the type of what was asked. */
export const answers = {
  run: object({ run: runModel, moment: momentModel, problem: optional(object({ file: text, line: count, message: text })) }),
  extend: object({ run: runModel, moment: momentModel }),
  seek: object({ moment: momentModel }),
  seekTime: object({ moment: momentModel }),
  attempt: object({ attempt: optional(attemptModel) }),
  why: object({ why: optional(whyModel) }),
  lanes: object({ lanes: laneWindowModel }),
  entries: object({ entries: entryWindowModel }),
  objects: object({ objects: objectTableModel }),
  yaml: object({ text })
} as const;
export type Answer<T extends Ask['type']> = Guarded<(typeof answers)[T]>;

/** Page → worker. */
export const workerRequest = object({ id: count, ask });
export type WorkerRequest = Guarded<typeof workerRequest>;

/**
 * Worker → page: first `started`, then one `answer` or `failed` for each request. The shape of `answer` depends on what was
 * asked and is checked by whoever asked. `unparsable`: the text cannot be read; the run before it stays as it was.
 */
export const workerMessage = union({
  started: nothing,
  answer: object({ id: count }),
  failed: object({ id: count, code: literal('noRun', 'unparsable', 'internal'), message: text })
});
export type WorkerMessage = Guarded<typeof workerMessage>;
