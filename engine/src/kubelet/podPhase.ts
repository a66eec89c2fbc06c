import type { Pod } from '../../generated/types';
import { isRunning, type ContainerWorker, type PodWorker } from './podWorker';

/** Pending, Running, Succeeded or Failed (getPhase, pkg/kubelet/kubelet_pods.go, v1.36). */
export function podPhase(pod: Pod, worker: PodWorker): string {
  const policy = pod.spec?.restartPolicy ?? 'Always';
  const inits = worker.containers.filter(container => container.role === 'init');
  const apps = worker.containers.filter(container => container.role === 'app');
  const begun = apps.some(container => container.runs > 0);
  if (policy === 'Never' && inits.some(container => (container.terminated?.exitCode ?? 0) !== 0)) return 'Failed';
  if (inits.some(container => isPendingInit(container))) return 'Pending';
  if (!begun && worker.containers.some(container => container.role === 'sidecar' && !container.started)) return 'Pending';
  if (apps.some(container => container.runs === 0 && container.terminated === undefined)) return worker.finished && begun ? endPhase(apps) : 'Pending';
  if (apps.some(isRunning)) return 'Running';
  if (worker.containers.some(container => container.role === 'sidecar' && isRunning(container))) return 'Running';
  if (worker.finished) return endPhase(apps);
  if (policy === 'Always') return 'Running';
  return policy === 'Never' || apps.every(container => container.terminated?.exitCode === 0) ? endPhase(apps) : 'Running';
}

function endPhase(apps: readonly ContainerWorker[]): string {
  return apps.every(container => (container.terminated ?? container.lastTerminated)?.exitCode === 0) ? 'Succeeded' : 'Failed';
}

function isPendingInit(container: ContainerWorker): boolean {
  if (container.state.at === 'exited') return false;
  return container.terminated === undefined || isRunning(container);
}
