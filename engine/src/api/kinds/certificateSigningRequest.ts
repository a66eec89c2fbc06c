import type { CertificateSigningRequest } from '../../../generated/types';
import { keepVerdicts, stampConditions } from '../certificates/conditions';
import { validateRequest, validateRequestUpdate } from '../certificates/validation';
import { defineKind } from '../kind';
import { clearStatus, keepField, keepStatus } from '../strategy';

/** `certificates.k8s.io/v1/CertificateSigningRequest`, mirrors pkg/registry/certificates/certificates and pkg/apis/certificates of v1.36. */
export const certificateSigningRequest = defineKind<CertificateSigningRequest>({
  gvk: { group: 'certificates.k8s.io', version: 'v1', kind: 'CertificateSigningRequest' },
  plural: 'certificatesigningrequests', singular: 'certificatesigningrequest', shortNames: ['csr'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.certificates.v1.CertificateSigningRequest',
  subresources: ['approval', 'status'],
  // Who asks is what the server knows, not what the manifest says.
  prepareForCreate(object, { user }) {
    clearStatus(object);
    const spec = object.spec ??= {};
    delete spec.extra;
    delete spec.uid;
    spec.username = user.name;
    if (user.uid !== undefined) spec.uid = user.uid;
    spec.groups = [...user.groups];
  },
  // Neither the request nor its status changes here: only the metadata is taken over.
  prepareForUpdate(object, old) {
    keepField(object, old, 'spec');
    keepStatus(object, old);
  },
  validate: object => validateRequest(object, undefined),
  validateUpdate: (object, old) => validateRequestUpdate(object, old, 'request'),
  status: {
    prepareForUpdate(object, old, { now }) {
      keepVerdicts(object, old);
      stampConditions(object, old, now);
    },
    validateUpdate: (object, old) => validateRequestUpdate(object, old, 'status')
  },
  approval: {
    prepareForUpdate(object, old, { now }) {
      stampConditions(object, old, now);
      const conditions = object.status?.conditions ?? [];
      keepStatus(object, old);
      const status = object.status ??= {};
      delete status.conditions;
      if (conditions.length > 0) status.conditions = conditions;
    },
    validateUpdate: (object, old) => validateRequestUpdate(object, old, 'approval')
  }
});
