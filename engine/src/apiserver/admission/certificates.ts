import type { CertificateSigningRequest } from '../../../generated/types';
import { equal } from '../../core/json';
import { parseRequest } from '../../api/certificates/certificateRequest';
import type { AdmissionAttributes, AdmissionContext, AdmissionPlugin } from '../admission';
import { accessOf } from '../authorizers';
import { forbiddenError } from '../statusErrors';

const resource = 'certificates.k8s.io/certificatesigningrequests';

/** Who approves must be allowed to, for the signer of the request (plugin/pkg/admission/certificates/approval, v1.36). */
export const certificateApproval: AdmissionPlugin = {
  name: 'CertificateApproval',
  validate(ctx, attributes) {
    const { kind, name, operation, subresource, old } = attributes;
    if (attributes.resource !== resource || subresource !== 'approval' || operation !== 'UPDATE' || old === undefined) return undefined;
    const signer = signerOf(old);
    return maySign(ctx, attributes, 'approve', signer) ? undefined : forbiddenError(kind, name, `user not permitted to approve requests with signerName "${signer}"`);
  }
};

/** Who signs must be allowed to, for the signer of the request (plugin/pkg/admission/certificates/signing, v1.36). */
export const certificateSigning: AdmissionPlugin = {
  name: 'CertificateSigning',
  validate(ctx, attributes) {
    const { kind, name, operation, subresource, object, old } = attributes;
    if (attributes.resource !== resource || subresource !== 'status' || operation !== 'UPDATE' || old === undefined) return undefined;
    const { status: next }: CertificateSigningRequest = object, { status: before }: CertificateSigningRequest = old;
    if (next?.certificate === before?.certificate && equal(next?.conditions ?? [], before?.conditions ?? [])) return undefined;
    const signer = signerOf(old);
    return maySign(ctx, attributes, 'sign', signer) ? undefined : forbiddenError(kind, name, `user not permitted to sign requests with signerName "${signer}"`);
  }
};

/** Nobody gets a client certificate of the superusers' group (plugin/pkg/admission/certificates/subjectrestriction, v1.36). */
export const certificateSubjectRestriction: AdmissionPlugin = {
  name: 'CertificateSubjectRestriction',
  standalone: true,
  validate(_, { kind, name, resource: asked, subresource, operation, object }) {
    const { spec }: CertificateSigningRequest = object;
    if (asked !== resource || subresource !== '' || operation !== 'CREATE' || spec?.signerName !== 'kubernetes.io/kube-apiserver-client') return undefined;
    const parsed = parseRequest(spec.request ?? '');
    if (parsed?.organizations.includes('system:masters') !== true) return undefined;
    return forbiddenError(kind, name, `use of ${spec.signerName} signer with system:masters group is not allowed`);
  }
};

function signerOf({ spec }: CertificateSigningRequest): string {
  return spec?.signerName ?? '';
}

/** By the signer's name, or by `domain/*`. */
function maySign(ctx: AdmissionContext, { user }: AdmissionAttributes, verb: 'approve' | 'sign', signer: string): boolean {
  const allowed = (name: string): boolean => accessOf(ctx, { user, verb, group: 'certificates.k8s.io', resource: 'signers', subresource: '', namespace: '', name }).allowed;
  return allowed(signer) || allowed(`${signer.split('/')[0] ?? ''}/*`);
}
