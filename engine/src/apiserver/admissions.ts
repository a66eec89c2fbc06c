import type { AdmissionPlugin } from './admission';
import { certificateApproval, certificateSigning, certificateSubjectRestriction } from './admission/certificates';
import { defaultIngressClass } from './admission/defaultIngressClass';
import { defaultStorageClass } from './admission/defaultStorageClass';
import { defaultTolerationSeconds } from './admission/defaultTolerationSeconds';
import { limitRanger } from './admission/limitRanger';
import { namespaceLifecycle } from './admission/namespaceLifecycle';
import { persistentVolumeClaimResize } from './admission/persistentVolumeClaimResize';
import { podSecurity } from './admission/podSecurity';
import { podTopologyLabels } from './admission/podTopologyLabels';
import { priority } from './admission/priority';
import { resourceQuota } from './admission/resourceQuota';
import { runtimeClass } from './admission/runtimeClass';
import { serviceAccount } from './admission/serviceAccount';
import { storageObjectInUseProtection } from './admission/storageObjectInUseProtection';
import { taintNodesByCondition } from './admission/taintNodesByCondition';
import { validatingAdmissionPolicy } from './admission/validatingAdmissionPolicy';

/** The admission plugins in the order in which the API server runs them (pkg/kubeapiserver/options/plugins.go, v1.36): one line each. */
export const admissions: readonly AdmissionPlugin[] = [
  namespaceLifecycle,
  limitRanger,
  serviceAccount,
  taintNodesByCondition,
  podSecurity,
  priority,
  defaultTolerationSeconds,
  defaultStorageClass,
  storageObjectInUseProtection,
  persistentVolumeClaimResize,
  runtimeClass,
  certificateApproval,
  certificateSigning,
  certificateSubjectRestriction,
  defaultIngressClass,
  podTopologyLabels,
  validatingAdmissionPolicy,
  resourceQuota
];
