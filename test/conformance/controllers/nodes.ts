import type { Node, NodeCondition } from '../../../engine/generated/types';
import type { NodeRow } from './recording';

const common = ['a1', 'a2', 'b1', 'b2', 'c1', 'c2'].map(name => ({ name: `node-${name}`, zone: `zone-${name[0] ?? ''}` }));

/** The six nodes that always exist, and those of the scenario. */
export function nodesOf(rows: readonly NodeRow[]): Node[] {
  return [...common, ...rows].map(nodeObject);
}

/** What the recorder's kubelets say of their nodes. */
export const nodeConditions: readonly NodeCondition[] = [
  { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
  { type: 'MemoryPressure', status: 'False', reason: 'KubeletHasSufficientMemory', message: 'kubelet has sufficient memory available' },
  { type: 'DiskPressure', status: 'False', reason: 'KubeletHasNoDiskPressure', message: 'kubelet has no disk pressure' },
  { type: 'PIDPressure', status: 'False', reason: 'KubeletHasSufficientPID', message: 'kubelet has sufficient PID available' }
];

export function nodeObject(row: NodeRow): Node {
  const resources = { cpu: row.cpu ?? '64', memory: row.memory ?? '256Gi', pods: row.pods ?? '500' };
  const zone = row.zone === undefined ? {} : { 'topology.kubernetes.io/zone': row.zone };
  return {
    apiVersion: 'v1', kind: 'Node',
    metadata: { name: row.name, labels: { 'kubernetes.io/hostname': row.name, 'topology.kubernetes.io/region': 'r1', ...zone, ...row.labels } },
    spec: { ...(row.taints === undefined ? {} : { taints: row.taints }), ...(row.unschedulable === true ? { unschedulable: true } : {}) },
    status: { capacity: resources, allocatable: resources, conditions: nodeConditions }
  };
}
