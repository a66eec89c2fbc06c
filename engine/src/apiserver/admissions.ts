import type { AdmissionPlugin } from './admission';
import { namespaceLifecycle } from './admission/namespaceLifecycle';

/** The admission plugins in the order in which the API server runs them (pkg/kubeapiserver/options/plugins.go, v1.36): one line each. */
export const admissions: readonly AdmissionPlugin[] = [
  namespaceLifecycle
];
