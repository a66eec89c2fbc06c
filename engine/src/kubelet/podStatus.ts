import type { ContainerState, ContainerStatus, Pod, PodCondition, PodStatus } from '../../generated/types';
import type { Millis } from '../core/time';
import { timestamp } from '../core/timestamp';
import type { ContainerWorker, PodWorker, Terminated } from './podWorker';
import { specOf } from './podWorker';
import { podPhase } from './podPhase';

/** The conditions that the kubelet sets; others in the status are other people's. */
const ownConditions: ReadonlySet<string> = new Set(['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled']);

/** The pod's status as the kubelet reports it (generateAPIPodStatus, pkg/kubelet/kubelet_pods.go, v1.36). */
export function podStatus(pod: Pod, worker: PodWorker, nowMs: Millis): PodStatus {
  const initialized = isInitialized(worker);
  const statuses = worker.containers.map(container => ({ container, status: containerStatus(pod, worker, container, initialized) }));
  const phase = podPhase(pod, worker);
  const inits = statuses.filter(row => row.container.role !== 'app').map(row => row.status);
  return {
    ...pod.status, phase,
    conditions: conditions(pod, worker, phase, nowMs),
    observedGeneration: pod.metadata?.generation ?? 1,
    hostIP: worker.hostIP, hostIPs: [{ ip: worker.hostIP }], podIP: worker.podIP, podIPs: [{ ip: worker.podIP }],
    startTime: pod.status?.startTime ?? timestamp(worker.sinceMs),
    ...(inits.length === 0 ? {} : { initContainerStatuses: inits }),
    containerStatuses: statuses.filter(row => row.container.role === 'app').map(row => row.status)
  };
}

/** All that must come before the application's containers is done. */
export function isInitialized(worker: PodWorker): boolean {
  return worker.containers.every(container => container.role === 'app'
    || (container.role === 'init' ? container.terminated?.exitCode === 0 && container.state.at === 'exited' : container.started))
    || worker.containers.some(container => container.role === 'app' && container.runs > 0);
}

function containerStatus(pod: Pod, worker: PodWorker, container: ContainerWorker, initialized: boolean): ContainerStatus {
  const image = specOf(pod, container.name).image ?? '';
  const id = container.runs === 0 ? '' : containerId(worker, container, container.runs);
  return {
    name: container.name,
    state: stateOf(worker, container, initialized),
    ...(container.lastTerminated === undefined ? {} : { lastState: { terminated: terminatedState(worker, container, container.lastTerminated, container.runs - 1) } }),
    ready: container.role === 'init' ? container.state.at === 'exited' && container.terminated?.exitCode === 0 : container.ready,
    restartCount: container.restartCount, image, imageID: container.runs === 0 ? '' : image,
    ...(id === '' ? {} : { containerID: id }),
    started: container.started
  };
}

function stateOf(worker: PodWorker, container: ContainerWorker, initialized: boolean): ContainerState {
  const { state } = container;
  if (state.at === 'running' || state.at === 'stopping') return { running: { startedAt: timestamp(state.startedAtMs) } };
  if (state.at === 'blocked') return { waiting: { reason: state.reason, message: state.message } };
  if (container.terminated !== undefined) return { terminated: terminatedState(worker, container, container.terminated, container.runs) };
  const waitsForInit = container.role === 'app' ? !initialized : worker.containers.some(other => other.role !== 'app');
  return { waiting: { reason: waitsForInit ? 'PodInitializing' : 'ContainerCreating' } };
}

function terminatedState(worker: PodWorker, container: ContainerWorker, terminated: Terminated, run: number): NonNullable<ContainerState['terminated']> {
  return {
    exitCode: terminated.exitCode, reason: terminated.reason, startedAt: timestamp(terminated.startedAtMs), finishedAt: timestamp(terminated.finishedAtMs),
    containerID: containerId(worker, container, run)
  };
}

/** A containerd-like id that is the same in every replay. */
function containerId(worker: PodWorker, container: ContainerWorker, run: number): string {
  return `containerd://${worker.uid.replace(/-/g, '')}${container.name}${run}`;
}

function conditions(pod: Pod, worker: PodWorker, phase: string, nowMs: Millis): PodCondition[] {
  const others = (pod.status?.conditions ?? []).filter(condition => !ownConditions.has(condition.type ?? ''));
  const containers = containersReady(worker, phase);
  const gates = containers.status === 'True' ? unmetGates(pod, others) : '';
  const ready = gates === '' ? containers : { status: 'False', reason: 'ReadinessGatesNotReady', message: gates };
  const wanted: readonly [string, Text][] = [
    ['PodReadyToStartContainers', { status: worker.finished ? 'False' : 'True' }],
    ['Initialized', initializedCondition(worker, phase)],
    ['Ready', ready], ['ContainersReady', containers], ['PodScheduled', { status: 'True' }]
  ];
  const generation = pod.metadata?.generation ?? 1;
  return [...others, ...wanted.map(([type, text]) => ({ type, ...text, observedGeneration: generation, lastTransitionTime: transitionTime(pod, type, text.status, nowMs) }))];
}

interface Text { readonly status: string; readonly reason?: string; readonly message?: string }

function transitionTime(pod: Pod, type: string, status: string, nowMs: Millis): string {
  const old = pod.status?.conditions?.find(condition => condition.type === type);
  return old?.status === status && old.lastTransitionTime !== undefined ? old.lastTransitionTime : timestamp(nowMs);
}

function containersReady(worker: PodWorker, phase: string): Text {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' };
  const unready = worker.containers.filter(container => container.role !== 'init' && !container.ready).map(container => container.name);
  return unready.length === 0 ? { status: 'True' } : { status: 'False', reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]` };
}

function unmetGates(pod: Pod, present: readonly PodCondition[]): string {
  return (pod.spec?.readinessGates ?? []).flatMap(({ conditionType = '' }) => {
    const found = present.find(condition => condition.type === conditionType);
    if (found === undefined) return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`];
    return found.status === 'True' ? [] : [`the status of pod readiness gate "${conditionType}" is not "True", but ${found.status ?? ''}`];
  }).join(', ');
}

function initializedCondition(worker: PodWorker, phase: string): Text {
  if (phase === 'Succeeded') return { status: 'True', reason: 'PodCompleted' };
  if (isInitialized(worker)) return { status: 'True' };
  const incomplete = worker.containers.filter(container => container.role === 'init' ? !(container.state.at === 'exited' && container.terminated?.exitCode === 0) : container.role === 'sidecar' && !container.started);
  return { status: 'False', reason: 'ContainersNotInitialized', message: `containers with incomplete status: [${incomplete.map(container => container.name).join(' ')}]` };
}
