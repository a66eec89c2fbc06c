import type { ApiClient } from '../../../engine/src/apiserver/client';
import { timestamp } from '../../../engine/src/core/timestamp';
import type { Pod, PodCondition, PodStatus } from '../../../engine/generated/types';

/** What the recorder's kubelet did to a pod: `running`, `ready`, `exit`, `stopped`. One status write each. */
export class FakeKubelet {
  private nextAddress = 1;

  constructor(private readonly api: ApiClient, private readonly nowMs: () => number) {}

  act(pod: Pod, event: string, exitCode: number): void {
    switch (event) {
      case 'running': return this.write(pod, this.running(pod, false));
      case 'ready': return this.write(pod, this.running(pod, true));
      case 'exit': return this.exit(pod, exitCode);
      case 'stopped': return this.stop(pod);
      default: throw new Error(`unknown kubelet event ${event}`);
    }
  }

  setReady(pod: Pod, ready: boolean): void {
    this.write(pod, { ...pod.status, conditions: this.conditions(pod, { Ready: ready, ContainersReady: ready }), containerStatuses: (pod.status?.containerStatuses ?? []).map(status => ({ ...status, ready })) });
  }

  private running(pod: Pod, ready: boolean): PodStatus {
    const podIP = pod.status?.podIP ?? `10.244.${this.nextAddress >> 8}.${this.nextAddress++ & 255}`;
    const containerStatuses = (pod.spec?.containers ?? []).map(({ name = '', image = '' }) => ({ name, image, imageID: '', ready, started: true, restartCount: pod.status?.containerStatuses?.find(status => status.name === name)?.restartCount ?? 0, state: { running: { startedAt: timestamp(this.nowMs()) } } }));
    return {
      ...pod.status, phase: 'Running', podIP, podIPs: [{ ip: podIP }], hostIP: '10.0.0.1', startTime: pod.status?.startTime ?? timestamp(this.nowMs()), containerStatuses,
      conditions: this.conditions(pod, { PodScheduled: true, Initialized: true, ContainersReady: ready, Ready: ready })
    };
  }

  private exit(pod: Pod, exitCode: number): void {
    const policy = pod.spec?.restartPolicy ?? 'Always';
    const again = policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
    const terminated = { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', finishedAt: timestamp(this.nowMs()) };
    const containerStatuses = (pod.status?.containerStatuses ?? []).map(status => again
      ? { ...status, ready: false, restartCount: (status.restartCount ?? 0) + 1, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated } }
      : { ...status, ready: false, state: { terminated } });
    const conditions = this.conditions(pod, { Ready: false, ContainersReady: false });
    this.write(pod, { ...pod.status, ...(again ? {} : { phase: exitCode === 0 ? 'Succeeded' : 'Failed' }), containerStatuses, conditions });
  }

  private stop(pod: Pod): void {
    const { namespace = '', name = '' } = pod.metadata ?? {};
    if ((pod.spec?.restartPolicy ?? 'Always') !== 'Always' && pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed') {
      const terminated = { exitCode: 137, reason: 'Error', finishedAt: timestamp(this.nowMs()) };
      const containerStatuses = (pod.status?.containerStatuses ?? []).map(status => ({ ...status, ready: false, state: { terminated } }));
      this.write(pod, { ...pod.status, phase: 'Failed', containerStatuses, conditions: this.conditions(pod, { Ready: false, ContainersReady: false }) });
    }
    this.api.delete('pods', namespace, name, { gracePeriodSeconds: 0 });
  }

  private conditions(pod: Pod, wanted: Readonly<Record<string, boolean>>): PodCondition[] {
    const result = [...pod.status?.conditions ?? []];
    for (const [type, value] of Object.entries(wanted)) {
      const at = result.findIndex(condition => condition.type === type);
      const status = value ? 'True' : 'False';
      if (at >= 0 && result[at]?.status === status) continue;
      const condition = { type, status, lastTransitionTime: timestamp(this.nowMs()) };
      if (at >= 0) result[at] = condition;
      else result.push(condition);
    }
    return result;
  }

  private write(pod: Pod, status: PodStatus): void {
    this.api.updateStatus('pods', { ...pod, status });
  }
}
