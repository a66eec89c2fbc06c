import type { PluginFactory } from './framework';
import { defaultBinder } from './plugins/defaultBinder';
import { defaultPreemption } from './plugins/defaultPreemption';
import { dynamicResources } from './plugins/dynamicResources';
import { imageLocality } from './plugins/imageLocality';
import { interPodAffinity } from './plugins/interPodAffinity';
import { nodeAffinity } from './plugins/nodeAffinity';
import { nodeDeclaredFeatures } from './plugins/nodeDeclaredFeatures';
import { nodeName } from './plugins/nodeName';
import { nodePorts } from './plugins/nodePorts';
import { nodeResourcesBalancedAllocation } from './plugins/nodeResourcesBalancedAllocation';
import { nodeResourcesFit } from './plugins/nodeResourcesFit';
import { nodeUnschedulable } from './plugins/nodeUnschedulable';
import { nodeVolumeLimits } from './plugins/nodeVolumeLimits';
import { podTopologySpread } from './plugins/podTopologySpread';
import { prioritySort } from './plugins/prioritySort';
import { schedulingGates } from './plugins/schedulingGates';
import { taintToleration } from './plugins/taintToleration';
import { volumeBinding } from './plugins/volumeBinding';
import { volumeRestrictions } from './plugins/volumeRestrictions';
import { volumeZone } from './plugins/volumeZone';

/** Every plugin there is. Which of them run, and in which order, is the profile's matter. */
export const plugins: readonly PluginFactory[] = [
  schedulingGates,
  prioritySort,
  nodeUnschedulable,
  nodeName,
  taintToleration,
  nodeAffinity,
  nodePorts,
  nodeResourcesFit,
  volumeRestrictions,
  nodeVolumeLimits,
  volumeBinding,
  volumeZone,
  podTopologySpread,
  interPodAffinity,
  dynamicResources,
  defaultPreemption,
  nodeResourcesBalancedAllocation,
  imageLocality,
  defaultBinder,
  nodeDeclaredFeatures
];
