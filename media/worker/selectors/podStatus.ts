import type { KubeObject } from '../../../engine/src/index';
import { at, listAt, numberAt, textAt } from '../read';

/** The columns READY, STATUS and RESTARTS of `kubectl get pods`. */
export interface PodStatus { readonly status: string; readonly readyContainers: number; readonly containers: number; readonly restarts: number }

/** Mirrors printPod (pkg/printers/internalversion/printers.go, v1.36). */
export function podStatus(pod: KubeObject): PodStatus {
  const phase = textAt(pod, 'status', 'phase');
  let status = textAt(pod, 'status', 'reason') || phase;
  if (listAt(pod, 'status', 'conditions').some(c => textAt(c, 'type') === 'PodScheduled' && textAt(c, 'reason') === 'SchedulingGated')) status = 'SchedulingGated';

  const init = initStatus(pod);
  if (init.status !== undefined) status = init.status;
  let { readyContainers, restarts } = init;
  if (init.status === undefined || conditionIsTrue(pod, 'Initialized')) {
    const main = mainStatus(pod, status);
    status = main.status;
    readyContainers += main.readyContainers;
    restarts = init.sidecarRestarts + main.restarts;
  }
  if (pod.metadata?.deletionTimestamp !== undefined) {
    if (textAt(pod, 'status', 'reason') === 'NodeLost') status = 'Unknown';
    else if (phase !== 'Succeeded' && phase !== 'Failed') status = 'Terminating';
  }
  const sidecars = listAt(pod, 'spec', 'initContainers').filter(isSidecar).length;
  return { status, readyContainers, containers: listAt(pod, 'spec', 'containers').length + sidecars, restarts };
}

export function conditionIsTrue(object: KubeObject, type: string): boolean {
  return listAt(object, 'status', 'conditions').some(condition => textAt(condition, 'type') === type && textAt(condition, 'status') === 'True');
}

function isSidecar(container: unknown): boolean {
  return textAt(container, 'restartPolicy') === 'Always';
}

function initStatus(pod: KubeObject): { status?: string; readyContainers: number; restarts: number; sidecarRestarts: number } {
  const specs = listAt(pod, 'spec', 'initContainers');
  let readyContainers = 0, restarts = 0, sidecarRestarts = 0;
  for (const [index, container] of listAt(pod, 'status', 'initContainerStatuses').entries()) {
    const sidecar = specs.some(spec => textAt(spec, 'name') === textAt(container, 'name') && isSidecar(spec));
    restarts += numberAt(container, 'restartCount') ?? 0;
    if (sidecar) sidecarRestarts += numberAt(container, 'restartCount') ?? 0;
    if (numberAt(container, 'state', 'terminated', 'exitCode') === 0) continue;
    if (sidecar && at(container, 'started') === true) {
      if (at(container, 'ready') === true) readyContainers++;
      continue;
    }
    const waiting = textAt(container, 'state', 'waiting', 'reason');
    const status = at(container, 'state', 'terminated') !== undefined ? `Init:${exitReason(container)}`
      : waiting !== '' && waiting !== 'PodInitializing' ? `Init:${waiting}` : `Init:${index}/${specs.length}`;
    return { status, readyContainers, restarts, sidecarRestarts };
  }
  return { readyContainers, restarts, sidecarRestarts };
}

function mainStatus(pod: KubeObject, before: string): { status: string; readyContainers: number; restarts: number } {
  let status = before, readyContainers = 0, restarts = 0, hasRunning = false, errorReason = '';
  for (const container of [...listAt(pod, 'status', 'containerStatuses')].reverse()) {
    restarts += numberAt(container, 'restartCount') ?? 0;
    const waiting = textAt(container, 'state', 'waiting', 'reason');
    if (waiting !== '') status = waiting;
    else if (at(container, 'state', 'terminated') !== undefined) {
      status = exitReason(container);
      if (numberAt(container, 'state', 'terminated', 'exitCode') !== 0) errorReason = status;
    } else if (at(container, 'ready') === true && at(container, 'state', 'running') !== undefined) {
      hasRunning = true;
      readyContainers++;
    }
  }
  if (status === 'Completed') {
    if (hasRunning && conditionIsTrue(pod, 'Ready')) status = 'Running';
    else if (errorReason !== '') status = errorReason;
    else if (hasRunning) status = 'NotReady';
  }
  return { status, readyContainers, restarts };
}

function exitReason(container: unknown): string {
  const reason = textAt(container, 'state', 'terminated', 'reason');
  if (reason !== '') return reason;
  const signal = numberAt(container, 'state', 'terminated', 'signal') ?? 0;
  return signal !== 0 ? `Signal:${signal}` : `ExitCode:${numberAt(container, 'state', 'terminated', 'exitCode') ?? 0}`;
}
