import { compareText } from '../core/order';
import type { Status } from './status';

/** What a FailedScheduling message is made of. */
export interface Diagnosis {
  readonly nodeCount: number;
  /** The message of a refusing preFilter; then nothing is said of single nodes. */
  readonly preFilterMessage?: string;
  /** Refusals and for how many nodes each. */
  readonly rejections: Iterable<readonly [status: Status, count: number]>;
  readonly postFilterMessage?: string;
}

/** `0/N nodes are available: …`, word for word as FitError.Error (pkg/scheduler/framework/types.go, v1.36). */
export function fitErrorMessage(diagnosis: Diagnosis): string {
  let message = `0/${diagnosis.nodeCount} nodes are available:`;
  if (diagnosis.preFilterMessage !== undefined && diagnosis.preFilterMessage !== '') message += ` ${diagnosis.preFilterMessage}.`;
  else {
    const histogram = reasonHistogram(diagnosis.rejections);
    if (histogram.length > 0) message += ` ${histogram.join(', ')}.`;
  }
  if (diagnosis.postFilterMessage !== undefined && diagnosis.postFilterMessage !== '') message += ` ${diagnosis.postFilterMessage}`;
  return message;
}

/** `COUNT reason`, sorted as text, as upstream sorts it. */
function reasonHistogram(rejections: Iterable<readonly [status: Status, count: number]>): string[] {
  const counts = new Map<string, number>();
  for (const [status, count] of rejections) for (const reason of status.reasons) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts].map(([reason, count]) => `${count} ${reason}`).sort(compareText);
}
