import type { Controller } from './controller';
import { certificateApprovingController } from './certificates/approving';
import { certificateSigningController } from './certificates/signing';
import { clusterRoleAggregationController } from './clusterRoleAggregation';
import { cronJobController } from './cronJob/cronJob';
import { customResourceNamingController } from './customResourceNaming';
import { daemonSetController } from './daemonSet/daemonSet';
import { deploymentController } from './deployment/deployment';
import { disruptionController } from './disruption/disruption';
import { endpointSliceController } from './endpointSlice/endpointSlice';
import { garbageCollector } from './garbageCollector';
import { jobController } from './job/job';
import { jobOrphanPodController } from './job/orphanPods';
import { ttlAfterFinishedController } from './job/ttlAfterFinished';
import { namespaceController } from './namespace';
import { nodeLifecycleController } from './node/nodeLifecycle';
import { podGarbageCollector } from './node/podGarbageCollector';
import { taintEvictionController } from './node/taintEviction';
import { persistentVolumeController } from './persistentVolume/persistentVolume';
import { replicaSetController } from './replicaSet';
import { resourceQuotaController } from './resourceQuota';
import { serviceAccountController } from './serviceAccount';
import { statefulSetController } from './statefulSet/statefulSet';
import { provisioner } from './storageDriver/provisioner';
import { resizer } from './storageDriver/resizer';
import { volumeExpandController } from './volumeExpand';
import { claimProtection, volumeProtection } from './volumeProtection';

/** Every controller of the cluster, in the order in which they hear of changes. A controller is one file and one line here. */
export const controllers: readonly Controller[] = [
  deploymentController,
  replicaSetController,
  statefulSetController,
  daemonSetController,
  jobController,
  jobOrphanPodController,
  cronJobController,
  ttlAfterFinishedController,
  nodeLifecycleController(),
  taintEvictionController,
  podGarbageCollector,
  endpointSliceController,
  garbageCollector,
  namespaceController,
  serviceAccountController,
  resourceQuotaController,
  disruptionController,
  clusterRoleAggregationController,
  customResourceNamingController,
  certificateApprovingController,
  certificateSigningController,
  persistentVolumeController(),
  claimProtection,
  volumeProtection,
  volumeExpandController,
  provisioner,
  resizer
];
