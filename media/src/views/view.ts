import type { Ask, ViewId } from '../protocol';
import type { TextChangeModel } from '../model/why';
import type { PageState } from '../pageState';
import type { WorkerResult } from '../workerPort';

/** All that a view may do. */
export interface Actions {
  seek(moment: number): void;
  seekTime(atMs: number): void;
  /** Selects a pod (or nothing) and shows what it comes from in the editor when `reveal` says so. */
  select(uid: string | undefined, options?: { readonly reveal?: boolean }): void;
  show(view: ViewId): void;
  /** Shows a document of the files in the editor. */
  reveal(origin: number): void;
  /** Makes a change in a file of the run. */
  apply(change: TextChangeModel): void;
  openText(title: string, language: 'markdown' | 'yaml', text: string): void;
  ask<A extends Ask>(ask: A): Promise<WorkerResult<A['type']>>;
}

/** A mounted view. */
export interface View {
  /** Called when the state has changed and the view is shown. */
  update(state: PageState): void;
  /** The same picture as Markdown. */
  text(state: PageState): string;
}

/** One line of the registry. */
export interface ViewDefinition {
  readonly id: ViewId;
  readonly title: string;
  /** A number beside the title, told in words for those who do not see where it stands. */
  badge?(state: PageState): { readonly text: string; readonly words: string } | undefined;
  mount(host: HTMLElement, actions: Actions): View;
}
