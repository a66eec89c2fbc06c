import { certificateSigningRequest } from './certificateSigningRequest';
import { customResourceDefinition } from './customResourceDefinition';
import { endpointSlice } from './endpointSlice';
import type { Conversion } from './fieldChange';
import { horizontalPodAutoscaler } from './horizontalPodAutoscaler';
import { ingress } from './ingress';
import { priorityLevel } from './priorityLevel';
import { resourceClaim, resourceClaimTemplate } from './resourceClaim';
import { webhookConfiguration } from './webhookConfiguration';
import { workload } from './workload';

type Row = readonly [apiVersions: string, kinds: string, conversion: Conversion];

/** Which fields an old API version of a kind has otherwise than its successor (`ApiLifecycle.successor`); versions that are not here have the same fields. */
const rows: readonly Row[] = [
  ['admissionregistration.k8s.io/v1beta1', 'MutatingWebhookConfiguration ValidatingWebhookConfiguration', webhookConfiguration],
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', customResourceDefinition],
  ['apps/v1beta1 apps/v1beta2 extensions/v1beta1', 'DaemonSet Deployment ReplicaSet StatefulSet', workload],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', horizontalPodAutoscaler],
  ['certificates.k8s.io/v1beta1', 'CertificateSigningRequest', certificateSigningRequest],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', endpointSlice],
  ['extensions/v1beta1 networking.k8s.io/v1beta1', 'Ingress', ingress],
  ['flowcontrol.apiserver.k8s.io/v1beta1 flowcontrol.apiserver.k8s.io/v1beta2', 'PriorityLevelConfiguration', priorityLevel],
  ['resource.k8s.io/v1beta1', 'ResourceClaim', resourceClaim],
  ['resource.k8s.io/v1beta1', 'ResourceClaimTemplate', resourceClaimTemplate]
];

const table: ReadonlyMap<string, Conversion> = new Map(rows.flatMap(([versions, kinds, conversion]) =>
  versions.split(' ').flatMap(version => kinds.split(' ').map((kind): [string, Conversion] => [`${version} ${kind}`, conversion]))));

const unchanged: Conversion = () => [];

/** How an object of a deprecated API version becomes one of its successor, the apiVersion itself aside. */
export function conversionOf(apiVersion: string, kind: string): Conversion {
  return table.get(`${apiVersion} ${kind}`) ?? unchanged;
}
