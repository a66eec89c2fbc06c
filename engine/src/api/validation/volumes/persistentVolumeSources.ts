import type {
  AzureFilePersistentVolumeSource, CSIPersistentVolumeSource, CinderPersistentVolumeSource, GlusterfsPersistentVolumeSource, ISCSIPersistentVolumeSource,
  LocalVolumeSource, PersistentVolumeSpec, SecretReference, StorageOSPersistentVolumeSource
} from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { forbidden, invalid, invalidEach, required, type FieldError } from '../../fieldError';
import { validateDns1123Label, validateDns1123Subdomain, validateRequired } from '../fieldNames';
import { validatePathNoBacksteps } from '../filePaths';
import { byteLength, nameIsDnsLabel } from '../names';
import { validateAwsDisk, validateAzureDisk, validateAzureFile, validateGceDisk, validatePhotonDisk, validateVsphereDisk } from './cloudVolumes';
import { validateCsiDriverName } from './csiVolumes';
import { validateCephFs, validateFlexVolume, validateFlocker, validateGlusterfs, validatePortworx, validateQuobyte, validateRbd, validateScaleIo, validateStorageOs } from './driverVolumes';
import { validateHostPath } from './fileVolumes';
import { validateFibreChannel, validateIqn, validateLun, validateNfs } from './networkVolumes';

/** What the spec of a persistent volume can point to, in upstream's order and spellings (`ValidatePersistentVolumeSpec`, pkg/apis/core/validation/validation.go, v1.36). */

type Spec = PersistentVolumeSpec;
interface SourceRule {
  readonly field: keyof Spec;
  /** How a second source is refused; absent where upstream does not look whether there is a first. */
  readonly conflictField?: string;
  validate(spec: Spec, path: FieldPath, volumeName: string): readonly FieldError[];
}

function source<Field extends keyof Spec>(
  field: Field, judge: (source: NonNullable<Spec[Field]>, path: FieldPath, volumeName: string) => readonly FieldError[], names: { readonly at?: string; readonly conflictField?: string } = {}
): SourceRule {
  const { at = field, conflictField = field } = names;
  return { field, conflictField, validate: (spec, path, volumeName) => { const found = spec[field]; return found === undefined ? [] : judge(found, path.child(at), volumeName); } };
}

const { conflictField: _, ...flexVolume } = source('flexVolume', validateFlexVolume);

const sources: readonly SourceRule[] = [
  source('hostPath', validateHostPath),
  source('gcePersistentDisk', validateGceDisk, { at: 'persistentDisk' }),
  source('awsElasticBlockStore', validateAwsDisk),
  source('glusterfs', validateGlusterfsVolume),
  source('flocker', validateFlocker),
  source('nfs', validateNfs),
  source('rbd', validateRbd),
  source('quobyte', validateQuobyte),
  source('cephfs', validateCephFs, { conflictField: 'cephFS' }),
  source('iscsi', validateIscsiVolume),
  source('cinder', validateCinderVolume),
  source('fc', validateFibreChannel),
  flexVolume,
  source('azureFile', validateAzureFileVolume),
  source('vsphereVolume', validateVsphereDisk),
  source('photonPersistentDisk', validatePhotonDisk),
  source('portworxVolume', validatePortworx),
  source('azureDisk', validateAzureDisk),
  source('scaleIO', validateScaleIo),
  source('local', validateLocal),
  source('storageos', validateStorageOsVolume),
  source('csi', validateCsi)
];

/** The names of the fields that hold a source. */
export const sourceFields: readonly (keyof Spec)[] = sources.map(({ field }) => field);

/** One source; of several, the first is looked into. */
export function validatePersistentVolumeSources(spec: Spec, volumeName: string, path: FieldPath): FieldError[] {
  const present = sources.filter(({ field }) => spec[field] !== undefined);
  if (present.length === 0) return [required(path, 'must specify a volume type')];
  return present.flatMap((rule, i) => {
    if (i > 0 && rule.conflictField !== undefined) return [forbidden(path.child(rule.conflictField), 'may not specify more than 1 volume type')];
    const errors = [...rule.validate(spec, path, volumeName)];
    return rule.field === 'local' && spec.nodeAffinity === undefined ? [...errors, required(path.child('nodeAffinity'), 'Local volume requires node affinity')] : errors;
  });
}

