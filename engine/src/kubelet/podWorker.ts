import type { Container, Pod, Probe } from '../../generated/types';
import type { Millis } from '../core/time';

/** How one run of a container ended. */
export interface Terminated { readonly exitCode: number; readonly reason: string; readonly startedAtMs: Millis; readonly finishedAtMs: Millis; readonly signal?: number }

/** What a container is doing. `untilMs` and `retryAtMs` are when that ends. */
export type ContainerState =
  | { readonly at: 'idle' }
  | { readonly at: 'pulling'; readonly sinceMs: Millis; readonly startMs: Millis; readonly untilMs: Millis }
  | { readonly at: 'blocked'; readonly reason: string; readonly message: string; readonly retryAtMs: Millis }
  | { readonly at: 'starting'; readonly untilMs: Millis }
  | { readonly at: 'running'; readonly startedAtMs: Millis; readonly exitAtMs: Millis }
  | { readonly at: 'stopping'; readonly startedAtMs: Millis; readonly untilMs: Millis; readonly exitCode: number; readonly reason: string }
  | { readonly at: 'exited' };

export type ProbeKind = 'startup' | 'liveness' | 'readiness';

/** One prober: upstream's worker goroutine as data. */
export interface ProbeWorker {
  readonly kind: ProbeKind;
  /** The ticker's grid: ticks are at `gridMs + n * period`. */
  gridMs: Millis;
  /** The next tick that can change anything. */
  nextMs: Millis;
  /** A probe on its way: its result comes then. */
  pending: { readonly atMs: Millis; readonly ok: boolean; readonly message: string } | undefined;
  result: 'success' | 'failure' | 'unknown';
  last: 'success' | 'failure' | undefined;
  run: number;
  onHold: boolean;
  /** Since when it has been succeeding without being looked at, one success a period; undefined while it is looked at. */
  steadySinceMs: Millis | undefined;
}

export interface ContainerWorker {
  readonly name: string;
  readonly role: 'init' | 'sidecar' | 'app';
  state: ContainerState;
  restartCount: number;
  /** Number of runs begun. */
  runs: number;
  started: boolean;
  ready: boolean;
  terminated: Terminated | undefined;
  lastTerminated: Terminated | undefined;
  /** Crash-loop back-off: its present length and when it was last lengthened. */
  backOff: { readonly ms: Millis; readonly lastUpdateMs: Millis } | undefined;
  pullBackOff: { readonly ms: Millis; readonly untilMs: Millis; readonly message: string } | undefined;
  probes: ProbeWorker[];
}

/** One pod on its node, from the kubelet's point of view. Plain data. */
export interface PodWorker {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly sinceMs: Millis;
  readonly podIP: string;
  readonly hostIP: string;
  containers: ContainerWorker[];
  /** Set once it is being stopped: when SIGKILL comes. */
  killAtMs: Millis | undefined;
  /** All containers have ended and none will start again. */
  finished: boolean;
  /** The event that wakes it. */
  wake: { readonly eventId: number; readonly atMs: Millis } | undefined;
}

export function newContainerWorkers(pod: Pod, nowMs: Millis): ContainerWorker[] {
  const inits = (pod.spec?.initContainers ?? []).map(container => newContainer(container, container.restartPolicy === 'Always' ? 'sidecar' : 'init', nowMs));
  return [...inits, ...(pod.spec?.containers ?? []).map(container => newContainer(container, 'app', nowMs))];
}

/** The workers of a pod that ran before the story begins: init containers are done, the others run and answer. */
export function runningContainerWorkers(pod: Pod, nowMs: Millis): ContainerWorker[] {
  return newContainerWorkers(pod, nowMs).map(worker => {
    if (worker.role === 'init') return { ...worker, runs: 1, state: { at: 'exited' }, terminated: { exitCode: 0, reason: 'Completed', startedAtMs: nowMs, finishedAtMs: nowMs } };
    const probes = worker.probes.map(probe => ({ ...probe, result: 'success' as const, nextMs: probe.kind === 'startup' ? Infinity : nowMs, onHold: probe.kind === 'startup' }));
    return { ...worker, runs: 1, started: true, ready: true, probes, state: { at: 'running', startedAtMs: nowMs, exitAtMs: Infinity } };
  });
}

function newContainer(container: Container, role: ContainerWorker['role'], nowMs: Millis): ContainerWorker {
  const kinds: readonly ProbeKind[] = role === 'init' ? [] : ['startup', 'readiness', 'liveness'];
  return {
    name: container.name ?? '', role, state: { at: 'idle' }, restartCount: 0, runs: 0, started: false, ready: false,
    terminated: undefined, lastTerminated: undefined, backOff: undefined, pullBackOff: undefined,
    probes: kinds.filter(kind => probeOf(container, kind) !== undefined).map(kind => newProbe(kind, nowMs))
  };
}

function newProbe(kind: ProbeKind, nowMs: Millis): ProbeWorker {
  return { kind, gridMs: nowMs, nextMs: Infinity, pending: undefined, result: initialResult(kind), last: undefined, run: 0, onHold: false, steadySinceMs: undefined };
}

/** What a probe is taken for before it has run on a container (newWorker, pkg/kubelet/prober/worker.go, v1.36). */
export function initialResult(kind: ProbeKind): ProbeWorker['result'] {
  return kind === 'readiness' ? 'failure' : kind === 'liveness' ? 'success' : 'unknown';
}

export function probeOf(container: Container, kind: ProbeKind): Probe | undefined {
  return kind === 'startup' ? container.startupProbe : kind === 'liveness' ? container.livenessProbe : container.readinessProbe;
}

/** The spec of a worker's container. */
export function specOf(pod: Pod, name: string): Container {
  return [...pod.spec?.initContainers ?? [], ...pod.spec?.containers ?? []].find(container => container.name === name) ?? {};
}

/** `name_namespace(uid)`, as kubelet messages name a pod (pkg/kubelet/util/format/pod.go, v1.36). */
export function podText(worker: PodWorker): string {
  return `${worker.name}_${worker.namespace}(${worker.uid})`;
}

export function isRunning(container: ContainerWorker): boolean {
  return container.state.at === 'running' || container.state.at === 'stopping';
}
