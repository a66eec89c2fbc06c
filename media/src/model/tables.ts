import { count, list, number, object, optional, text, type Guarded } from '../guard';
import { tone } from './run';

/** One line of the log: an entry and what it did. The moment is the one after it. */
export const entryModel = object({ moment: count, atMs: number, component: text, text, tone, about: optional(text), reason: optional(text), cause: optional(count) });
export type EntryModel = Guarded<typeof entryModel>;

/** The lines `first` … of `total`. */
export const entryWindowModel = object({ first: count, total: count, entries: list(entryModel) });
export type EntryWindowModel = Guarded<typeof entryWindowModel>;

/** One resource of the cluster with its objects as kubectl's table shows them. */
export const objectTableModel = object({
  resources: list(object({ resource: text, kind: text, count })),
  resource: text, columns: list(text),
  rows: list(object({ namespace: text, name: text, cells: list(text), tone }))
});
export type ObjectTableModel = Guarded<typeof objectTableModel>;
