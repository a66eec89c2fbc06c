import type { AttemptModel } from './model/attempt';
import type { MomentModel, PodModel } from './model/moment';
import type { RunModel } from './model/run';
import type { ViewId } from './protocol';

/** All that the page shows, as one value. Parts are replaced, never changed, so that a view can tell by identity what is new. */
export interface PageState {
  readonly title: string;
  readonly view: ViewId;
  readonly run: RunModel | undefined;
  readonly moment: MomentModel | undefined;
  /** Why what is shown is older than the text; the pictures are greyed. */
  readonly stale: string | undefined;
  /** Something to know that does not make the pictures wrong. */
  readonly notice: string | undefined;
  /** Uid of the selected pod. */
  readonly selected: string | undefined;
  /** The attempt of the selected pod, when it has one. */
  readonly attempt: AttemptModel | undefined;
  /** Indexes of the run's documents on which the editor's cursor stands. */
  readonly lit: ReadonlySet<number>;
  /** `namespace/name` of the pods that another text has changed. */
  readonly changed: ReadonlySet<string>;
  readonly playing: boolean;
  /** Virtual seconds a second. */
  readonly speed: number;
}

export const firstState: PageState = {
  title: '', view: 'map', run: undefined, moment: undefined, stale: undefined, notice: undefined, selected: undefined, attempt: undefined,
  lit: new Set(), changed: new Set(), playing: false, speed: 10
};

/** Holds the state and tells its one listener of changes, once a frame at most. */
export class Store {
  private current: PageState = firstState;
  private scheduled = false;

  constructor(private readonly render: (state: PageState) => void) {}

  get state(): PageState { return this.current; }

  set(patch: Partial<PageState>): void {
    this.current = { ...this.current, ...patch };
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => this.flush());
  }

  /** Renders now instead of with the next frame: a hidden panel gets no frames. */
  flush(): void {
    this.scheduled = false;
    this.render(this.current);
  }
}

export function podByUid(state: PageState, uid: string | undefined): PodModel | undefined {
  return uid === undefined ? undefined : state.moment?.pods.find(pod => pod.uid === uid);
}

/** Pods without a node, in order of namespace and name. */
export function pendingPods(state: PageState): readonly PodModel[] {
  return state.moment?.pods.filter(pod => pod.state === 'pending') ?? [];
}
