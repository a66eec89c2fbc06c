import type { PodSpec } from '../../../generated/types';
import type { PluginFactory } from '../framework';
import { perPod } from '../perPod';
import { skip, unresolvable } from '../status';

const refusal = unresolvable("node(s) didn't match Pod's required features");

/** What a pod's spec may require of a node's declared features (component-helpers/nodedeclaredfeatures, v1.36). */
const requirements: readonly { readonly feature: string; isRequired(spec: PodSpec): boolean }[] = [
  {
    feature: 'RestartAllContainersOnContainerExits',
    isRequired: ({ containers = [], initContainers = [] }) => [...containers, ...initContainers]
      .some(container => container.restartPolicyRules?.some(rule => rule.action === 'RestartAllContainers'))
  },
  { feature: 'UserNamespacesHostNetworkSupport', isRequired: spec => spec.hostNetwork === true && spec.hostUsers === false }
];

/** The node must declare the features that the pod needs (plugins/nodedeclaredfeatures, v1.36). */
export const nodeDeclaredFeatures: PluginFactory = {
  name: 'NodeDeclaredFeatures',
  create() {
    const required = perPod(pod => requirements.filter(one => one.isRequired(pod.pod.spec ?? {})).map(one => one.feature));
    return {
      name: 'NodeDeclaredFeatures',
      preFilter: (_state, pod) => required(pod).length === 0 ? { status: skip } : undefined,
      filter: (_state, pod, node) => required(pod).every(feature => node.node.status?.declaredFeatures?.includes(feature)) ? undefined : refusal,
      events: [{ resource: 'nodes', actions: ['Add', 'UpdateNodeDeclaredFeature'] }]
    };
  }
};
