import { counted } from './amountText';
import type { MomentModel, PodState } from './model/moment';
import type { RunModel, Tone } from './model/run';
import { durationWords } from './timeText';

/** How many pods are in each state. */
export function podCounts(moment: MomentModel): Readonly<Record<PodState, number>> {
  const counts: Record<PodState, number> = { ready: 0, starting: 0, failing: 0, pending: 0, terminating: 0, succeeded: 0 };
  for (const pod of moment.pods) counts[pod.state]++;
  return counts;
}

/** The run in one line: `5/6 ready · 1 Pending`, for the status bar. */
export function outcomeOf(run: RunModel, moment: MomentModel): { readonly sentence: string; readonly tone: Tone } {
  const refused = run.documents.filter(document => document.result === 'refused').length;
  const desired = run.verdicts.reduce((sum, verdict) => sum + verdict.desired, 0), ready = run.verdicts.reduce((sum, verdict) => sum + verdict.ready, 0);
  const pending = run.verdicts.reduce((sum, verdict) => sum + verdict.pending.length, 0), failing = run.verdicts.reduce((sum, verdict) => sum + verdict.failing.length, 0);
  const lastReadyMs = Math.max(0, ...run.verdicts.map(verdict => verdict.readyAtMs ?? 0));
  const parts = [
    desired > 0 ? `${ready}/${desired} ready${ready >= desired && lastReadyMs > 0 ? ` after ${durationWords(lastReadyMs)}` : ''}` : counted(moment.pods.length, 'pod'),
    pending > 0 ? `${pending} Pending` : '', failing > 0 ? `${failing} failing` : '', refused > 0 ? `${refused} refused` : ''
  ].filter(part => part !== '');
  const tone: Tone = refused > 0 || pending > 0 || failing > 0 ? 'bad' : ready < desired ? 'warning' : 'good';
  return { sentence: parts.join(' · '), tone };
}
