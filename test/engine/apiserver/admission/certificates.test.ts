import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import type { CertificateSigningRequest } from '../../../../engine/generated/types';
import { encodeBase64 } from '../../../../engine/src/core/base64';
import { parseRequest } from '../../../../engine/src/api/certificates/certificateRequest';
import { issueCertificate } from '../../../../engine/src/api/certificates/issue';
import { kubeletClientProblem, signers } from '../../../../engine/src/api/certificates/signers';
import { bootstrapRoles } from '../../../../engine/src/apiserver/authorization/bootstrap/seed';
import { impersonated } from '../../../../engine/src/apiserver/authorization/impersonation';
import { messageOf, newServer } from '../newServer';
import { publicKey, requestFor } from '../signingRequest';

const resource = 'certificates.k8s.io/certificatesigningrequests';

const object = (request: string, signerName = 'kubernetes.io/kube-apiserver-client'): CertificateSigningRequest & { metadata: object } =>
  ({ apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name: 'c' }, spec: { request, signerName, usages: ['client auth'] } });

suite('certificates', () => {
  test('a request is read: who it is for, and under which names', () => {
    const parsed = parseRequest(requestFor('system:nodes', 'system:node:n1', ['n1', 'n1.example.com']));
    assert.deepEqual([parsed?.organizations, parsed?.commonName, parsed?.alternatives], [['system:nodes'], 'system:node:n1', { dns: 2, email: 0, ip: 0, uri: 0 }]);
  });

  test('a certificate is one that others can read', () => {
    const parsed = parseRequest(requestFor('devs', 'jane', ['n1']));
    assert.ok(parsed);
    const pem = issueCertificate(parsed, { usages: ['client auth', 'digital signature'], notBefore: '2026-01-01T00:00:00Z', notAfter: '2060-01-01T00:00:00Z', serial: [0x80, 1] });
    const certificate = new X509Certificate(Buffer.from(pem, 'base64'));
    assert.deepEqual([certificate.subject, certificate.issuer, certificate.subjectAltName, certificate.keyUsage, certificate.ca, certificate.serialNumber], ['O=devs\nCN=jane', 'CN=kubernetes', 'DNS:n1', ['1.3.6.1.5.5.7.3.2'], false, '8001']);
    assert.deepEqual([certificate.validFrom, certificate.validTo], ['Jan  1 00:00:00 2026 GMT', 'Jan  1 00:00:00 2060 GMT']);
    assert.deepEqual(certificate.publicKey.export({ type: 'spki', format: 'der' }), publicKey.export({ type: 'spki', format: 'der' }));
  });

  test('nothing that anybody sends breaks the reading', () => {
    const bytes = [...Buffer.from(requestFor('devs', 'jane', ['n1']), 'base64')];
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 5 }), edits => {
      const changed = [...bytes];
      for (const [at, byte] of edits) changed[at] = byte;
      parseRequest(encodeBase64(changed));
    }));
    fc.assert(fc.property(fc.string(), text => { parseRequest(text); }));
  });

  const usages = ['digital signature', 'client auth'];
  const rows: readonly { problem: string | undefined; request: string; signer: string; usages: readonly string[] }[] = [
    { problem: undefined, request: requestFor('system:nodes', 'system:node:n'), signer: 'kubernetes.io/kube-apiserver-client-kubelet', usages },
    { problem: 'subject organization is not system:nodes', request: requestFor('devs', 'system:node:n'), signer: 'kubernetes.io/kube-apiserver-client-kubelet', usages },
    { problem: 'DNS subjectAltNames are not allowed', request: requestFor('system:nodes', 'system:node:n', ['n']), signer: 'kubernetes.io/kube-apiserver-client-kubelet', usages },
    { problem: 'DNS or IP subjectAltName is required', request: requestFor('system:nodes', 'system:node:n'), signer: 'kubernetes.io/kubelet-serving', usages },
    { problem: 'usages did not match [digital signature key encipherment server auth]', request: requestFor('system:nodes', 'system:node:n', ['n']), signer: 'kubernetes.io/kubelet-serving', usages },
    { problem: 'missing required usage for client certificate: client auth', request: requestFor('devs', 'jane'), signer: 'kubernetes.io/kube-apiserver-client', usages: ['digital signature'] }
  ];
  for (const { problem, request, signer, usages: asked } of rows) {
    test(`${signer}: ${problem ?? 'signed'}`, () => {
      const parsed = parseRequest(request);
      assert.ok(parsed);
      assert.equal(signers.get(signer)?.(parsed, asked), problem);
      if (signer.endsWith('-kubelet')) assert.equal(kubeletClientProblem(parsed, asked), problem);
    });
  }

  test('nobody gets a client certificate of the superusers', () => {
    assert.equal(messageOf(newServer().create(resource, object(requestFor('system:masters', 'root')))),
      'certificatesigningrequests.certificates.k8s.io "c" is forbidden: use of kubernetes.io/kube-apiserver-client signer with system:masters group is not allowed');
  });

  test('who approves needs to be allowed for the signer', () => {
    const server = newServer();
    bootstrapRoles(server);
    server.create(resource, object(requestFor('devs', 'jane')));
    const group = 'rbac.authorization.k8s.io';
    server.create(`${group}/clusterroles`, { apiVersion: `${group}/v1`, kind: 'ClusterRole', metadata: { name: 'r' }, rules: [{ apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests', 'certificatesigningrequests/approval'], verbs: ['*'] }] });
    server.create(`${group}/clusterrolebindings`, { apiVersion: `${group}/v1`, kind: 'ClusterRoleBinding', metadata: { name: 'b' }, roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'r' }, subjects: [{ apiGroup: group, kind: 'User', name: 'joe' }] });
    const current = server.get(resource, '', 'c');
    const body = JSON.parse(JSON.stringify({ ...current, status: { conditions: [{ type: 'Approved', status: 'True', reason: 'r' }] } })) as never;
    const answer = server.handle({ verb: 'update', resource, subresource: 'approval', name: 'c', body, user: impersonated('joe') });
    assert.equal(messageOf(answer), 'certificatesigningrequests.certificates.k8s.io "c" is forbidden: user not permitted to approve requests with signerName "kubernetes.io/kube-apiserver-client"');
  });
});
