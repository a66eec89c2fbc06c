import type { CSIDriver, CSIDriverSpec, StorageV1TokenRequest } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { duplicate, invalid, notSupportedName, required, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { countGeneration } from '../strategy';
import { nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate, validateImmutable } from '../validation/objectMeta';

const specPath = FieldPath.of('spec');
const minExpirationSeconds = 600, maxExpirationSeconds = 2 ** 32;

/** `storage.k8s.io/v1/CSIDriver`, mirrors pkg/registry/storage/csidriver and pkg/apis/storage of v1.36. */
export const csiDriver = defineKind<CSIDriver>({
  gvk: { group: 'storage.k8s.io', version: 'v1', kind: 'CSIDriver' },
  plural: 'csidrivers', singular: 'csidriver', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.storage.v1.CSIDriver',
  subresources: [],
  versionedUpdates: true,
  setDefaults(object) {
    const spec = object.spec ??= {};
    spec.attachRequired ??= true;
    spec.podInfoOnMount ??= false;
    spec.storageCapacity ??= false;
    spec.fsGroupPolicy ??= 'ReadWriteOnceWithFSType';
    if ((spec.volumeLifecycleModes ?? []).length === 0) spec.volumeLifecycleModes = ['Persistent'];
    spec.requiresRepublish ??= false;
    spec.seLinuxMount ??= false;
  },
  // VolumeLimitScaling is off: its field is dropped unless it is in use.
  prepareForCreate(object) {
    delete object.spec?.preventPodSchedulingIfMissing;
  },
  prepareForUpdate(object, old) {
    if (old.spec?.preventPodSchedulingIfMissing === undefined) delete object.spec?.preventPodSchedulingIfMissing;
    countGeneration(object, old);
  },
  validate: object => [...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath), ...validateSpec(object.spec ?? {})],
  validateUpdate: (object, old) => [
    ...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...validateSpec(object.spec ?? {}),
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    // The path has one letter more than the field: upstream's spelling.
    ...validateImmutable(object.spec?.attachRequired, old.spec?.attachRequired, specPath.child('attachedRequired')),
    ...validateImmutable(object.spec?.volumeLifecycleModes, old.spec?.volumeLifecycleModes, specPath.child('volumeLifecycleModes'))
  ]
});

function validateSpec(spec: CSIDriverSpec): FieldError[] {
  const policies = ['File', 'None', 'ReadWriteOnceWithFSType'], modes = ['Persistent', 'Ephemeral'];
  const { fsGroupPolicy, tokenRequests = [], nodeAllocatableUpdatePeriodSeconds: periodSeconds, serviceAccountTokenInSecrets: inSecrets } = spec;
  const errors: FieldError[] = [];
  if (spec.attachRequired === undefined) errors.push(required(specPath.child('attachedRequired')));
  if (spec.podInfoOnMount === undefined) errors.push(required(specPath.child('podInfoOnMount')));
  if (spec.storageCapacity === undefined) errors.push(required(specPath.child('storageCapacity')));
  if (fsGroupPolicy !== undefined) errors.push(...notSupportedName(specPath.child('fsGroupPolicy'), fsGroupPolicy, policies));
  errors.push(...validateTokenRequests(tokenRequests, specPath.child('tokenRequests')));
  for (const mode of spec.volumeLifecycleModes ?? []) errors.push(...notSupportedName(specPath.child('volumeLifecycleModes'), mode, modes));
  if (spec.seLinuxMount === undefined) errors.push(required(specPath.child('seLinuxMount')));
  if (periodSeconds !== undefined && periodSeconds < 10) errors.push(invalid(specPath.child('nodeAllocatableUpdatePeriodSeconds'), periodSeconds, 'must be greater than or equal to 10 seconds'));
  if (inSecrets !== undefined && tokenRequests.length === 0) {
    errors.push(invalid(specPath.child('serviceAccountTokenInSecrets'), inSecrets, 'serviceAccountTokenInSecrets is set but no tokenRequests are specified'));
  }
  return errors;
}

/** Each audience once; the expiry of a repeated one is not looked at. */
function validateTokenRequests(requests: readonly StorageV1TokenRequest[], path: FieldPath): FieldError[] {
  const audiences = new Set<string>();
  return requests.flatMap(({ audience = '', expirationSeconds }, i) => {
    const at = path.index(i);
    if (audiences.has(audience)) return [duplicate(at.child('audience'), audience)];
    audiences.add(audience);
    if (expirationSeconds === undefined) return [];
    if (expirationSeconds < minExpirationSeconds) return [invalid(at.child('expirationSeconds'), expirationSeconds, 'may not specify a duration less than 10 minutes')];
    return expirationSeconds > maxExpirationSeconds ? [invalid(at.child('expirationSeconds'), expirationSeconds, 'may not specify a duration larger than 2^32 seconds')] : [];
  });
}
