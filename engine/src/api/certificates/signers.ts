import { compareText } from '../../core/order';
import type { CertificateRequest } from './certificateRequest';

/** What each signer of the cluster has against a request; undefined where it would sign (pkg/controller/certificates/signer and pkg/apis/certificates, v1.36). */
export const signers: ReadonlyMap<string, (request: CertificateRequest, usages: readonly string[]) => string | undefined> = new Map([
  ['kubernetes.io/kubelet-serving', kubeletServingProblem],
  ['kubernetes.io/kube-apiserver-client-kubelet', kubeletClientProblem],
  ['kubernetes.io/kube-apiserver-client', (_: CertificateRequest, usages: readonly string[]) => clientProblem(usages)],
  ['kubernetes.io/legacy-unknown', () => undefined]
]);

function kubeletServingProblem({ organizations, commonName, alternatives }: CertificateRequest, usages: readonly string[]): string | undefined {
  if (!isNodes(organizations)) return 'subject organization is not system:nodes';
  if (alternatives.dns === 0 && alternatives.ip === 0) return 'DNS or IP subjectAltName is required';
  if (alternatives.email > 0) return 'Email subjectAltNames are not allowed';
  if (alternatives.uri > 0) return 'URI subjectAltNames are not allowed';
  return usagesProblem(usages, 'server auth') ?? nameProblem(commonName);
}

export function kubeletClientProblem({ organizations, commonName, alternatives }: CertificateRequest, usages: readonly string[]): string | undefined {
  if (!isNodes(organizations)) return 'subject organization is not system:nodes';
  if (alternatives.dns > 0) return 'DNS subjectAltNames are not allowed';
  if (alternatives.email > 0) return 'Email subjectAltNames are not allowed';
  if (alternatives.ip > 0) return 'IP subjectAltNames are not allowed';
  if (alternatives.uri > 0) return 'URI subjectAltNames are not allowed';
  return nameProblem(commonName) ?? usagesProblem(usages, 'client auth');
}

function clientProblem(usages: readonly string[]): string | undefined {
  const bad = usages.find(usage => usage !== 'digital signature' && usage !== 'key encipherment' && usage !== 'client auth');
  if (bad !== undefined) return `invalid usage for client certificate: ${bad}`;
  return usages.includes('client auth') ? undefined : 'missing required usage for client certificate: client auth';
}

function isNodes(organizations: readonly string[]): boolean {
  return organizations.length === 1 && organizations[0] === 'system:nodes';
}

function nameProblem(commonName: string): string | undefined {
  return commonName.startsWith('system:node:') ? undefined : 'subject common name does not begin with system:node:';
}

/** Keys that are not RSA do without encipherment. */
function usagesProblem(usages: readonly string[], purpose: string): string | undefined {
  const needed = ['digital signature', 'key encipherment', purpose].sort(compareText);
  const found = new Set(usages), fits = (wanted: readonly string[]): boolean => wanted.length === found.size && wanted.every(usage => found.has(usage));
  return fits(needed) || fits(needed.filter(usage => usage !== 'key encipherment')) ? undefined : `usages did not match [${needed.join(' ')}]`;
}
