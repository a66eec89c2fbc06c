import type { Container, Pod } from '../../generated/types';
import type { Millis } from '../core/time';
import type { Context } from '../sim/context';
import { behaviourOf, type BehaviourRule, type ContainerBehaviour } from './behaviour';
import { missingConfig, missingVolume } from './containerConfig';
import { goDuration } from './duration';
import { containerEvents, ensureImage, pullEnded, sayPullBackOff } from './images';
import type { NodeState } from './node';
import { isInitialized } from './podStatus';
import { isRunning, podText, specOf, type ContainerWorker, type PodWorker } from './podWorker';
import { containerStarted, containerStopped, nextProbeMs, runProbes, type ProbeRecord } from './prober';

const firstBackOffMs = 10_000;
const maxBackOffMs = 300_000;
const retryMs = 10_000;

/** One look of the kubelet at one pod: what is due happens, what can be begun is begun. The worker is the sync's own copy. */
export class PodSync {
  constructor(
    private readonly ctx: Context, private readonly pod: Pod, private readonly worker: PodWorker,
    private readonly rules: readonly BehaviourRule[], public node: NodeState
  ) {}

  /** Brings the worker to now. */
  run(): void {
    if (this.pod.metadata?.deletionTimestamp !== undefined) this.beginTermination();
    for (const container of this.worker.containers) this.due(container);
    for (const container of this.worker.containers) this.probe(container);
    if (this.worker.killAtMs === undefined) this.startNext();
    this.worker.finished ||= this.isFinished();
  }

  /** When the pod must be looked at again; Infinity when only a change can matter. */
  nextMs(): Millis {
    return this.worker.containers.reduce((next, container) => Math.min(next, this.nextOf(container)), Infinity);
  }

  private nextOf(container: ContainerWorker): Millis {
    const { state } = container;
    switch (state.at) {
      case 'pulling': case 'starting': case 'stopping': return Math.min(state.untilMs, state.at === 'stopping' ? nextProbeMs(container) : Infinity);
      case 'blocked': return this.worker.killAtMs === undefined ? state.retryAtMs : Infinity;
      case 'running': return Math.min(state.exitAtMs, nextProbeMs(container));
      default: return Infinity;
    }
  }

  private due(container: ContainerWorker): void {
    const { state } = container;
    const now = this.ctx.nowMs;
    if (state.at === 'pulling' && state.untilMs <= now) {
      const { node, present } = pullEnded(this.at(container), this.behaviour(container), this.node);
      this.node = node;
      if (present) this.create(container);
    } else if (state.at === 'starting' && state.untilMs <= now) this.started(container);
    else if (state.at === 'running' && state.exitAtMs <= now) this.exitBySelf(container, state.startedAtMs);
    else if (state.at === 'stopping' && state.untilMs <= now) this.exited(container, { exitCode: state.exitCode, reason: state.reason, startedAtMs: state.startedAtMs });
    else if (state.at === 'blocked' && state.retryAtMs <= now && this.worker.killAtMs === undefined) this.retry(container);
  }

  private retry(container: ContainerWorker): void {
    if (container.state.at === 'blocked' && container.state.reason === 'ErrImagePull') return sayPullBackOff(this.ctx, this.pod, this.worker, container);
    if (container.state.at === 'blocked' && container.state.reason === 'CrashLoopBackOff' && container.backOff !== undefined) {
      container.backOff = { ms: Math.min(container.backOff.ms * 2, maxBackOffMs), lastUpdateMs: this.ctx.nowMs };
    }
    container.state = { at: 'idle' };
  }

  private probe(container: ContainerWorker): void {
    const { state } = container;
    if (state.at !== 'running' && state.at !== 'stopping') return;
    const probed = {
      pod: this.worker, worker: container, spec: this.spec(container), behaviour: this.behaviour(container), terminating: this.worker.killAtMs !== undefined,
      record: (record: ProbeRecord): void => this.recordProbe(container, record)
    };
    runProbes(probed, state.startedAtMs, this.ctx.nowMs);
    const failed = container.probes.find(probe => probe.kind !== 'readiness' && probe.result === 'failure');
    if (failed !== undefined && state.at === 'running') this.killUnhealthy(container, failed.kind, state.startedAtMs);
  }

  private recordProbe(container: ContainerWorker, record: ProbeRecord): void {
    const name = `${record.probe[0]?.toUpperCase() ?? ''}${record.probe.slice(1)}`;
    if (!record.ok) containerEvents(this.ctx, this.pod, this.worker, container).warning('Unhealthy', `${name} probe failed: ${record.message}`);
    const message = `${name} probe ${record.ok ? 'succeeded' : 'failed'} (${record.count}/${record.threshold})${record.message === '' ? '' : `: ${record.message}`}`;
    this.ctx.trace({ type: 'probe', about: { kind: 'Pod', namespace: this.worker.namespace, name: this.worker.name }, message, data: record });
  }

