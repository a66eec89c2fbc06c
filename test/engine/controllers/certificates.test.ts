import assert from 'node:assert/strict';
import type { CertificateSigningRequest } from '../../../engine/generated/types';
import { certificateApprovingController } from '../../../engine/src/controllers/certificates/approving';
import { certificateSigningController } from '../../../engine/src/controllers/certificates/signing';
import { controllers } from '../../../engine/src/controllers/controllers';
import { requestFor } from '../apiserver/signingRequest';
import { story } from '../sim/story';

function settled(request: string, signer: string, usages: readonly string[]): CertificateSigningRequest {
  const manifest = { apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name: 'c' }, spec: { request, signerName: signer, usages } };
  const [found] = story(JSON.stringify(manifest), { untilMs: 5000 }).timeline.view.list('certificates.k8s.io/certificatesigningrequests');
  return found ?? {};
}

suite('certificate controllers', () => {
  test('approving and signing belong to every cluster', () => {
    assert.ok(controllers.includes(certificateApprovingController) && controllers.includes(certificateSigningController));
  });

  test('a kubelet that may have its client certificate gets it', () => {
    const { status } = settled(requestFor('system:nodes', 'system:node:n1'), 'kubernetes.io/kube-apiserver-client-kubelet', ['client auth', 'digital signature']);
    assert.deepEqual(status?.conditions?.map(({ type, reason, message }) => [type, reason, message]), [['Approved', 'AutoApproved', 'Auto approving kubelet client certificate after SubjectAccessReview.']]);
    assert.match(Buffer.from(status.certificate ?? '', 'base64').toString(), /^-----BEGIN CERTIFICATE-----/);
  });

  test('other requests wait for a person', () => {
    const { status } = settled(requestFor('devs', 'jane'), 'kubernetes.io/kube-apiserver-client', ['client auth']);
    assert.deepEqual([status?.conditions, status?.certificate], [undefined, undefined]);
  });
});
