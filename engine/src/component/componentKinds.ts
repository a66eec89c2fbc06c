import type { ComponentRule } from './componentProblem';
import { auditPolicy } from './rules/auditPolicy';
import { encryptionConfiguration } from './rules/encryption';
import { featureGates } from './rules/featureGates';
import { kubeconfig } from './rules/kubeconfig';
import { kubeProxy } from './rules/kubeProxy';
import { kustomization } from './rules/kustomization';

/** A kind of configuration file. */
export interface ComponentKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Its struct in `componentSchemas`. */
  readonly definition: string;
  /** Who reads it. */
  readonly reader: string;
  /** Whether the reader stops at a field that it does not know, or goes on without it. */
  readonly unknownFields: 'error' | 'warning';
  readonly rule?: ComponentRule;
}

/** The files that components and clients of v1.36 read. One line per kind. */
const kinds: readonly ComponentKind[] = [
  { apiVersion: 'v1', kind: 'Config', definition: 'clientcmd.Config', reader: 'kubectl', unknownFields: 'warning', rule: kubeconfig },
  { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', definition: 'encryption.EncryptionConfiguration', reader: 'kube-apiserver', unknownFields: 'error', rule: encryptionConfiguration },
  { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', definition: 'audit.Policy', reader: 'kube-apiserver', unknownFields: 'warning', rule: auditPolicy },
  { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', definition: 'kubeadm.ClusterConfiguration', reader: 'kubeadm', unknownFields: 'warning' },
  { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'InitConfiguration', definition: 'kubeadm.InitConfiguration', reader: 'kubeadm', unknownFields: 'warning' },
  { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'JoinConfiguration', definition: 'kubeadm.JoinConfiguration', reader: 'kubeadm', unknownFields: 'warning' },
  { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ResetConfiguration', definition: 'kubeadm.ResetConfiguration', reader: 'kubeadm', unknownFields: 'warning' },
  { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration', definition: 'kubelet.KubeletConfiguration', reader: 'the kubelet', unknownFields: 'warning', rule: featureGates },
  { apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', definition: 'proxy.KubeProxyConfiguration', reader: 'kube-proxy', unknownFields: 'warning', rule: kubeProxy },
  { apiVersion: 'kubescheduler.config.k8s.io/v1', kind: 'KubeSchedulerConfiguration', definition: 'scheduler.KubeSchedulerConfiguration', reader: 'kube-scheduler', unknownFields: 'error' },
  { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', definition: 'kustomize.Kustomization', reader: 'kustomize', unknownFields: 'error', rule: kustomization }
];

const byName: ReadonlyMap<string, ComponentKind> = new Map(kinds.map(kind => [`${kind.apiVersion} ${kind.kind}`, kind]));

/** The kind of a configuration file by its head; a kustomization may leave its head out. Undefined for those that are not known. */
export function componentKind(apiVersion: string, kind: string): ComponentKind | undefined {
  return byName.get(`${apiVersion} ${kind}`);
}

/** Versions that v1.36 has dropped, with the one that is left; kubeadm still reads `v1beta3`. */
const dropped: Readonly<Record<string, string>> = {
  'apiserver.config.k8s.io/v1alpha1 EncryptionConfiguration': 'apiserver.config.k8s.io/v1',
  'audit.k8s.io/v1alpha1 Policy': 'audit.k8s.io/v1',
  'audit.k8s.io/v1beta1 Policy': 'audit.k8s.io/v1',
  'kubeadm.k8s.io/v1beta1 ClusterConfiguration': 'kubeadm.k8s.io/v1beta4',
  'kubeadm.k8s.io/v1beta1 InitConfiguration': 'kubeadm.k8s.io/v1beta4',
  'kubeadm.k8s.io/v1beta1 JoinConfiguration': 'kubeadm.k8s.io/v1beta4',
  'kubeadm.k8s.io/v1beta2 ClusterConfiguration': 'kubeadm.k8s.io/v1beta4',
  'kubeadm.k8s.io/v1beta2 InitConfiguration': 'kubeadm.k8s.io/v1beta4',
  'kubeadm.k8s.io/v1beta2 JoinConfiguration': 'kubeadm.k8s.io/v1beta4',
  'kubescheduler.config.k8s.io/v1alpha1 KubeSchedulerConfiguration': 'kubescheduler.config.k8s.io/v1',
  'kubescheduler.config.k8s.io/v1alpha2 KubeSchedulerConfiguration': 'kubescheduler.config.k8s.io/v1',
  'kubescheduler.config.k8s.io/v1beta1 KubeSchedulerConfiguration': 'kubescheduler.config.k8s.io/v1',
  'kubescheduler.config.k8s.io/v1beta2 KubeSchedulerConfiguration': 'kubescheduler.config.k8s.io/v1',
  'kubescheduler.config.k8s.io/v1beta3 KubeSchedulerConfiguration': 'kubescheduler.config.k8s.io/v1'
};

/** The apiVersion to use instead of one that no reader of v1.36 takes any more; undefined for all others. */
export function droppedVersion(apiVersion: string, kind: string): string | undefined {
  const head = `${apiVersion} ${kind}`;
  return Object.hasOwn(dropped, head) ? dropped[head] : undefined;
}

/** What a file without a head is taken for when its name says that it is a kustomization. */
export const kustomizationKind: ComponentKind | undefined = componentKind('kustomize.config.k8s.io/v1beta1', 'Kustomization');
