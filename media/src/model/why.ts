import { count, list, object, optional, text, type Guarded } from '../guard';

/** Something that keeps the pod from these nodes (from all, where none is named). */
export const blockerModel = object({ plugin: text, reason: text, nodes: list(text) });
export type BlockerModel = Guarded<typeof blockerModel>;

/** A replacement in a file that was run. `replaced` and `length` (of the whole text) tell whether it is still that text. */
export const textChangeModel = object({ file: text, start: count, end: count, text, replaced: text, length: count });
export type TextChangeModel = Guarded<typeof textChangeModel>;

/** A change that is proved to help; without `change` it cannot be written into the files of the run. */
export const fixModel = object({ title: text, node: optional(text), change: optional(textChangeModel) });
export type FixModel = Guarded<typeof fixModel>;

/** What stands in a waiting pod's way beyond what the scheduler says, and what would help. */
export const whyModel = object({ blockers: list(blockerModel), fixes: list(fixModel), capacity: text });
export type WhyModel = Guarded<typeof whyModel>;
