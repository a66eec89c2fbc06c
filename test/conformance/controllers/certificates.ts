import { X509Certificate } from 'node:crypto';
import type { CertificateSigningRequest } from '../../../engine/generated/types';
import type { Input } from './recording';
import { answer, type Actor } from './actor';

const resource = 'certificates.k8s.io/certificatesigningrequests';

/** A verdict through the approval subresource: what stands in the place of the input's type is the verdict's. */
export function approveRequest(actor: Actor, { name = '', type, reason = 'ByHand' }: Input): unknown {
  if (actor.api.get(resource, '', name) === undefined) return { code: 404 };
  const conditions = [{ type: type === 'user' ? 'Approved' : type, status: 'True', reason, message: 'm' }];
  return answer(actor.api.patch(resource, '', name, { status: { conditions } }, { subresource: 'approval' }), actor.roles);
}

/** A request and its certificate, as the recordings show them. */
export function shownRequest(actor: Actor, name: string): unknown {
  const found = actor.api.get<CertificateSigningRequest>(resource, '', name);
  if (found === undefined) return { code: 404, conditions: [], hasCertificate: false };
  const { certificate = '', conditions = [] } = found.status ?? {};
  return {
    code: 200, conditions: conditions.map(({ type, status, reason, message }) => ({ type, status, reason, message })), hasCertificate: certificate !== '',
    username: found.spec?.username, groups: found.spec?.groups, ...(certificate === '' ? {} : { certificate: shownCertificate(certificate) })
  };
}

/** The issuer is the recorder's: it is not compared. */
function shownCertificate(base64: string): unknown {
  const { subject, keyUsage, ca, subjectAltName, validFrom, validTo } = new X509Certificate(Buffer.from(base64, 'base64'));
  const lifetimeSeconds = (Date.parse(validTo) - Date.parse(validFrom)) / 1000;
  return { subject, issuer: 'CN=oracle-ca', keyUsage, ca, ...(subjectAltName === undefined ? {} : { subjectAltName }), lifetimeSeconds };
}
