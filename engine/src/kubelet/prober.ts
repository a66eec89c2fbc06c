import type { Probe } from '../../generated/types';
import { epochMs, type Millis } from '../core/time';
import type { ContainerBehaviour } from './behaviour';
import { probeOutcome } from './probeOutcome';
import { initialResult, type ContainerWorker, type PodWorker, type ProbeKind, type ProbeWorker } from './podWorker';
import type { Container } from '../../generated/types';

/** One probe that ran and was looked at, for the log. */
export interface ProbeRecord {
  readonly container: string; readonly probe: ProbeKind; readonly ok: boolean; readonly message: string;
  /** How many in a row, and how many it takes. */
  readonly count: number; readonly threshold: number;
  /** From here on it succeeds every period, without further records. */
  readonly steadyEveryMs?: Millis;
}

/** What the prober needs of one container. */
export interface Probed {
  readonly pod: PodWorker;
  readonly worker: ContainerWorker;
  readonly spec: Container;
  readonly behaviour: ContainerBehaviour;
  readonly terminating: boolean;
  record(record: ProbeRecord): void;
}

/**
 * A container began to run: its results start anew. The kubelet's next look at a container that is not ready triggers the
 * readiness prober by hand, which sets its ticker anew; the others keep the grid of when the pod came
 * (pkg/kubelet/prober/{worker,prober_manager}.go, v1.36).
 */
export function containerStarted(worker: ContainerWorker, spec: Container, nowMs: Millis): void {
  for (const probe of worker.probes) {
    probe.result = initialResult(probe.kind);
    probe.pending = undefined;
    probe.onHold = false;
    probe.steadySinceMs = undefined;
    probe.nextMs = nextTick(probe, periodOf(spec, probe.kind), nowMs);
  }
  worker.started = !worker.probes.some(probe => probe.kind === 'startup');
  if (worker.started) becameStarted(worker, nowMs);
}

/** The container counts as started: without a readiness probe it is ready, with one that prober runs now. */
function becameStarted(worker: ContainerWorker, nowMs: Millis): void {
  const readiness = worker.probes.find(probe => probe.kind === 'readiness');
  worker.ready = readiness === undefined;
  if (readiness !== undefined) readiness.gridMs = readiness.nextMs = nowMs;
}

/** The container does not run any more: nothing to probe. */
export function containerStopped(worker: ContainerWorker): void {
  worker.ready = false;
  worker.started = false;
  for (const probe of worker.probes) {
    probe.nextMs = Infinity;
    probe.pending = undefined;
    probe.steadySinceMs = undefined;
  }
}

/** Looks again at probes that were left alone because they could only succeed: the behaviour has changed. */
export function behaviourChanged(worker: ContainerWorker, spec: Container, nowMs: Millis): void {
  for (const probe of worker.probes) {
    if (probe.steadySinceMs === undefined) continue;
    probe.steadySinceMs = undefined;
    probe.nextMs = nextTick(probe, periodOf(spec, probe.kind), nowMs);
  }
}

/** Runs what is due of a running container's probes. */
export function runProbes(probed: Probed, startedAtMs: Millis, nowMs: Millis): void {
  for (const probe of probed.worker.probes) {
    if (probe.pending !== undefined && probe.pending.atMs <= nowMs) finish(probed, probe, startedAtMs, nowMs);
    if (probe.pending === undefined && probe.nextMs <= nowMs) tick(probed, probe, startedAtMs, nowMs);
  }
}

/** When the next probe of a container can change anything. */
export function nextProbeMs(worker: ContainerWorker): Millis {
  return worker.probes.reduce((next, probe) => Math.min(next, probe.pending?.atMs ?? probe.nextMs), Infinity);
}

