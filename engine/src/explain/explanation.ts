import type { FieldPath } from '../core/fieldPath';
import type { Json } from '../core/json';
import type { WorldView } from '../sim/timeline';
import type { Pod } from '../../generated/types';

/** Something that keeps the pod from where it could be, and the fields that say so. */
export interface Reason {
  /** The plugin that refuses; '' where it is none. */
  readonly plugin: string;
  readonly text: string;
  /** Nodes that it holds for, sorted; empty for all at once. */
  readonly nodes: readonly string[];
  /** Fields of the pod, from its root (`spec.nodeSelector`); for a pod of a workload the same under its template. */
  readonly fields: readonly FieldPath[];
  /** Fields of those nodes that have a part in it (`spec.taints`). */
  readonly nodeFields: readonly FieldPath[];
}

/** A change of one field; without a value the field goes. An index behind the end of a list adds to it; the root stands for a whole new object. */
export interface Edit {
  /** `Pod` means the template where a workload makes the pod. */
  readonly kind: string;
  readonly name: string;
  readonly path: FieldPath;
  readonly value?: Json;
}

/** A change that helps, proved by running again with it. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** The node that the pod would go to; undefined when the change makes the pod needless. */
  readonly node?: string;
}

/** The answer to a question about a pod: in one sentence, why, and what would help, the smallest change first. */
export interface Explanation {
  readonly summary: string;
  readonly because: readonly Reason[];
  readonly suggestions: readonly Fix[];
}

/** A question that can be asked of any pod: one file, and one line in `explanations.ts`. */
export interface Question {
  readonly name: string;
  /** Undefined when the question does not arise. */
  explain(view: WorldView, pod: Pod): Explanation | undefined;
}
