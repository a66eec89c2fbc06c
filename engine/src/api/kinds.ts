import type { ResourceKind } from './kind';
import { certificateSigningRequest } from './kinds/certificateSigningRequest';
import { clusterRole } from './kinds/clusterRole';
import { clusterRoleBinding } from './kinds/clusterRoleBinding';
import { configMap } from './kinds/configMap';
import { controllerRevision } from './kinds/controllerRevision';
import { cronJob } from './kinds/cronJob';
import { csiDriver } from './kinds/csiDriver';
import { csiNode } from './kinds/csiNode';
import { csiStorageCapacity } from './kinds/csiStorageCapacity';
import { customResourceDefinition } from './kinds/customResourceDefinition';
import { daemonSet } from './kinds/daemonSet';
import { deployment } from './kinds/deployment';
import { deviceClass } from './kinds/deviceClass';
import { endpoints } from './kinds/endpoints';
import { endpointSlice } from './kinds/endpointSlice';
import { event } from './kinds/event';
import { eventsEvent } from './kinds/eventsEvent';
import { flowSchema } from './kinds/flowSchema';
import { horizontalPodAutoscaler } from './kinds/horizontalPodAutoscaler';
import { horizontalPodAutoscalerV1 } from './kinds/horizontalPodAutoscalerV1';
import { ingress } from './kinds/ingress';
import { ingressClass } from './kinds/ingressClass';
import { ipAddress } from './kinds/ipAddress';
import { job } from './kinds/job';
import { lease } from './kinds/lease';
import { limitRange } from './kinds/limitRange';
import { mutatingWebhookConfiguration } from './kinds/mutatingWebhookConfiguration';
import { namespace } from './kinds/namespace';
import { networkPolicy } from './kinds/networkPolicy';
import { node } from './kinds/node';
import { persistentVolume } from './kinds/persistentVolume';
import { persistentVolumeClaim } from './kinds/persistentVolumeClaim';
import { pod } from './kinds/pod';
import { podDisruptionBudget } from './kinds/podDisruptionBudget';
import { podTemplate } from './kinds/podTemplate';
import { priorityClass } from './kinds/priorityClass';
import { priorityLevelConfiguration } from './kinds/priorityLevelConfiguration';
import { replicaSet } from './kinds/replicaSet';
import { replicationController } from './kinds/replicationController';
import { resourceClaim } from './kinds/resourceClaim';
import { resourceClaimTemplate } from './kinds/resourceClaimTemplate';
import { resourceQuota } from './kinds/resourceQuota';
import { resourceSlice } from './kinds/resourceSlice';
import { role } from './kinds/role';
import { roleBinding } from './kinds/roleBinding';
import { runtimeClass } from './kinds/runtimeClass';
import { secret } from './kinds/secret';
import { service } from './kinds/service';
import { serviceAccount } from './kinds/serviceAccount';
import { serviceCidr } from './kinds/serviceCidr';
import { statefulSet } from './kinds/statefulSet';
import { storageClass } from './kinds/storageClass';
import { validatingAdmissionPolicy } from './kinds/validatingAdmissionPolicy';
import { validatingAdmissionPolicyBinding } from './kinds/validatingAdmissionPolicyBinding';
import { validatingWebhookConfiguration } from './kinds/validatingWebhookConfiguration';
import { volumeAttachment } from './kinds/volumeAttachment';
import { volumeAttributesClass } from './kinds/volumeAttributesClass';

/** Every kind with rules of its own: one line each. All other kinds that a version serves are known by their schema alone. */
export const kinds: readonly ResourceKind[] = [
  pod,
  service,
  configMap,
  secret,
  namespace,
  node,
  persistentVolume,
  persistentVolumeClaim,
  replicationController,
  resourceQuota,
  limitRange,
  serviceAccount,
  endpoints,
  event,
  eventsEvent,
  podTemplate,
  deployment,
  replicaSet,
  statefulSet,
  daemonSet,
  controllerRevision,
  job,
  cronJob,
  ingress,
  ingressClass,
  networkPolicy,
  endpointSlice,
  ipAddress,
  serviceCidr,
  storageClass,
  csiDriver,
  csiNode,
  csiStorageCapacity,
  volumeAttachment,
  volumeAttributesClass,
  role,
  clusterRole,
  roleBinding,
  clusterRoleBinding,
  horizontalPodAutoscaler,
  horizontalPodAutoscalerV1,
  podDisruptionBudget,
  priorityClass,
  runtimeClass,
  flowSchema,
  priorityLevelConfiguration,
  lease,
  certificateSigningRequest,
  customResourceDefinition,
  mutatingWebhookConfiguration,
  validatingWebhookConfiguration,
  validatingAdmissionPolicy,
  validatingAdmissionPolicyBinding,
  resourceClaim,
  resourceClaimTemplate,
  deviceClass,
  resourceSlice
];
