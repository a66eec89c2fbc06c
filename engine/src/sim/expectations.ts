import type { EndpointSlice, Pod } from '../../generated/types';
import { own } from '../core/json';
import type { Millis } from '../core/time';
import type { KubeObject } from '../api/object';
import { goDuration, parseDuration } from '../kubelet/duration';
import type { Timeline, WorldView } from './timeline';
import { isServing, podsOf } from './verdicts';

/** Something that a run must show. `check` walks the whole run and says what is wrong, or nothing. */
export interface Expectation { check(timeline: Timeline): string | undefined }

interface Pattern { readonly example: string; readonly pattern: RegExp; read(groups: Readonly<Record<string, string>>): Expectation | string }

const resources: Readonly<Record<string, string>> = {
  deployment: 'apps/deployments', statefulset: 'apps/statefulsets', daemonset: 'apps/daemonsets', replicaset: 'apps/replicasets', job: 'batch/jobs', pod: 'pods', service: 'services'
};

const about = '(?<kind>[a-z]+)/(?<name>[a-z0-9.-]+)(?: in (?<namespace>[a-z0-9-]+))?';

/** The sentences that can be expected. */
export const expectationPatterns: readonly Pattern[] = [
  { example: 'deployment/web available within 60s', pattern: new RegExp(`^${about} available within (?<time>\\S+)$`), read: groups => withTime(groups, atMs => availableWithin(groups, atMs)) },
  { example: 'never below 2 ready pods of deployment/web after 60s', pattern: new RegExp(`^never below (?<count>\\d+) ready pods of ${about}(?: after (?<time>\\S+))?$`), read: groups => withTime({ time: '0s', ...groups }, atMs => always(groups, atMs, { least: Number(groups['count']), of: readyPods, what: 'ready pods' })) },
  { example: 'never above 4 pods of deployment/web', pattern: new RegExp(`^never above (?<count>\\d+) pods of ${about}(?: after (?<time>\\S+))?$`), read: groups => withTime({ time: '0s', ...groups }, atMs => always(groups, atMs, { most: Number(groups['count']), of: livingPods, what: 'pods' })) },
  { example: 'never below 2 ready endpoints of service/web after 60s', pattern: new RegExp(`^never below (?<count>\\d+) ready endpoints of ${about}(?: after (?<time>\\S+))?$`), read: groups => withTime({ time: '0s', ...groups }, atMs => always(groups, atMs, { least: Number(groups['count']), of: readyEndpoints, what: 'ready endpoints' })) },
  { example: 'deployment/web restarts 0 times', pattern: new RegExp(`^${about} restarts (?<count>\\d+) times?$`), read: groups => ({ check: timeline => restarts(timeline, groups) }) },
  { example: 'pod/web stays Pending with "Insufficient cpu"', pattern: new RegExp(`^${about} stays Pending(?: with "(?<text>.*)")?$`), read: groups => ({ check: timeline => staysPending(timeline, groups) }) },
  { example: 'deployment/web ends with 3 ready pods', pattern: new RegExp(`^${about} ends with (?<count>\\d+) ready pods?$`), read: groups => ({ check: timeline => endsWith(timeline, groups) }) }
];

/** The expectation that a sentence states, or what is wrong with it. */
export function parseExpectation(text: string): Expectation | string {
  for (const { pattern, read } of expectationPatterns) {
    const groups = pattern.exec(text.trim())?.groups;
    if (groups === undefined) continue;
    const known = Object.fromEntries(Object.entries(groups).filter(([, value]) => (value as string | undefined) !== undefined));
    if (own(resources, known['kind'] ?? '') === undefined) return `must name one of ${Object.keys(resources).join(', ')}`;
    return read(known);
  }
  return `must be like one of: ${expectationPatterns.map(({ example }) => `"${example}"`).join(', ')}`;
}

type Groups = Readonly<Record<string, string>>;

function withTime(groups: Groups, make: (atMs: Millis) => Expectation): Expectation | string {
  const atMs = parseDuration(groups['time'] ?? '');
  return atMs === undefined ? `"${groups['time'] ?? ''}" is no duration; write for example 60s` : make(atMs);
}

function subject(view: WorldView, groups: Groups): KubeObject | undefined {
  return view.get(resources[groups['kind'] ?? ''] ?? '', groups['namespace'] ?? 'default', groups['name'] ?? '');
}

function nameOf(groups: Groups): string {
  return `${groups['kind'] ?? ''}/${groups['name'] ?? ''}`;
}

function readyPods(view: WorldView, object: KubeObject): number {
  return podsOf(object, view).filter(isServing).length;
}

