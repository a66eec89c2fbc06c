import { isObject } from '../../../engine/src/core/json';
import type { KubeObject } from '../../../engine/src/api/object';
import type { Event } from '../../../engine/generated/types';
import type { CaseOutcome } from '../family';
import type { Observation } from './effects';
import type { Projection } from './projections';
import type { RecordedEntry, Recording } from './recording';
import { daemonPart, swappedNode, type Roles } from './roles';

type Aspect = 'effects' | 'state' | 'events' | 'responses';

/** Compares what happened with what was recorded, entry by entry, and keeps the first differences. */
export class Comparison {
  private readonly result: Record<Aspect, boolean | null>;
  private readonly differences: string[] = [];
  private before: ReadonlyMap<string, Projection> = new Map();
  private readonly shown: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly crowded: boolean;

  constructor(private readonly recording: Recording) {
    const has = (test: (entry: RecordedEntry) => boolean): boolean | null => recording.recorded.some(test) ? true : null;
    this.result = { effects: true, state: has(entry => entry.state !== undefined), events: Object.keys(recording.events).length > 0 ? true : null, responses: has(entry => entry.response !== undefined) };
    this.shown = shownFields(recording);
    this.crowded = ['daemonset', 'node', 'pdb'].includes(recording.family) && [...JSON.stringify(recording).matchAll(/0\/(\d+) nodes are available/g)].some(([, count]) => Number(count) > 6 + (recording.nodes ?? []).length);
  }

  entry(entry: RecordedEntry, seen: Observation): void {
    const label = `t=${entry.t} ${entry.input.type} ${entry.input.action ?? entry.input.event ?? ''} ${entry.input.pod ?? entry.input.name ?? ''}`.trimEnd();
    this.castPods(entry, seen);
    this.compareEffects(label, entry, seen);
    this.compareState(label, entry, seen);
    if (entry.response !== undefined) this.same('responses', `${label}: response`, entry.response, withChosenReasons(seen.response, entry.response));
    this.before = restricted(seen.state(), this.shown);
  }

  events(events: readonly KubeObject[], roles: Roles): void {
    const seen = new Set<string>();
    for (const event of events as readonly Event[]) {
      const { kind = '', name = '' } = event.involvedObject ?? {};
      if (event.reason === 'Scheduled' || event.source?.component === 'kubelet' || isRacy(event.reason) || this.isForeign(kind, name)) continue;
      seen.add(eventText(`${kind}/${roles.text(name)}`, event.type ?? '', event.reason ?? '', roles.text(event.message ?? '')));
    }
    const wanted = new Set(Object.entries(this.recording.events).flatMap(([about, rows]) => rows.filter(row => !isRacy(row.reason)).map(row => eventText(about, row.type, row.reason, row.message))));
    const combined = new Set([...seen, ...wanted].filter(text => text.includes(combinedPrefix)).map(eventGroup));
    const counted = (texts: ReadonlySet<string>): string[] => [...new Set([...texts].filter(text => !combined.has(eventGroup(text)) && !this.isRegistration(text)).map(text => anyPod(this.uncrowded(text))))].sort();
    this.same('events', 'events', counted(wanted), counted(seen));
  }

  /** Nodes that are not the scenario's: their events were not recorded. */
  private isForeign(kind: string, name: string): boolean {
    return kind === 'Node' && this.recording.events[`Node/${name}`] === undefined;
  }

  /** That the scenario's nodes came was recorded; here they are there from the beginning. */
  private isRegistration(text: string): boolean {
    return (this.recording.nodes ?? []).some(node => text.startsWith(`Node/${node.name} | Normal | RegisteredNode |`));
  }

  /** Other scenarios' nodes were counted in messages when several were recorded at once. */
  private uncrowded(text: string): string {
    return this.crowded ? text.replace(/0\/\d+ nodes are available: .*/, '0/# nodes are available') : text;
  }

  outcome(): CaseOutcome {
    return { name: this.recording.name, aspects: this.result, differences: this.differences };
  }