/** The worker's `doProbe`. */
function tick(probed: Probed, probe: ProbeWorker, startedAtMs: Millis, nowMs: Millis): void {
  const spec = specOfProbe(probed.spec, probe.kind);
  const periodMs = periodOf(probed.spec, probe.kind);
  probe.nextMs = nextTick(probe, periodMs, nowMs + 1);
  if (probed.terminating && probe.kind !== 'readiness') {
    probe.nextMs = Infinity;
    return;
  }
  if (probe.onHold) {
    probe.nextMs = Infinity;
    return;
  }
  if (ageSeconds(startedAtMs, nowMs) < (spec.initialDelaySeconds ?? 0)) return;
  if (probed.worker.started === (probe.kind === 'startup')) return;
  const outcome = probeOutcome(spec, probed.behaviour, { container: probed.spec, podIP: probed.pod.podIP, kind: probe.kind, startedAtMs }, nowMs);
  probe.pending = { atMs: nowMs + outcome.tookMs, ok: outcome.ok, message: outcome.message };
  if (outcome.tookMs === 0) finish(probed, probe, startedAtMs, nowMs);
}

/** Takes a result in: thresholds, what follows for the container, and when to look again. */
function finish(probed: Probed, probe: ProbeWorker, startedAtMs: Millis, nowMs: Millis): void {
  const { pending } = probe;
  if (pending === undefined) return;
  const spec = specOfProbe(probed.spec, probe.kind);
  const periodMs = periodOf(probed.spec, probe.kind);
  probe.pending = undefined;
  // A tick that fell into a slow probe waits in the ticker's channel.
  if (probe.nextMs < nowMs) probe.nextMs = nowMs;
  const seen = pending.ok ? 'success' : 'failure';
  probe.run = probe.last === seen ? probe.run + 1 : 1;
  probe.last = seen;
  const threshold = pending.ok ? spec.successThreshold ?? 1 : spec.failureThreshold ?? 3;
  const reached = probe.run >= threshold;
  const { run } = probe;
  if (reached) settle(probed, probe, seen, nowMs);
  const steady = pending.ok && reached && !probe.onHold ? leaveAlone(probed, probe, { startedAtMs, periodMs, nowMs }) : false;
  probed.record({ container: probed.worker.name, probe: probe.kind, ok: pending.ok, message: pending.message, count: run, threshold, ...(steady ? { steadyEveryMs: periodMs } : {}) });
}

function settle(probed: Probed, probe: ProbeWorker, seen: 'success' | 'failure', nowMs: Millis): void {
  const { worker } = probed;
  probe.result = seen;
  if (probe.kind === 'readiness') worker.ready = seen === 'success';
  if ((probe.kind === 'liveness' && seen === 'failure') || probe.kind === 'startup') {
    probe.onHold = true;
    probe.run = 0;
    probe.nextMs = Infinity;
  }
  if (probe.kind === 'startup' && seen === 'success') {
    worker.started = true;
    becameStarted(worker, nowMs);
  }
}

/** Skips the ticks that can only succeed again: the next one that matters is the first at which the container may answer otherwise. */
function leaveAlone(probed: Probed, probe: ProbeWorker, at: { startedAtMs: Millis; periodMs: Millis; nowMs: Millis }): boolean {
  const spec = specOfProbe(probed.spec, probe.kind);
  const { untilMs } = probeOutcome(spec, probed.behaviour, { container: probed.spec, podIP: probed.pod.podIP, kind: probe.kind, startedAtMs: at.startedAtMs }, at.nowMs);
  if (untilMs <= probe.nextMs) return false;
  probe.steadySinceMs = at.nowMs;
  probe.nextMs = untilMs === Infinity ? Infinity : nextTick(probe, at.periodMs, untilMs);
  return true;
}

/** The first tick of the grid at or after a time. */
function nextTick(probe: ProbeWorker, periodMs: Millis, fromMs: Millis): Millis {
  return probe.gridMs + Math.max(0, Math.ceil((fromMs - probe.gridMs) / periodMs)) * periodMs;
}

/** Whole seconds since the start, which the kubelet itself keeps in whole seconds. */
function ageSeconds(startedAtMs: Millis, nowMs: Millis): number {
  const startedAt = Math.floor((epochMs + startedAtMs) / 1000) * 1000 - epochMs;
  return Math.floor((nowMs - startedAt) / 1000);
}

function periodOf(container: Container, kind: ProbeKind): Millis {
  return Math.max(1, specOfProbe(container, kind).periodSeconds ?? 10) * 1000;
}

function specOfProbe(container: Container, kind: ProbeKind): Probe {
  return (kind === 'startup' ? container.startupProbe : kind === 'liveness' ? container.livenessProbe : container.readinessProbe) ?? {};
}
