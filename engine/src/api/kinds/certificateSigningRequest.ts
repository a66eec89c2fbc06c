import type { CertificateSigningRequest } from '../../../generated/types';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsPathSegment } from '../validation/names';

/** `certificates.k8s.io/v1/CertificateSigningRequest`, mirrors pkg/registry and pkg/apis of v1.36. */
export const certificateSigningRequest = defineKind<CertificateSigningRequest>({
  gvk: { group: 'certificates.k8s.io', version: 'v1', kind: 'CertificateSigningRequest' },
  plural: 'certificatesigningrequests', singular: 'certificatesigningrequest', shortNames: ['csr'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.certificates.v1.CertificateSigningRequest',
  subresources: ['approval', 'status'],
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Cluster', nameIsPathSegment, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});
