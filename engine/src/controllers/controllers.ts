import type { Controller } from './controller';
import { deploymentController } from './deployment/deployment';
import { endpointSliceController } from './endpointSlice/endpointSlice';
import { garbageCollector } from './garbageCollector';
import { namespaceController } from './namespace';
import { replicaSetController } from './replicaSet';
import { resourceQuotaController } from './resourceQuota';
import { serviceAccountController } from './serviceAccount';

/** Every controller of the cluster, in the order in which they hear of changes. A controller is one file and one line here. */
export const controllers: readonly Controller[] = [
  deploymentController,
  replicaSetController,
  endpointSliceController,
  garbageCollector,
  namespaceController,
  serviceAccountController,
  resourceQuotaController
];
