import type { Entry } from '../../../engine/src/index';
import type { EntryModel } from '../../src/model/tables';
import { entrySentence } from './sentence';

/** A line of the log. Entry n leads to moment n + 1. */
export function entryModel(entry: Entry, moment: number): EntryModel {
  return { moment, atMs: entry.atMs, ...entrySentence(entry), ...(entry.cause === undefined ? {} : { cause: entry.cause }) };
}

/** Whether a line holds all the words of a filter, in any order and case. */
export function matchesFilter(entry: EntryModel, filter: string): boolean {
  const line = `${entry.component} ${entry.reason ?? ''} ${entry.text} ${entry.about ?? ''}`.toLowerCase();
  return filter.toLowerCase().split(/\s+/).every(word => line.includes(word));
}
