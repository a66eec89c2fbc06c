import { apiVersionOf, gvkOf } from './object';

/** A kind at an API version. */
export interface ApiKind { readonly apiVersion: string; readonly kind: string }

/** How long an API version of a kind is served. Releases are minor versions of Kubernetes 1. */
export interface ApiLifecycle extends ApiKind {
  readonly deprecatedIn: number;
  /** The first release that no longer serves it; absent: no removal is planned. */
  readonly removedIn?: number;
  /** What the server's warning says to use; absent: the warning names nothing. */
  readonly replacement?: ApiKind;
  /** Where the kind is served today, whether the warning names it or not; absent: nowhere (PodSecurityPolicy …). */
  readonly successor?: ApiKind;
}

type Row = readonly [apiVersion: string, kinds: string, deprecatedIn: number, removedIn?: number | undefined, replacement?: string | undefined, successor?: string];

/**
 * Every deprecated API version: the `zz_generated.prerelease-lifecycle.go` and `lifecycle.go` files of staging/src/k8s.io (v1.36),
 * and those whose Go types are gone (autoscaling/v2beta*, PodSecurityPolicy), from the deprecation guide.
 * A replacement without a kind is the same kind there; a successor is given where the warning does not lead to it.
 */
const rows: readonly Row[] = [
  ['v1', 'ComponentStatus', 19],
  ['v1', 'Endpoints', 33, undefined, 'discovery.k8s.io/v1 EndpointSlice'],
  ['admissionregistration.k8s.io/v1alpha1', 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding', 35, 38, undefined, 'admissionregistration.k8s.io/v1'],
  ['admissionregistration.k8s.io/v1alpha1', 'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding', 29, 32, undefined, 'admissionregistration.k8s.io/v1'],
  ['admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding', 37, 40, 'admissionregistration.k8s.io/v1'],
  ['admissionregistration.k8s.io/v1beta1', 'MutatingWebhookConfiguration ValidatingWebhookConfiguration', 16, 22, 'admissionregistration.k8s.io/v1'],
  ['admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding', 31, 34, undefined, 'admissionregistration.k8s.io/v1'],
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 16, 22, 'apiextensions.k8s.io/v1'],
  ['apiregistration.k8s.io/v1beta1', 'APIService', 19, 22, 'apiregistration.k8s.io/v1'],
  ['apps/v1beta1', 'ControllerRevision Deployment DeploymentRollback StatefulSet', 8, 16, 'apps/v1'],
  ['apps/v1beta2', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet', 9, 16, 'apps/v1'],
  ['authentication.k8s.io/v1alpha1', 'SelfSubjectReview', 29, 32, undefined, 'authentication.k8s.io/v1'],
  ['authentication.k8s.io/v1beta1', 'SelfSubjectReview', 30, 33, undefined, 'authentication.k8s.io/v1'],
  ['authentication.k8s.io/v1beta1', 'TokenReview', 19, 22, 'authentication.k8s.io/v1'],
  ['authorization.k8s.io/v1beta1', 'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview', 19, 22, 'authorization.k8s.io/v1'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 22, 25, 'autoscaling/v2'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 23, 26, 'autoscaling/v2'],
  ['batch/v1beta1', 'CronJob', 21, 25, 'batch/v1'],
  ['certificates.k8s.io/v1alpha1', 'ClusterTrustBundle', 34, 37, undefined, 'certificates.k8s.io/v1beta1'],
  ['certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 19, 22, 'certificates.k8s.io/v1'],
  ['certificates.k8s.io/v1beta1', 'ClusterTrustBundle', 37, 40],
  ['certificates.k8s.io/v1beta1', 'PodCertificateRequest', 38, 41],
  ['coordination.k8s.io/v1alpha2', 'LeaseCandidate', 35, 38, undefined, 'coordination.k8s.io/v1beta1'],
  ['coordination.k8s.io/v1beta1', 'Lease', 19, 22, 'coordination.k8s.io/v1'],
  ['coordination.k8s.io/v1beta1', 'LeaseCandidate', 36, 39],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', 21, 25, 'discovery.k8s.io/v1'],
  ['events.k8s.io/v1beta1', 'Event', 22, 25, undefined, 'events.k8s.io/v1'],
  ['extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', 8, 16, 'apps/v1'],
  ['extensions/v1beta1', 'Ingress', 14, 22, 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'NetworkPolicy', 9, 16, 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'PodSecurityPolicy', 11, 16, 'policy/v1beta1'],
  ['flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema PriorityLevelConfiguration', 23, 26, 'flowcontrol.apiserver.k8s.io/v1beta3'],
  ['flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema PriorityLevelConfiguration', 26, 29, 'flowcontrol.apiserver.k8s.io/v1beta3'],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema PriorityLevelConfiguration', 29, 32, 'flowcontrol.apiserver.k8s.io/v1'],
  ['networking.k8s.io/v1beta1', 'IPAddress ServiceCIDR', 34, 37, undefined, 'networking.k8s.io/v1'],
  ['networking.k8s.io/v1beta1', 'Ingress', 19, 22, 'networking.k8s.io/v1'],
  // Upstream's warning names the list kind.
  ['networking.k8s.io/v1beta1', 'IngressClass', 19, 22, 'networking.k8s.io/v1 IngressClassList', 'networking.k8s.io/v1'],
  ['node.k8s.io/v1beta1', 'RuntimeClass', 22, 25, undefined, 'node.k8s.io/v1'],
  ['policy/v1beta1', 'Eviction', 22, 25, undefined, 'policy/v1'],
  ['policy/v1beta1', 'PodDisruptionBudget', 21, 25, 'policy/v1'],
  ['policy/v1beta1', 'PodSecurityPolicy', 21, 25],
  ['rbac.authorization.k8s.io/v1beta1', 'ClusterRole ClusterRoleBinding Role RoleBinding', 17, 22, 'rbac.authorization.k8s.io/v1'],
  ['resource.k8s.io/v1alpha3', 'DeviceTaintRule', 36, 39, undefined, 'resource.k8s.io/v1beta2'],
  ['resource.k8s.io/v1alpha3', 'ResourcePoolStatusRequest', 39, 42],
  ['resource.k8s.io/v1beta1', 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice', 35, 38, undefined, 'resource.k8s.io/v1'],
  ['resource.k8s.io/v1beta2', 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice', 36, 39, undefined, 'resource.k8s.io/v1'],
  ['resource.k8s.io/v1beta2', 'DeviceTaintRule', 39, 42],
  ['scheduling.k8s.io/v1beta1', 'PriorityClass', 14, 22, 'scheduling.k8s.io/v1'],
  ['storage.k8s.io/v1alpha1', 'CSIStorageCapacity', 21, 24, 'storage.k8s.io/v1beta1'],
  ['storage.k8s.io/v1alpha1', 'VolumeAttachment', 21, 24, 'storage.k8s.io/v1'],
  ['storage.k8s.io/v1alpha1', 'VolumeAttributesClass', 32, 35, 'storage.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'CSIDriver StorageClass VolumeAttachment', 19, 22, 'storage.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'CSINode', 17, 22, 'storage.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', 24, 27, 'storage.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'VolumeAttributesClass', 34, 37, 'storage.k8s.io/v1'],
  ['storagemigration.k8s.io/v1beta1', 'StorageVersionMigration', 38, 41]
];

/** The release whose served API versions count as today's. */
const currentMinor = 36;

const table: ReadonlyMap<string, ApiLifecycle> = buildTable();

/** The life cycle of an API version of a kind; undefined when it is not deprecated, nor will be in a known release. */
export function lifecycleOf(apiVersion: string, kind: string): ApiLifecycle | undefined {
  return table.get(`${apiVersion} ${kind}`);
}

/** Every deprecated or removed kind, sorted by API version and kind. */
export function allLifecycles(): ApiLifecycle[] {
  return [...table.values()];
}

/**
 * The `Warning:` that a server of that minor version answers with to any request for the kind, word for word
 * (`WarningMessage`, apiserver/pkg/endpoints/deprecation/deprecation.go, v1.36); undefined before its deprecation and after its removal.
 */
export function deprecationWarning(apiVersion: string, kind: string, minor: number): string | undefined {
  const lifecycle = lifecycleOf(apiVersion, kind);
  if (lifecycle === undefined || lifecycle.deprecatedIn > minor || (lifecycle.removedIn ?? Infinity) <= minor) return undefined;
  const removed = lifecycle.removedIn === undefined ? '' : `, unavailable in v1.${lifecycle.removedIn}+`;
  const replacement = lifecycle.replacement === undefined ? '' : `; use ${lifecycle.replacement.apiVersion} ${lifecycle.replacement.kind}`;
  return `${apiVersion} ${kind} is deprecated in v1.${lifecycle.deprecatedIn}+${removed}${replacement}`;
}

function buildTable(): Map<string, ApiLifecycle> {
  const result = new Map<string, ApiLifecycle>();
  const successors = new Map<string, ApiKind>();
  for (const [apiVersion, kinds, deprecatedIn, removedIn, replacementText, successorText] of rows) {
    for (const kind of kinds.split(' ')) {
      const replacement = parseApiKind(replacementText, kind);
      const successor = parseApiKind(successorText, kind) ?? replacement;
      if (successor !== undefined) successors.set(`${apiVersion} ${kind}`, successor);
      result.set(`${apiVersion} ${kind}`, {
        apiVersion, kind, deprecatedIn, ...(removedIn === undefined ? {} : { removedIn }), ...(replacement === undefined ? {} : { replacement })
      });
    }
  }
  for (const [key, entry] of result) {
    const successor = follow(successors, successors.get(key));
    if (successor !== undefined && isServed(result, successor)) result.set(key, { ...entry, successor });
  }
  return result;
}

/** A replacement may be deprecated itself: goes on to the last one. */
function follow(successors: ReadonlyMap<string, ApiKind>, start: ApiKind | undefined): ApiKind | undefined {
  let last = start;
  for (let next = start; next !== undefined; next = successors.get(`${next.apiVersion} ${next.kind}`)) last = next;
  return last;
}

function isServed(entries: ReadonlyMap<string, ApiLifecycle>, { apiVersion, kind }: ApiKind): boolean {
  return (entries.get(`${apiVersion} ${kind}`)?.removedIn ?? Infinity) > currentMinor;
}

function parseApiKind(text: string | undefined, kind: string): ApiKind | undefined {
  if (text === undefined) return undefined;
  const [apiVersion = '', other = kind] = text.split(' ');
  const gvk = gvkOf(apiVersion, other);
  return gvk === undefined ? undefined : { apiVersion: apiVersionOf(gvk), kind: gvk.kind };
}
