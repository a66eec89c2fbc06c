import type { CertificateSigningRequest, CertificateSigningRequestCondition } from '../../../generated/types';
import { timestamp } from '../../core/timestamp';
import { parseRequest } from '../../api/certificates/certificateRequest';
import { issueCertificate } from '../../api/certificates/issue';
import { signers } from '../../api/certificates/signers';
import type { KubeObject } from '../../api/object';
import type { Context } from '../../sim/context';
import { splitKey, watchOwn, type Controller, type SyncResult } from '../controller';

const resource = 'certificates.k8s.io/certificatesigningrequests';
const yearSeconds = 31_536_000, shortestSeconds = 600, shortSeconds = 28_800, backdateSeconds = 300;

/** Signs approved requests of the signers that the cluster has itself (pkg/controller/certificates/signer, v1.36). */
export const certificateSigningController: Controller = { name: 'certificatesigningrequest-signing-controller', watches: [watchOwn(resource)], sync };

function sync(ctx: Context, key: string): SyncResult {
  const found = ctx.api.get<CertificateSigningRequest>(resource, '', splitKey(key).name);
  if (found === undefined || (found.status?.certificate ?? '') !== '' || !isApproved(found)) return undefined;
  const { request = '', usages = [], signerName = '', expirationSeconds } = found.spec ?? {};
  const check = signers.get(signerName), parsed = parseRequest(request);
  if (check === undefined || parsed === undefined) return undefined;
  const problem = check(parsed, usages);
  if (problem !== undefined) return writeStatus(ctx, found, { conditions: [...found.status?.conditions ?? [], failure(ctx, problem)] });
  const serial = Array.from({ length: 16 }, () => Math.floor(ctx.random() * 256));
  return writeStatus(ctx, found, { certificate: issueCertificate(parsed, { usages, serial, ...lifetime(ctx, expirationSeconds) }) });
}

function isApproved({ status }: CertificateSigningRequest): boolean {
  const has = (type: string): boolean => (status?.conditions ?? []).some(condition => condition.type === type && condition.status === 'True');
  return has('Approved') && !has('Denied') && !has('Failed');
}

function failure(ctx: Context, message: string): CertificateSigningRequestCondition {
  return { type: 'Failed', status: 'True', reason: 'SignerValidationFailure', message, lastUpdateTime: timestamp(ctx.nowMs) };
}

/** From five minutes ago on; those that live for less than eight hours lose nothing by it. */
function lifetime(ctx: Context, wanted: number | undefined): { readonly notBefore: string; readonly notAfter: string } {
  const seconds = Math.max(shortestSeconds, Math.min(yearSeconds, wanted ?? yearSeconds));
  const kept = seconds < shortSeconds ? seconds : seconds - backdateSeconds;
  return { notBefore: timestamp(ctx.nowMs - backdateSeconds * 1000), notAfter: timestamp(ctx.nowMs + kept * 1000) };
}

function writeStatus(ctx: Context, request: CertificateSigningRequest, change: CertificateSigningRequest['status']): SyncResult {
  const result = ctx.api.updateStatus<KubeObject>(resource, { ...request, status: { ...request.status, ...change } });
  return result.ok || result.error.reason === 'NotFound' ? undefined : { retry: result.error.message };
}
