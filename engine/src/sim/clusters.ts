import type { Node, Taint } from '../../generated/types';
import { timestamp } from '../core/timestamp';

/** What tells a node from another; the rest is alike. Sizes are quantities. */
export interface NodeTemplate {
  readonly name: string;
  readonly zone?: string;
  readonly cpu?: string;
  readonly memory?: string;
  readonly pods?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly role?: 'control-plane';
}

/** A cluster to begin with. */
export interface ClusterPreset { readonly doc: string; readonly nodes: readonly NodeTemplate[] }

const controlPlane: NodeTemplate = { name: 'control-plane', zone: 'zone-a', cpu: '2', memory: '4Gi', role: 'control-plane' };

function workers(count: number, size: { cpu: string; memory: string }): NodeTemplate[] {
  return Array.from({ length: count }, (_, i) => ({ name: `worker-${i + 1}`, zone: i % 2 === 0 ? 'zone-a' : 'zone-b', ...size }));
}

/** The clusters that can be asked for by name. */
export const clusterPresets: Readonly<Record<string, ClusterPreset>> = {
  default: { doc: 'A control plane and three workers of 4 CPU and 16Gi in two zones.', nodes: [controlPlane, ...workers(3, { cpu: '4', memory: '16Gi' })] },
  single: { doc: 'One node of 4 CPU and 8Gi that runs everything, as kind, minikube or k3s make it.', nodes: [{ name: 'node-1', zone: 'zone-a', cpu: '4', memory: '8Gi' }] },
  small: { doc: 'A control plane and two workers of 2 CPU and 4Gi.', nodes: [controlPlane, ...workers(2, { cpu: '2', memory: '4Gi' })] },
  large: { doc: 'A control plane and ten workers of 16 CPU and 64Gi in two zones.', nodes: [controlPlane, ...workers(10, { cpu: '16', memory: '64Gi' })] }
};

/** A node as a kubelet would have registered it. */
export function nodeFrom(template: NodeTemplate): Node {
  const { name, zone, role } = template;
  const capacity = { cpu: template.cpu ?? '4', memory: template.memory ?? '16Gi', pods: template.pods ?? '110', 'ephemeral-storage': '100Gi' };
  const taints = [...template.taints ?? [], ...(role === 'control-plane' ? [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] : [])];
  const labels = {
    'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', 'beta.kubernetes.io/os': 'linux', 'beta.kubernetes.io/arch': 'amd64',
    ...(zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone, 'topology.kubernetes.io/region': 'region-1' }),
    ...(role === undefined ? {} : { [`node-role.kubernetes.io/${role}`]: '' }), ...template.labels
  };
  return {
    apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec: taints.length === 0 ? {} : { taints },
    status: { capacity, allocatable: capacity, conditions: healthyConditions(), nodeInfo: nodeInfo }
  };
}

/** The conditions of a node whose kubelet is well. */
export function healthyConditions(): NonNullable<NonNullable<Node['status']>['conditions']> {
  const at = timestamp(0);
  const row = (type: string, status: string, reason: string, message: string): { type: string; status: string; reason: string; message: string; lastHeartbeatTime: string; lastTransitionTime: string } =>
    ({ type, status, reason, message, lastHeartbeatTime: at, lastTransitionTime: at });
  return [
    row('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
    row('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    row('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    row('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status')
  ];
}

const nodeInfo = {
  machineID: '', systemUUID: '', bootID: '', kernelVersion: '6.12.0', osImage: 'Linux', containerRuntimeVersion: 'containerd://2.1.4',
  kubeletVersion: 'v1.36.1', kubeProxyVersion: '', operatingSystem: 'linux', architecture: 'amd64'
};