function validateGlusterfsVolume(volume: GlusterfsPersistentVolumeSource, path: FieldPath): FieldError[] {
  const { endpointsNamespace } = volume, at = path.child('endpointsNamespace'), errors = validateGlusterfs(volume, path);
  if (endpointsNamespace === undefined) return errors;
  if (endpointsNamespace === '') return [...errors, invalid(at, '', 'if the endpointnamespace is set, it must be a valid namespace name')];
  return [...errors, ...invalidEach(at, endpointsNamespace, nameIsDnsLabel(endpointsNamespace, 'name'))];
}

/** As in a pod, but for the words about a name of an unknown kind, a limit on long names, and a secret that must be named. */
function validateIscsiVolume(iscsi: ISCSIPersistentVolumeSource, path: FieldPath, volumeName: string): FieldError[] {
  const { targetPortal = '', iqn = '', lun = 0, secretRef, initiatorName } = iscsi;
  const errors = validateRequired(targetPortal, path.child('targetPortal'));
  if (initiatorName !== undefined && byteLength(`${volumeName}:${targetPortal}`) > 64) {
    errors.push(invalid(path.child('targetportal'), targetPortal, 'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.'));
  }
  errors.push(...(iqn === '' ? [required(path.child('iqn'))] : validateIqn(iqn, path.child('iqn'), 'must be valid format')), ...validateLun(lun, path));
  if ((iscsi.chapAuthDiscovery === true || iscsi.chapAuthSession === true) && secretRef === undefined) errors.push(required(path.child('secretRef')));
  if (secretRef !== undefined) errors.push(...validateRequired(secretRef.name, path.child('secretRef', 'name')));
  return initiatorName === undefined ? errors : [...errors, ...validateIqn(initiatorName, path.child('initiatorname'), 'must be valid format')];
}

function validateCinderVolume({ volumeID, secretRef }: CinderPersistentVolumeSource, path: FieldPath): FieldError[] {
  return [...validateRequired(volumeID, path.child('volumeID')), ...(secretRef === undefined ? [] : validateNamedSecret(secretRef, path.child('secretRef')))];
}

function validateAzureFileVolume(share: AzureFilePersistentVolumeSource, path: FieldPath): FieldError[] {
  return [...validateAzureFile(share, path), ...(share.secretNamespace === '' ? [required(path.child('secretNamespace'))] : [])];
}

function validateStorageOsVolume(volume: StorageOSPersistentVolumeSource, path: FieldPath): FieldError[] {
  const { secretRef, ...rest } = volume;
  return [...validateStorageOs(rest, path), ...(secretRef === undefined ? [] : validateNamedSecret(secretRef, path.child('secretRef')))];
}

function validateNamedSecret({ name, namespace }: { readonly name?: string; readonly namespace?: string }, path: FieldPath): FieldError[] {
  return [...validateRequired(name, path.child('name')), ...validateRequired(namespace, path.child('namespace'))];
}

function validateLocal({ path: target = '' }: LocalVolumeSource, path: FieldPath): FieldError[] {
  const at = path.child('path');
  return target === '' ? [required(at)] : validatePathNoBacksteps(target, at);
}

const checkedSecrets = ['controllerPublishSecretRef', 'controllerExpandSecretRef', 'nodePublishSecretRef', 'nodeExpandSecretRef'] as const;

/** The secret for staging is not looked at, upstream's omission. */
function validateCsi(csi: CSIPersistentVolumeSource, path: FieldPath): FieldError[] {
  return [
    ...validateCsiDriverName(csi.driver ?? '', path.child('driver')),
    ...validateRequired(csi.volumeHandle, path.child('volumeHandle')),
    ...checkedSecrets.flatMap(field => { const secret = csi[field]; return secret === undefined ? [] : validateSecretReference(secret, path.child(field)); })
  ];
}

function validateSecretReference({ name = '', namespace = '' }: SecretReference, path: FieldPath): FieldError[] {
  return [
    ...(name === '' ? [required(path.child('name'))] : validateDns1123Subdomain(name, path.child('name'))),
    ...(namespace === '' ? [required(path.child('namespace'))] : validateDns1123Label(namespace, path.child('namespace')))
  ];
}
