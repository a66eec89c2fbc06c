import type { TraceEvent } from '../../../engine/src/index';
import type { TickModel } from '../../src/model/lanes';
import { at, numberAt, textAt } from '../read';

/** The answer of a probe in the log of the kubelet, if that is what the line tells; the threshold count stands on failures. */
export function probeTick(event: TraceEvent, atMs: number): { readonly container: string; readonly tick: TickModel } | undefined {
  const probe = textAt(event.data, 'probe'), ok = at(event.data, 'ok');
  if ((probe !== 'startup' && probe !== 'liveness' && probe !== 'readiness') || typeof ok !== 'boolean') return undefined;
  const count = numberAt(event.data, 'count'), threshold = numberAt(event.data, 'threshold');
  const run = count === undefined || threshold === undefined || (ok && threshold === 1) ? {} : { run: `${count}/${threshold}` };
  return { container: textAt(event.data, 'container'), tick: { atMs, probe, ok, ...run, ...(event.message === '' ? {} : { detail: event.message }) } };
}
