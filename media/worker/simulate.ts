import type { Timeline, WorkloadVerdict } from '../../engine/src/index';
import type { RunRequest } from '../src/protocol';
import type { DocumentModel } from '../src/model/run';
import type { WhyModel } from '../src/model/why';

/** A line of a file that cannot be read. */
export interface Problem { readonly file: string; readonly line: number; readonly message: string }

/** A run that has begun: the documents are applied, nothing has happened yet. */
export interface Simulated {
  readonly timeline: Timeline;
  /** In order of the files, then of the documents. */
  readonly documents: readonly DocumentModel[];
  /** One line about the cluster. */
  readonly cluster: string;
  /** The first document whose text is broken; the others run nevertheless. */
  readonly problem?: Problem;
  /** What has become of the workloads at the end of what has been simulated so far. */
  verdicts(): readonly WorkloadVerdict[];
  /** Why a pod waits at the moment shown, and what would help; undefined when it does not wait. */
  why?(uid: string): WhyModel | undefined;
}

/** The engine as the session sees it; tests put a scripted one in its place. */
export type Simulate = (request: RunRequest) => Simulated;
