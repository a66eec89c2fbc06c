import type { Volume } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { quantityOf, signOfQuantity } from '../../../core/quantity';
import { forbidden, required, type FieldError } from '../../fieldError';
import type { PodValidationContext } from '../pod/podValidationContext';
import { validateRequired } from '../fieldNames';
import { validatePullPolicy } from '../pod/pullPolicy';
import { validateAwsDisk, validateAzureDisk, validateAzureFile, validateCinder, validateGceDisk, validatePhotonDisk, validateVsphereDisk } from './cloudVolumes';
import { validateConfigMapVolume, validateDownwardApiVolume, validateGitRepo, validateHostPath, validateSecretVolume } from './fileVolumes';
import { validateFibreChannel, validateIscsi, validateNfs } from './networkVolumes';
import { validateCephFs, validateFlexVolume, validateFlocker, validateGlusterfs, validatePortworx, validateQuobyte, validateRbd, validateScaleIo, validateStorageOs } from './driverVolumes';
import { validateCsiVolume } from './csiVolumes';
import { validateEphemeralVolume } from './ephemeralVolumes';
import { validateProjectedVolume } from './projectedVolumes';

/** One kind of volume source. `conflictField` names it where a second source is refused and upstream spells it otherwise. */
export interface VolumeSourceRule {
  readonly field: Exclude<keyof Volume, 'name'>;
  readonly conflictField?: string;
  validate(volume: Volume, path: FieldPath, ctx: PodValidationContext): readonly FieldError[];
}

type Source<Field extends keyof Volume> = NonNullable<Volume[Field]>;

/** A source judged by itself, at its own field or where upstream reports it. */
function source<Field extends Exclude<keyof Volume, 'name'>>(
  field: Field, judge: (source: Source<Field>, path: FieldPath, ctx: PodValidationContext) => readonly FieldError[], names: { readonly at?: string; readonly conflictField?: string } = {}
): VolumeSourceRule {
  const { at = field, ...rest } = names;
  return { field, ...rest, validate: (volume, path, ctx) => volume[field] === undefined ? [] : judge(volume[field], path.child(at), ctx) };
}

/** All sources in the order in which upstream looks at them (`validateVolumeSource`, v1.36), its spellings included. */
export const volumeSources: readonly VolumeSourceRule[] = [
  source('emptyDir', ({ sizeLimit }, path) => signOfQuantity(quantityOf(sizeLimit)) < 0 ? [forbidden(path.child('sizeLimit'), 'SizeLimit field must be a valid resource quantity')] : []),
  source('hostPath', validateHostPath),
  source('gitRepo', validateGitRepo),
  source('gcePersistentDisk', validateGceDisk, { at: 'persistentDisk' }),
  source('awsElasticBlockStore', validateAwsDisk),
  source('secret', validateSecretVolume),
  source('nfs', validateNfs),
  source('iscsi', validateIscsi),
  source('glusterfs', validateGlusterfs),
  source('flocker', validateFlocker),
  source('persistentVolumeClaim', ({ claimName }, path) => validateRequired(claimName, path.child('claimName'))),
  source('rbd', validateRbd),
  source('cinder', validateCinder),
  source('cephfs', validateCephFs, { conflictField: 'cephFS' }),
  source('quobyte', validateQuobyte),
  source('downwardAPI', validateDownwardApiVolume, { conflictField: 'downwarAPI' }),
  source('fc', validateFibreChannel),
  source('flexVolume', validateFlexVolume),
  source('configMap', validateConfigMapVolume),
  source('azureFile', validateAzureFile),
  source('vsphereVolume', validateVsphereDisk),
  source('photonPersistentDisk', validatePhotonDisk),
  source('portworxVolume', validatePortworx),
  source('azureDisk', validateAzureDisk),
  source('storageos', validateStorageOs),
  source('projected', validateProjectedVolume),
  source('scaleIO', validateScaleIo),
  source('csi', validateCsiVolume),
  source('ephemeral', validateEphemeralVolume),
  source('image', ({ reference, pullPolicy }, path, ctx) => [
    ...ctx.subject === 'Pod' && (reference ?? '') === '' ? [required(path.child('reference'))] : [],
    ...validatePullPolicy(pullPolicy, path.child('pullPolicy'))
  ])
];