  private killUnhealthy(container: ContainerWorker, kind: 'startup' | 'liveness' | 'readiness', startedAtMs: Millis): void {
    const again = this.restarts(container, 137);
    const message = `Container ${container.name} failed ${kind} probe${again ? ', will be restarted' : ''}`;
    containerEvents(this.ctx, this.pod, this.worker, container).normal('Killing', message);
    const spec = this.spec(container);
    const probe = kind === 'startup' ? spec.startupProbe : spec.livenessProbe;
    this.stop(container, startedAtMs, (probe?.terminationGracePeriodSeconds ?? this.pod.spec?.terminationGracePeriodSeconds ?? 30) * 1000);
  }

  /** preStop, SIGTERM, and SIGKILL when the grace period is over; at least two seconds are given (minimumGracePeriodInSeconds). */
  private stop(container: ContainerWorker, startedAtMs: Millis, graceMs: Millis): void {
    const preStopMs = Math.min(graceMs, this.preStopMs(container));
    const left = Math.max(2000, graceMs - preStopMs);
    const { stopMs } = this.behaviour(container);
    const killed = stopMs > left;
    container.state = { at: 'stopping', startedAtMs, untilMs: this.ctx.nowMs + preStopMs + (killed ? left : stopMs), exitCode: killed ? 137 : 0, reason: killed ? 'Error' : 'Completed' };
  }

  private preStopMs(container: ContainerWorker): Millis {
    const { preStop } = this.spec(container).lifecycle ?? {};
    if (preStop?.sleep !== undefined) return (preStop.sleep.seconds ?? 0) * 1000;
    const match = /\bsleep\s+(\d+)\s*$/.exec((preStop?.exec?.command ?? []).join(' '));
    return match === null ? 0 : Number(match[1]) * 1000;
  }