  /** Pods of one owner that nobody can tell apart may play each other's part; so may nodes with a DaemonSet's pods that are alike. */
  private castPods(entry: RecordedEntry, seen: Observation): void {
    for (const field of ['podsCreated', 'podsTerminating', 'podsGone'] as const) this.castNodes(entry.effects?.[field] ?? [], seen, field);
    for (const field of ['podsTerminating', 'podsGone'] as const) {
      const wanted = (entry.effects?.[field] ?? []).filter(id => !seen.effects[field].includes(id));
      const actual = seen.effects[field].filter(id => !(entry.effects?.[field] ?? []).includes(id));
      for (const id of wanted) {
        const other = actual.findIndex(candidate => ownerOf(candidate) === ownerOf(id) && JSON.stringify(this.before.get(`Pod/${candidate}`)) === JSON.stringify(this.before.get(`Pod/${id}`)));
        const [swapped] = other < 0 ? [] : actual.splice(other, 1);
        if (swapped !== undefined) swapParts(seen, id, swapped);
      }
    }
  }

  private castNodes(ids: readonly string[], seen: Observation, field: 'podsCreated' | 'podsTerminating' | 'podsGone'): void {
    for (const id of ids) {
      const part = daemonPart(id);
      if (part === undefined || seen.effects[field].includes(id)) continue;
      const other = seen.effects[field].map(candidate => ({ candidate, ...daemonPart(candidate) })).find(({ candidate, owner, node }) => owner === part.owner && node !== undefined && !ids.includes(candidate) && this.look(candidate) === this.look(id));
      if (other?.node === undefined) continue;
      const { node } = other;
      seen.roles.swapNodes(part.node, node);
      for (const list of [seen.effects.podsCreated, seen.effects.podsTerminating, seen.effects.podsGone] as string[][]) list.forEach((pod, i) => { list[i] = swappedNode(pod, part.node, node); });
      this.before = new Map([...this.before].map(([key, projection]): [string, Projection] => {
        const renamed = key.startsWith('Pod/') ? `Pod/${swappedNode(key.slice(4), part.node, node)}` : key;
        return [renamed, renamed === key ? projection : { ...projection, ...(projection['node'] === undefined ? {} : { node: daemonPart(renamed.slice(4))?.node }) }];
      }));
    }
  }

  /** How a pod looked before, but for its node. */
  private look(id: string): string {
    const { node: _, ...rest } = this.before.get(`Pod/${id}`) ?? {};
    return JSON.stringify(sortKeys(rest));
  }

  private compareEffects(label: string, entry: RecordedEntry, seen: Observation): void {
    const wanted = entry.effects ?? {};
    this.same('effects', `${label}: scale`, wanted.scale ?? [], seen.effects.scale);
    const sorted = (rows: readonly object[]): string[] => rows.map(row => JSON.stringify(sortKeys(row))).sort();
    this.same('effects', `${label}: objects`, sorted(wanted.objects ?? []), sorted(seen.effects.objects));
    for (const field of ['podsCreated', 'podsTerminating', 'podsGone'] as const) this.same('effects', `${label}: ${field}`, [...wanted[field] ?? []].sort(), [...seen.effects[field]].sort());
  }

  private compareState(label: string, entry: RecordedEntry, seen: Observation): void {
    const now = restricted(seen.state(), this.shown);
    const wanted = entry.state ?? {};
    for (const [id, projection] of Object.entries(wanted)) {
      if (!this.shown.has(kindOf(id))) continue;
      this.same('state', `${label}: ${id}`, comparable(id, projection), comparable(id, now.get(id)));
    }
    for (const [id, projection] of now) {
      if (wanted[id] !== undefined) continue;
      this.same('state', `${label}: ${id} should not change`, comparable(id, this.before.get(id) ?? projection), comparable(id, projection));
    }
  }

