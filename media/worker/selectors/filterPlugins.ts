/**
 * The filter plugins in the order in which the scheduler asks them (pkg/scheduler/apis/config/v1/default_plugins.go, v1.36),
 * each with a short heading and the question that it answers.
 */
export const filterPlugins: readonly { readonly name: string; readonly label: string; readonly asks: string }[] = [
  { name: 'NodeUnschedulable', label: 'Cordon', asks: 'Is the node open for new pods (not cordoned)?' },
  { name: 'NodeName', label: 'Name', asks: 'Is it the node that spec.nodeName asks for?' },
  { name: 'TaintToleration', label: 'Taints', asks: "Does the pod tolerate the node's taints?" },
  { name: 'NodeAffinity', label: 'Affinity', asks: 'Do the labels of the node match nodeSelector and node affinity?' },
  { name: 'NodePorts', label: 'Ports', asks: 'Are the host ports still free?' },
  { name: 'NodeResourcesFit', label: 'Resources', asks: 'Is enough CPU, memory and room for one more pod left?' },
  { name: 'VolumeRestrictions', label: 'Volume use', asks: 'May the volumes be used on this node beside those that use them already?' },
  { name: 'NodeVolumeLimits', label: 'Volume limit', asks: 'Can the node attach that many volumes?' },
  { name: 'VolumeBinding', label: 'Volumes', asks: "Can the pod's claims be bound to volumes that this node reaches?" },
  { name: 'VolumeZone', label: 'Volume zone', asks: "Is the node in the zone of the pod's volumes?" },
  { name: 'PodTopologySpread', label: 'Spread', asks: 'Would the pods stay spread as topologySpreadConstraints ask?' },
  { name: 'InterPodAffinity', label: 'Pod affinity', asks: 'Do the pods that are there suit podAffinity and podAntiAffinity?' },
  { name: 'DynamicResources', label: 'Devices', asks: 'Can the resource claims be allocated on this node?' },
  { name: 'NodeDeclaredFeatures', label: 'Features', asks: 'Does the node declare the features that the pod needs?' }
];

/** Columns for plugins that are always worth showing; the others appear when one of them refused a node. */
export const everydayPlugins: ReadonlySet<string> = new Set(['NodeUnschedulable', 'TaintToleration', 'NodeAffinity', 'NodePorts', 'NodeResourcesFit', 'VolumeBinding', 'PodTopologySpread', 'InterPodAffinity']);
