import type { Change, Entry } from '../../../engine/src/index';
import type { SentenceModel } from '../../src/model/moment';
import type { Tone } from '../../src/model/run';
import { textAt } from '../read';
import { podState } from './podState';

/** What an entry did, in one sentence: its own words where it traced some, else its writes. */
export function entrySentence(entry: Entry): SentenceModel {
  const events = entry.changes.filter(change => change.key.resource === 'events');
  // Where a line of the log and an Event tell the same, the one that says more is kept: the Event of a placement, the line of a probe with its count.
  const spoken = events.filter(change => textAt(change.object, 'reason') !== 'Unhealthy' || entry.trace.length === 0).map(changeText);
  const lines = entry.trace.filter(event => event.message !== '' && (spoken.length === 0 || event.type !== 'schedulingAttempt')).map(event => event.message);
  const told = [...spoken, ...lines];
  const text = told.length > 0 ? shorten(told) : entry.changes.length > 0 ? shorten(entry.changes.map(changeText)) : plainText(entry.type);
  const about = (entry.trace.find(event => event.about !== undefined)?.about?.name ?? textAt(events[0]?.object, 'involvedObject', 'name')) || entry.changes[0]?.key.name;
  // `Started container app` says not of which pod.
  const named = about === undefined || text.includes(about) ? text : `${about}: ${text}`;
  const reason = textAt(events[0]?.object, 'reason');
  return { text: named, component: entry.component, tone: entryTone(entry), ...(about === undefined ? {} : { about }), ...(reason === '' ? {} : { reason }) };
}

function shorten(lines: readonly string[]): string {
  const [first = '', ...more] = lines;
  return more.length === 0 ? first : `${first} (+${more.length} more)`;
}

const verbs: Readonly<Record<Change['type'], string>> = { ADDED: 'created', MODIFIED: 'updated', DELETED: 'deleted' };

function changeText(change: Change): string {
  if (change.key.resource === 'events') return textAt(change.object, 'message') || textAt(change.object, 'note');
  return `${change.object.kind ?? change.key.resource}/${change.key.name} ${verbs[change.type]}`;
}

/** `syncDeployment` → `sync deployment`. */
function plainText(type: string): string {
  return type.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
}

function entryTone(entry: Entry): Tone {
  if (entry.attempt !== undefined && entry.attempt.node === undefined) return 'bad';
  for (const change of entry.changes) {
    if (change.key.resource === 'events' && textAt(change.object, 'type') === 'Warning') return 'warning';
    if (change.key.resource !== 'pods' || change.type === 'DELETED') continue;
    const state = podState(change.object), before = change.old === undefined ? undefined : podState(change.old);
    if (state === before) continue;
    if (state === 'failing') return 'bad';
    if (state === 'ready' || state === 'succeeded') return 'good';
  }
  return entry.attempt === undefined ? 'neutral' : 'good';
}
