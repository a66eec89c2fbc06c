import type { Pod } from '../../../generated/types';
import { own } from '../../core/json';

/** Indexes from `first` to `last`. */
export interface Interval { readonly first: number; readonly last: number }

/** Intervals in order that neither touch nor overlap: the indexes of a status, compressed (pkg/controller/job/indexed_job_utils.go, v1.36). */
export type Intervals = readonly Interval[];

/** Reads `1,3-5,7`; what is corrupt is left out, and what is not below `completions` too. */
export function parseIndexes(text: string | undefined, completions: number): Intervals {
  const result: Interval[] = [];
  for (const part of (text ?? '') === '' ? [] : (text ?? '').split(',')) {
    const [from = '', to] = part.split('-');
    if (!/^\d+$/.test(from) || (to !== undefined && !/^\d+$/.test(to))) continue;
    const first = Number(from);
    if (first >= completions) break;
    const last = Math.min(to === undefined ? first : Number(to), completions - 1);
    const before = result.at(-1);
    if (before?.last === first - 1) result[result.length - 1] = { first: before.first, last };
    else result.push({ first, last });
  }
  return result;
}

/** `1,3-5,7`; two neighbours are written `0,1`. */
export function indexesText(intervals: Intervals): string {
  return intervals.map(({ first, last }) => last === first ? String(first) : `${first}${last === first + 1 ? ',' : '-'}${last}`).join(',');
}

export function mergeIndexes(a: Intervals, b: Intervals): Intervals {
  const result: Interval[] = [];
  for (const interval of [...a, ...b].sort((left, right) => left.first - right.first)) {
    const before = result.at(-1);
    if (before === undefined || interval.first > before.last + 1) result.push(interval);
    else if (before.last < interval.last) result[result.length - 1] = { first: before.first, last: interval.last };
  }
  return result;
}

export function withIndexes(intervals: Intervals, indexes: Iterable<number>): Intervals {
  return mergeIndexes(intervals, [...indexes].map(index => ({ first: index, last: index })));
}

export function countIndexes(intervals: Intervals): number {
  return intervals.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

export function hasIndex(intervals: Intervals, index: number): boolean {
  return intervals.some(({ first, last }) => first <= index && index <= last);
}

/** How many indexes are in both. */
export function countCommon(a: Intervals, b: Intervals): number {
  return a.reduce((sum, left) => sum + b.reduce((common, right) => common + Math.max(0, Math.min(left.last, right.last) - Math.max(left.first, right.first) + 1), 0), 0);
}

/** The first `count` indexes below `completions` that are not taken. */
export function freeIndexes(taken: Intervals, count: number, completions: number): number[] {
  const result: number[] = [];
  let candidate = 0;
  for (const { first, last } of [...taken, { first: completions, last: completions }]) {
    for (; candidate < first && candidate < completions && result.length < count; candidate++) result.push(candidate);
    candidate = Math.max(candidate, last + 1);
  }
  return result;
}

export const indexAnnotation = 'batch.kubernetes.io/job-completion-index';

/** The completion index of a pod; undefined for a pod without a proper one. */
export function indexOf(pod: Pod): number | undefined {
  const text = own(pod.metadata?.annotations ?? {}, indexAnnotation);
  return typeof text === 'string' && /^\+?\d+$/.test(text) ? Number(text) : undefined;
}