  private exitBySelf(container: ContainerWorker, startedAtMs: Millis): void {
    const behaviour = this.behaviour(container);
    const killed = startedAtMs + behaviour.oomAfterMs <= this.ctx.nowMs;
    const exitCode = killed ? 137 : behaviour.exitCode;
    this.exited(container, { exitCode, reason: killed ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error', startedAtMs });
  }

  private exited(container: ContainerWorker, end: { exitCode: number; reason: string; startedAtMs: Millis }): void {
    containerStopped(container);
    container.terminated = { ...end, finishedAtMs: this.ctx.nowMs };
    container.state = { at: 'exited' };
    this.ctx.trace({ type: 'containerExited', about: { kind: 'Pod', namespace: this.worker.namespace, name: this.worker.name }, message: `Container ${container.name} exited with code ${end.exitCode} (${end.reason})`, data: { container: container.name, exitCode: end.exitCode, reason: end.reason } });
    if (this.worker.killAtMs === undefined && this.restarts(container, end.exitCode) && !this.appsAreDone()) this.backOff(container);
  }

  /** At once the first time; then after 10 s, doubling to 5 min, until it has run for ten minutes (doBackOff, kuberuntime_manager.go, v1.36). */
  private backOff(container: ContainerWorker): void {
    const now = this.ctx.nowMs;
    const { backOff } = container;
    if (backOff === undefined || now - backOff.lastUpdateMs > 2 * maxBackOffMs) {
      container.backOff = { ms: firstBackOffMs, lastUpdateMs: now };
      container.state = { at: 'idle' };
      return;
    }
    const message = `back-off ${goDuration(backOff.ms)} restarting failed container=${container.name} pod=${podText(this.worker)}`;
    containerEvents(this.ctx, this.pod, this.worker, container).warning('BackOff', `Back-off restarting failed container ${container.name} in pod ${podText(this.worker)}`);
    container.lastTerminated = container.terminated;
    container.state = { at: 'blocked', reason: 'CrashLoopBackOff', message, retryAtMs: now + backOff.ms };
  }

  private restarts(container: ContainerWorker, exitCode: number): boolean {
    const policy = this.pod.spec?.restartPolicy ?? 'Always';
    if (container.role === 'sidecar') return true;
    if (container.role === 'init') return exitCode !== 0 && policy !== 'Never';
    return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
  }

  /** Containers are begun one after another: init containers each after the one before has ended, then the others. */
  private startNext(): void {
    if (this.worker.finished || this.worker.containers.some(container => container.state.at === 'pulling' || container.state.at === 'starting')) return;
    if (this.failedInit() || this.appsAreDone()) return this.stopSidecars();
    const initialized = isInitialized(this.worker);
    for (const container of this.worker.containers) {
      if (container.role === 'app' && !initialized) return;
      if (container.state.at === 'idle') this.begin(container);
      if (container.state.at === 'pulling' || container.state.at === 'starting') return;
      if (!initialized && container.role === 'init' && container.terminated?.exitCode !== 0) return;
      if (!initialized && container.role === 'init' && container.state.at !== 'exited') return;
      if (!initialized && container.role === 'sidecar' && !container.started) return;
    }
  }

  private failedInit(): boolean {
    return this.worker.containers.some(container => container.role === 'init' && container.state.at === 'exited' && (container.terminated?.exitCode ?? 0) !== 0 && !this.restarts(container, 1));
  }

  /** Every container of the application has ended for good. */
  private appsAreDone(): boolean {
    return this.worker.containers.every(container => container.role !== 'app' || (container.state.at === 'exited' && !this.restarts(container, container.terminated?.exitCode ?? 0)));
  }

  private stopSidecars(): void {
    for (const container of this.worker.containers) {
      if (container.state.at === 'running') this.stop(container, container.state.startedAtMs, (this.pod.spec?.terminationGracePeriodSeconds ?? 30) * 1000);
      else if (container.state.at === 'idle' || container.state.at === 'blocked') container.state = { at: 'exited' };
    }
  }

  private isFinished(): boolean {
    const over = this.worker.killAtMs !== undefined || this.failedInit() || this.appsAreDone();
    return over && this.worker.containers.every(container => container.state.at === 'exited' || container.state.at === 'idle');
  }

  private begin(container: ContainerWorker): void {
    const volume = missingVolume(this.ctx.api, this.pod);
    if (volume !== undefined) {
      this.ctx.recordEvent(this.pod, { type: 'Warning', reason: 'FailedMount', message: volume, source: 'kubelet', host: this.worker.node });
      const first = container.role !== 'app' || !this.worker.containers.some(other => other.role !== 'app');
      container.state = { at: 'blocked', reason: first ? 'ContainerCreating' : 'PodInitializing', message: '', retryAtMs: this.ctx.nowMs + retryMs };
      return;
    }
    const { node, present } = ensureImage(this.at(container), this.behaviour(container), this.node);
    this.node = node;
    if (present) this.create(container);
  }

  private create(container: ContainerWorker): void {
    const events = containerEvents(this.ctx, this.pod, this.worker, container);
    const missing = missingConfig(this.ctx.api, this.pod, this.spec(container));
    if (missing !== undefined) {
      events.warning('Failed', `Error: ${missing}`);
      container.state = { at: 'blocked', reason: 'CreateContainerConfigError', message: missing, retryAtMs: this.ctx.nowMs + retryMs };
      return;
    }
    events.normal('Created', 'Container created');
    container.state = { at: 'starting', untilMs: this.ctx.nowMs + this.behaviour(container).startMs };
    this.due(container);
  }

  private started(container: ContainerWorker): void {
    const now = this.ctx.nowMs;
    container.lastTerminated = container.terminated ?? container.lastTerminated;
    container.terminated = undefined;
    if (container.runs > 0) container.restartCount++;
    const behaviour = this.behaviour(container);
    container.runs++;
    container.state = { at: 'running', startedAtMs: now, exitAtMs: now + Math.min(behaviour.exitAfterMs, behaviour.oomAfterMs) };
    containerEvents(this.ctx, this.pod, this.worker, container).normal('Started', 'Container started');
    containerStarted(container, this.spec(container), now);
  }

  /** The pod is to go: applications stop first, sidecars after them; those that do not run never will. */
  private beginTermination(): void {
    const graceMs = (this.pod.metadata?.deletionGracePeriodSeconds ?? 30) * 1000;
    const killAtMs = this.ctx.nowMs + graceMs;
    if (this.worker.killAtMs !== undefined && this.worker.killAtMs <= killAtMs) return this.stopInTurn();
    this.worker.killAtMs = killAtMs;
    for (const container of this.worker.containers) {
      if (container.state.at === 'pulling' || container.state.at === 'starting' || container.state.at === 'blocked') container.state = container.runs > 0 ? { at: 'exited' } : { at: 'idle' };
      if (isRunning(container)) containerEvents(this.ctx, this.pod, this.worker, container).normal('Killing', `Stopping container ${container.name}`);
    }
    this.stopInTurn();
  }

  /** Sidecars are stopped in reverse order, each when all that came after it has ended. */
  private stopInTurn(): void {
    const { containers, killAtMs = 0 } = this.worker;
    containers.forEach((container, i) => {
      const { state } = container;
      if (state.at === 'stopping' && state.untilMs > killAtMs) container.state = { ...state, untilMs: Math.max(killAtMs, this.ctx.nowMs), exitCode: 137, reason: 'Error' };
      if (state.at !== 'running') return;
      const turn = container.role === 'app' || containers.slice(i + 1).every(other => !isRunning(other));
      if (turn) this.stop(container, state.startedAtMs, Math.max(0, killAtMs - this.ctx.nowMs));
    });
  }

  private at(container: ContainerWorker): { ctx: Context; pod: Pod; worker: PodWorker; container: ContainerWorker } {
    return { ctx: this.ctx, pod: this.pod, worker: this.worker, container };
  }

  private spec(container: ContainerWorker): Container {
    return specOf(this.pod, container.name);
  }

  private behaviour(container: ContainerWorker): ContainerBehaviour {
    const run = isRunning(container) ? container.runs - 1 : container.runs;
    return behaviourOf(this.pod, this.spec(container), run, this.rules);
  }
}

