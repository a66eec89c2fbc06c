import type { Container, Pod } from '../../generated/types';
import { own } from '../core/json';
import type { Millis } from '../core/time';
import { parseDuration } from './duration';

/** What a manifest does not say about a container: how it behaves once it runs. Times are since the start of the run. */
export interface ContainerBehaviour {
  readonly pullMs: Millis;
  readonly imageBytes: number;
  readonly imageMissing: boolean;
  /** From created to started. */
  readonly startMs: Millis;
  /** Until it answers at all: connections are refused before. */
  readonly bootMs: Millis;
  /** Readiness answers 503 until then. */
  readonly readyAfterMs: Millis;
  /** From then on liveness answers 500. */
  readonly unhealthyAfterMs: Millis;
  /** From then on nothing answers in time, though connections are taken. */
  readonly hangAfterMs: Millis;
  /** How long an answer takes. */
  readonly latencyMs: Millis;
  /** When it exits by itself, and with which code. */
  readonly exitAfterMs: Millis;
  readonly exitCode: number;
  /** When its memory passes its limit: the kernel kills it. */
  readonly oomAfterMs: Millis;
  /** From SIGTERM to its end; longer than the grace period means SIGKILL. */
  readonly stopMs: Millis;
}

/** One override, of the pods whose names begin with `pod` (all where absent), of one container or all. */
export interface BehaviourRule {
  readonly namespace?: string;
  readonly pod?: string;
  readonly container?: string;
  /** The same names and values as the annotations without their prefix: `startup: 30s`. */
  readonly set: Readonly<Record<string, string>>;
}

/** What the annotations begin with that say how a container behaves. */
export const behaviourPrefix = 'clusterville.dev/';

const defaults: ContainerBehaviour = {
  pullMs: 2000, imageBytes: 52_428_800, imageMissing: false, startMs: 1000, bootMs: 0, readyAfterMs: 0,
  unhealthyAfterMs: Infinity, hangAfterMs: Infinity, latencyMs: 10, exitAfterMs: Infinity, exitCode: 0, oomAfterMs: Infinity, stopMs: 1000
};

type Reader = (value: string) => Partial<ContainerBehaviour> | undefined;

const time = (field: keyof ContainerBehaviour): Reader => value => {
  const ms = value === 'never' ? Infinity : parseDuration(value);
  return ms === undefined ? undefined : { [field]: ms };
};
const count = (field: keyof ContainerBehaviour): Reader => value => /^\d{1,12}$/.test(value) ? { [field]: Number(value) } : undefined;

/** What can be said of a container, by the name of the annotation (`clusterville.dev/NAME`, or `clusterville.dev/CONTAINER.NAME` for one). */
export const behaviourKeys: Readonly<Record<string, { readonly doc: string; readonly read: Reader }>> = {
  'pull': { doc: 'How long pulling the image takes the first time on a node (2s).', read: time('pullMs') },
  'image-size': { doc: 'Size of the image in bytes.', read: count('imageBytes') },
  'image-missing': { doc: '`true`: the registry does not know the image.', read: value => value === 'true' || value === 'false' ? { imageMissing: value === 'true' } : undefined },
  'start': { doc: 'How long the runtime takes to start the container (1s).', read: time('startMs') },
  'startup': { doc: 'How long the application boots before it answers (0s).', read: time('bootMs') },
  'ready-after': { doc: 'How long after its start readiness begins to succeed (0s).', read: time('readyAfterMs') },
  'unhealthy-after': { doc: 'From then on liveness is answered with 500 (never).', read: time('unhealthyAfterMs') },
  'hang-after': { doc: 'From then on no request is answered (never).', read: time('hangAfterMs') },
  'latency': { doc: 'How long an answer takes (10ms).', read: time('latencyMs') },
  'crash-after': { doc: 'When the container exits with exit code 1, or the one of exit-code (never).', read: value => { const read = time('exitAfterMs')(value); return read === undefined ? undefined : { exitCode: 1, ...read }; } },
  'exit-after': { doc: 'When the container exits by itself (never).', read: time('exitAfterMs') },
  'exit-code': { doc: 'The code it exits with (0).', read: count('exitCode') },
  'oom-after': { doc: 'When its memory passes its limit and the kernel kills it (never).', read: time('oomAfterMs') },
  'stop-after': { doc: 'How long it takes to stop after SIGTERM (1s).', read: time('stopMs') }
};

/**
 * How the n-th run (from 0) of a container behaves: what its command says, then the annotations, then the rules, the last
 * one winning. A value may be a list: the n-th run takes the n-th, later runs the last.
 */
export function behaviourOf(pod: Pod, container: Container, run: number, rules: readonly BehaviourRule[]): ContainerBehaviour {
  const name = container.name ?? '';
  let behaviour: ContainerBehaviour = { ...defaults, ...fromCommand(container), ...fromRole(pod, container) };
  behaviour = apply(behaviour, name, run, annotationsOf(pod));
  for (const rule of rules) if (concerns(rule, pod, name)) behaviour = apply(behaviour, name, run, rule.set);
  return behaviour;
}

function apply(behaviour: ContainerBehaviour, container: string, run: number, values: Readonly<Record<string, string>>): ContainerBehaviour {
  let result = behaviour;
  for (const [key, { read }] of Object.entries(behaviourKeys)) {
    const text = own(values, `${container}.${key}`) ?? own(values, key);
    if (typeof text !== 'string') continue;
    const items = text.split(',');
    const value = read((items[run] ?? items.at(-1) ?? '').trim());
    if (value !== undefined) result = { ...result, ...value };
  }
  return result;
}

function annotationsOf(pod: Pod): Readonly<Record<string, string>> {
  const rows = Object.entries(pod.metadata?.annotations ?? {}).filter(([key]) => key.startsWith(behaviourPrefix));
  return Object.fromEntries(rows.map(([key, value]) => [key.slice(behaviourPrefix.length), value]));
}

function concerns(rule: BehaviourRule, pod: Pod, container: string): boolean {
  if (rule.namespace !== undefined && rule.namespace !== pod.metadata?.namespace) return false;
  if (rule.pod !== undefined && !(pod.metadata?.name ?? '').startsWith(rule.pod)) return false;
  return rule.container === undefined || rule.container === container;
}

/** `sleep 600`, also at the end of a shell line, ends by itself after that time. */
function fromCommand(container: Container): Partial<ContainerBehaviour> {
  const words = [...container.command ?? [], ...container.args ?? []];
  const line = words.join(' ').trim();
  const match = /(?:^|[\s;&/])sleep\s+(\d+(?:\.\d+)?[smh]?)\s*$/.exec(line);
  const ms = match === null ? undefined : parseDuration(match[1] ?? '');
  return ms === undefined || /\bwhile\b|\buntil\b|\bfor\b/.test(line) ? {} : { exitAfterMs: ms };
}

/** Init containers are there to end, and so are the containers of pods that are not to be restarted for ever. */
function fromRole(pod: Pod, container: Container): Partial<ContainerBehaviour> {
  const slept = fromCommand(container);
  const init = (pod.spec?.initContainers ?? []).some(other => other.name === container.name) && container.restartPolicy !== 'Always';
  if (slept.exitAfterMs !== undefined) return slept;
  if (init) return { exitAfterMs: 1000 };
  return (pod.metadata?.ownerReferences ?? []).some(owner => owner.kind === 'Job') ? { exitAfterMs: 5000 } : {};
}