function livingPods(view: WorldView, object: KubeObject): number {
  return podsOf(object, view).filter(pod => pod.metadata?.deletionTimestamp === undefined).length;
}

function readyEndpoints(view: WorldView, service: KubeObject): number {
  const slices = view.list('discovery.k8s.io/endpointslices', service.metadata?.namespace) as readonly EndpointSlice[];
  return slices.filter(slice => slice.metadata?.labels?.['kubernetes.io/service-name'] === service.metadata?.name)
    .reduce((sum, slice) => sum + (slice.endpoints ?? []).filter(endpoint => endpoint.conditions?.ready === true).length, 0);
}

function availableWithin(groups: Groups, withinMs: Millis): Expectation {
  return { check(timeline) {
    const seen = walk(timeline, 0, view => {
      const object = subject(view, groups);
      return object !== undefined && isAvailable(view, object);
    });
    if (seen === undefined) return `${nameOf(groups)} never became available`;
    return seen <= withinMs ? undefined : `${nameOf(groups)} became available after ${goDuration(seen)}, not within ${goDuration(withinMs)}`;
  } };
}

function isAvailable(view: WorldView, object: KubeObject): boolean {
  const spec = object['spec'] as { readonly replicas?: number } | undefined;
  const status = object['status'] as { readonly desiredNumberScheduled?: number; readonly observedGeneration?: number } | undefined;
  const wanted = object.kind === 'DaemonSet' ? status?.desiredNumberScheduled : object.kind === 'Pod' ? 1 : spec?.replicas ?? 1;
  return wanted !== undefined && (object.kind === 'Pod' || status?.observedGeneration !== undefined) && readyPods(view, object) >= wanted;
}

function always(groups: Groups, fromMs: Millis, bound: { readonly least?: number; readonly most?: number; of(view: WorldView, object: KubeObject): number; readonly what: string }): Expectation {
  return { check(timeline) {
    let count = 0;
    const broken = walk(timeline, fromMs, view => {
      const object = subject(view, groups);
      if (object === undefined) return false;
      count = bound.of(view, object);
      return count < (bound.least ?? 0) || count > (bound.most ?? Infinity);
    });
    if (broken === undefined) return undefined;
    return `${nameOf(groups)} had ${count} ${bound.what} at ${goDuration(broken)}, ${bound.least === undefined ? `more than ${bound.most ?? 0}` : `fewer than ${bound.least}`}`;
  } };
}

function restarts(timeline: Timeline, groups: Groups): string | undefined {
  timeline.seek(timeline.length);
  const object = subject(timeline.view, groups);
  const total = object === undefined ? 0 : podsOf(object, timeline.view).reduce((sum, pod) => sum + (pod.status?.containerStatuses ?? []).reduce((count, status) => count + (status.restartCount ?? 0), 0), 0);
  return total === Number(groups['count']) ? undefined : `${nameOf(groups)} restarted ${total} times, not ${groups['count'] ?? ''}`;
}

function staysPending(timeline: Timeline, groups: Groups): string | undefined {
  timeline.seek(timeline.length);
  const object = subject(timeline.view, groups);
  const pending = object === undefined ? [] : podsOf(object, timeline.view).filter((pod: Pod) => pod.spec?.nodeName === undefined);
  if (pending.length === 0) return `no pod of ${nameOf(groups)} is waiting for a node`;
  const messages = pending.map(pod => pod.status?.conditions?.find(condition => condition.type === 'PodScheduled')?.message ?? '');
  const text = groups['text'] ?? '';
  return messages.some(message => message.includes(text)) ? undefined : `${nameOf(groups)} is waiting for another reason: ${messages[0] ?? ''}`;
}

function endsWith(timeline: Timeline, groups: Groups): string | undefined {
  timeline.seek(timeline.length);
  const object = subject(timeline.view, groups);
  const ready = object === undefined ? 0 : readyPods(timeline.view, object);
  return ready === Number(groups['count']) ? undefined : `${nameOf(groups)} ended with ${ready} ready pods, not ${groups['count'] ?? ''}`;
}

/** The first time from `fromMs` on at which the test holds at a settled instant (all of one millisecond done); undefined when it never does. */
function walk(timeline: Timeline, fromMs: Millis, test: (view: WorldView) => boolean): Millis | undefined {
  const entries = timeline.entries(0, timeline.length);
  for (let moment = Math.max(1, timeline.momentAt(fromMs)); moment <= entries.length; moment++) {
    const atMs = entries[moment - 1]?.atMs ?? 0;
    if (entries[moment]?.atMs === atMs) continue;
    timeline.seek(moment);
    if (test(timeline.view)) return Math.max(atMs, fromMs);
  }
  return undefined;
}