  private uncrowdedJson(value: unknown): string | undefined {
    const text = JSON.stringify(sortKeys(value)) as string | undefined;
    return this.crowded ? text?.replace(/0\/\d+ nodes are available: [^"]*/g, '0/# nodes are available') : text;
  }

  private same(aspect: Aspect, what: string, wanted: unknown, seen: unknown): void {
    const left = this.uncrowdedJson(wanted);
    const right = this.uncrowdedJson(seen);
    if (left === right) return;
    this.result[aspect] = false;
    if (this.differences.length < 20) this.differences.push(`${aspect} | ${what}\n    want ${left ?? 'nothing'}\n    got  ${right ?? 'nothing'}`);
  }
}

/** Of several reasons for which access is allowed, the one that the server happened to name. */
function withChosenReasons(seen: unknown, wanted: unknown): unknown {
  if (!Array.isArray(seen) || !Array.isArray(wanted)) return seen;
  return seen.map((answer: unknown, i) => {
    if (!isObject(answer) || !Array.isArray(answer['any'])) return answer;
    const { any, ...shown } = answer, other: unknown = wanted[i];
    return isObject(other) && any.includes(other['reason'] ?? '') ? { ...shown, reason: other['reason'] } : shown;
  });
}

const combinedPrefix = '(combined from similar events): ';

/** Whether a budget was looked at before its pods were there, is left to chance. */
function isRacy(reason: string | undefined): boolean {
  return reason === 'NoPods';
}

function eventText(about: string, type: string, reason: string, message: string): string {
  return [about, type, reason, message].join(' | ');
}

function eventGroup(text: string): string {
  return text.split(' | ').slice(0, 3).join(' | ');
}

/** Which of several equal pods is meant is not compared. */
function anyPod(text: string): string {
  return text.replace(/\/pod-\d+/g, '/pod');
}

function swapParts(seen: Observation, a: string, b: string): void {
  seen.roles.swap('Pod', a, b);
  for (const field of ['podsTerminating', 'podsGone', 'podsCreated'] as const) {
    const list = seen.effects[field] as string[];
    list.forEach((id, i) => { list[i] = id === a ? b : id === b ? a : id; });
  }
}

function ownerOf(id: string): string {
  return id.includes('/') ? id.slice(0, id.lastIndexOf('/')) : id;
}

function kindOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

/** Which fields of each kind this recording shows at all. */
function shownFields(recording: Recording): ReadonlyMap<string, ReadonlySet<string>> {
  const shown = new Map<string, Set<string>>();
  for (const entry of recording.recorded) {
    for (const [id, projection] of Object.entries(entry.state ?? {})) {
      const fields = shown.get(kindOf(id)) ?? new Set();
      for (const field of Object.keys(projection)) fields.add(field);
      shown.set(kindOf(id), fields);
    }
  }
  return shown;
}

function restricted(state: ReadonlyMap<string, Projection>, shown: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, Projection> {
  const result = new Map<string, Projection>();
  for (const [id, projection] of state) {
    const fields = shown.get(kindOf(id));
    if (fields !== undefined) result.set(id, Object.fromEntries(Object.entries(projection).filter(([field]) => fields.has(field) || field === 'terminating')));
  }
  return result;
}

/** Without what the README calls inexact: order and race of conditions, nodes of interchangeable pods, generations of ReplicaSets. */
function comparable(id: string, projection: Projection | undefined): unknown {
  if (projection === undefined) return undefined;
  const { node, ...rest } = projection;
  const status = rest['status'];
  const shown = id.startsWith('Pod/') && id.includes('/pod-') ? rest : node === undefined ? rest : { ...rest, node };
  if (!isObject(status)) return shown;
  const { observedGeneration, conditions, ...numbers } = status;
  const sorted = Array.isArray(conditions) ? { conditions: conditions.filter(isObject).map(racy).sort((a, b) => String(a['type']) < String(b['type']) ? -1 : 1) } : {};
  return { ...shown, status: { ...numbers, ...(id.startsWith('ReplicaSet/') ? {} : { observedGeneration }), ...sorted } };
}

function racy(condition: Record<string, unknown>): Record<string, unknown> {
  const early = condition['type'] === 'Progressing' && (condition['reason'] === 'NewReplicaSetCreated' || condition['reason'] === 'ReplicaSetUpdated');
  return early ? { ...condition, reason: 'early', message: 'early' } : condition;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, item]) => [key, sortKeys(item)]));
}
