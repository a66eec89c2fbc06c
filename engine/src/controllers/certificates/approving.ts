import type { CertificateSigningRequest } from '../../../generated/types';
import { parseRequest } from '../../api/certificates/certificateRequest';
import { kubeletClientProblem } from '../../api/certificates/signers';
import type { Context } from '../../sim/context';
import { splitKey, watchOwn, type Controller, type SyncResult } from '../controller';

const resource = 'certificates.k8s.io/certificatesigningrequests';

/** Approves the client certificates of kubelets that may have one (pkg/controller/certificates/approver, v1.36). */
export const certificateApprovingController: Controller = { name: 'certificatesigningrequest-approving-controller', watches: [watchOwn(resource)], sync };

function sync(ctx: Context, key: string): SyncResult {
  const found = ctx.api.get<CertificateSigningRequest>(resource, '', splitKey(key).name);
  const { spec = {}, status } = found ?? {};
  const judged = (status?.conditions ?? []).some(({ type }) => type === 'Approved' || type === 'Denied');
  if (found === undefined || judged || (status?.certificate ?? '') !== '' || spec.signerName !== 'kubernetes.io/kube-apiserver-client-kubelet') return undefined;
  const parsed = parseRequest(spec.request ?? '');
  if (parsed === undefined || kubeletClientProblem(parsed, spec.usages ?? []) !== undefined) return undefined;
  const may = (subresource: string): boolean => ctx.api.access({
    user: { name: spec.username ?? '', groups: spec.groups ?? [] }, verb: 'create', group: 'certificates.k8s.io', resource: 'certificatesigningrequests', subresource, namespace: '', name: ''
  }).allowed;
  if (spec.username === parsed.commonName && may('selfnodeclient')) return approve(ctx, found, 'Auto approving self kubelet client certificate after SubjectAccessReview.');
  return may('nodeclient') ? approve(ctx, found, 'Auto approving kubelet client certificate after SubjectAccessReview.') : undefined;
}

function approve(ctx: Context, { metadata, status }: CertificateSigningRequest, message: string): SyncResult {
  const conditions = [...status?.conditions ?? [], { type: 'Approved', status: 'True', reason: 'AutoApproved', message }];
  const result = ctx.api.patch(resource, '', metadata?.name ?? '', { status: { conditions } }, { subresource: 'approval' });
  return result.ok || result.error.reason === 'NotFound' ? undefined : { retry: result.error.message };
}
