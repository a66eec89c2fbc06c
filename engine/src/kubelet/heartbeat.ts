import type { Lease, Node, NodeCondition } from '../../generated/types';
import { microTimestamp, timestamp } from '../core/timestamp';
import type { KubeObject } from '../api/object';
import type { Context } from '../sim/context';

const leases = 'coordination.k8s.io/leases';
const renewMs = 10_000;

/**
 * A node falls silent: its lease keeps the time of the last renewal. The renewals of living nodes are not played one by one;
 * their leases have no renewTime.
 */
export function fallSilent(ctx: Context, node: string): void {
  writeLease(ctx, node, { holderIdentity: node, leaseDurationSeconds: 40, renewTime: microTimestamp(Math.floor(ctx.nowMs / renewMs) * renewMs) });
}

/** A node is heard again, and posts its status. */
export function resume(ctx: Context, name: string): void {
  writeLease(ctx, name, { holderIdentity: name, leaseDurationSeconds: 40 });
  const node = ctx.api.get<Node>('nodes', '', name);
  const conditions = node?.status?.conditions ?? [];
  if (node === undefined || conditions.every(condition => condition.status !== 'Unknown')) return;
  const posted = conditions.map(condition => condition.status === 'Unknown' ? healthy(condition, timestamp(ctx.nowMs)) : condition);
  ctx.api.updateStatus<Node & KubeObject>('nodes', { ...node, status: { ...node.status, conditions: posted } });
}

function writeLease(ctx: Context, name: string, spec: Lease['spec']): void {
  const lease: Lease & KubeObject = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace: 'kube-node-lease' }, ...(spec === undefined ? {} : { spec }) };
  const old = ctx.api.get<Lease & KubeObject>(leases, 'kube-node-lease', name);
  if (old === undefined) ctx.api.create(leases, lease);
  else ctx.api.update<KubeObject>(leases, { ...old, ...lease, metadata: { ...old.metadata, ...lease.metadata } });
}

/** What a kubelet says of a node that is well (pkg/kubelet/nodestatus/setters.go, v1.36). */
const wellBeing: Readonly<Record<string, readonly [string, string]>> = {
  MemoryPressure: ['KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  DiskPressure: ['KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  PIDPressure: ['KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  Ready: ['KubeletReady', 'kubelet is posting ready status']
};

function healthy(condition: NodeCondition, now: string): NodeCondition {
  const [reason, message] = wellBeing[condition.type ?? ''] ?? [];
  if (reason === undefined || message === undefined) return condition;
  return { ...condition, status: condition.type === 'Ready' ? 'True' : 'False', reason, message, lastHeartbeatTime: now, lastTransitionTime: now };
}
