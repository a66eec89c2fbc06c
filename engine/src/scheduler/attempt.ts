/** Why a node was not chosen: the plugin's status, as `framework.Status` (pkg/scheduler/framework, v1.36). */
export type StatusCode = 'Success' | 'Error' | 'Unschedulable' | 'UnschedulableAndUnresolvable' | 'Wait' | 'Skip' | 'Pending';

/** One node in one attempt. A node that fits carries scores; one that does not, the first plugin that refused it. */
export type NodeOutcome =
  | { readonly fits: true; readonly scores: Readonly<Record<string, number>>; readonly total: number }
  | { readonly fits: false; readonly code: StatusCode; readonly plugin: string; readonly reasons: readonly string[] };

/**
 * One pass of one pod through the scheduler, whole: what the panel, the editor and the command line show.
 * `scores` are after normalizing and weighting, by plugin name. `best` is the set of nodes with the highest total, sorted.
 */
export interface SchedulingAttempt {
  readonly pod: { readonly namespace: string; readonly name: string; readonly uid: string };
  readonly atMs: number;
  readonly attempt: number;
  readonly gated?: boolean;
  /** Chosen node; undefined when the pod stays Pending. */
  readonly node?: string;
  readonly best: readonly string[];
  readonly preFilter?: { readonly plugin: string; readonly message: string };
  readonly nodes: Readonly<Record<string, NodeOutcome>>;
  /** What holds for all nodes that are missing in `nodes`, because a preFilter left them out. */
  readonly otherNodes?: { readonly code: StatusCode; readonly plugin: string; readonly reasons: readonly string[] };
  /** The text of the FailedScheduling event, word for word; undefined when the pod was placed. */
  readonly message?: string;
  readonly nominatedNode?: string;
  readonly victims?: readonly string[];
}
