import type { NodeSelectorRequirement, PersistentVolume, PersistentVolumeSpec, VolumeNodeAffinity } from '../../../generated/types';
import { setSourceDefaults } from '../defaults/volume';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { forbidden, invalid, NamedText, type FieldError } from '../fieldError';
import { goDiff } from '../goPrint/goDiff';
import { goStruct } from '../goPrint/goStruct';
import { defineKind } from '../kind';
import { persistentVolumeWarnings } from '../persistentVolume/warnings';
import { keepStatus } from '../strategy';
import { fieldImmutable, metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { isLabelValue, nameIsDnsSubdomain } from '../validation/names';
import { validatePersistentVolumeSpec } from '../validation/persistentVolumeSpec';
import { sourceFields } from '../validation/volumes/persistentVolumeSources';

const specPath = FieldPath.of('spec');
const mountOptions = 'volume.beta.kubernetes.io/mount-options';
/** The sources that are mounted with options. */
const mountable: readonly (keyof PersistentVolumeSpec)[] = [
  'gcePersistentDisk', 'awsElasticBlockStore', 'glusterfs', 'nfs', 'rbd', 'quobyte', 'iscsi', 'cinder', 'cephfs', 'azureFile', 'vsphereVolume', 'azureDisk', 'photonPersistentDisk'
];
const betaToStableLabel: ReadonlyMap<string, string> = new Map([
  ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'], ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
  ['beta.kubernetes.io/os', 'kubernetes.io/os'], ['beta.kubernetes.io/arch', 'kubernetes.io/arch'], ['beta.kubernetes.io/instance-type', 'node.kubernetes.io/instance-type']
]);

/** `v1/PersistentVolume`, mirrors pkg/registry/core/persistentvolume, pkg/volume/validation and pkg/apis/core of v1.36. */
export const persistentVolume = defineKind<PersistentVolume>({
  gvk: { group: '', version: 'v1', kind: 'PersistentVolume' },
  plural: 'persistentvolumes', singular: 'persistentvolume', shortNames: ['pv'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.core.v1.PersistentVolume',
  subresources: ['status'],
  setDefaults(object) {
    const spec = object.spec ??= {};
    (object.status ??= {}).phase ??= 'Pending';
    spec.persistentVolumeReclaimPolicy ??= 'Retain';
    spec.volumeMode ??= 'Filesystem';
    setSourceDefaults(spec);
  },
  prepareForCreate(object, { now }) {
    object.status = { phase: 'Pending', lastPhaseTransitionTime: now };
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => [...validate(object, undefined), ...validateMountOptions(object)],
  // The whole object is judged once by the strategy and once by the rules of an update.
  validateUpdate: (object, old) => [
    ...validate(object, old), ...validateMountOptions(object), ...validate(object, old),
    ...validateSourceKept(object.spec ?? {}, old.spec ?? {}), ...validateModeKept(object.spec ?? {}, old.spec ?? {}),
    ...validateNodeAffinityKept(object.spec ?? {}, old.spec ?? {}), ...validateAttributesKept(object.spec ?? {}, old.spec ?? {})
  ],
  warnings: object => persistentVolumeWarnings(object),
  status: {
    prepareForUpdate(object, old, { now }) {
      const status = object.status ??= {}, before = old.status?.lastPhaseTransitionTime;
      if (status.phase !== old.status?.phase) {
        if (status.lastPhaseTransitionTime === undefined || status.lastPhaseTransitionTime === before) status.lastPhaseTransitionTime = now;
      } else if (before !== undefined) status.lastPhaseTransitionTime ??= before;
    },
    validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
  }
});

function validate(object: PersistentVolume, old: PersistentVolume | undefined): FieldError[] {
  return [
    ...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...validatePersistentVolumeSpec(object.spec ?? {}, specPath, { use: 'object', volumeName: object.metadata?.name ?? '', labelValues: hasWrongLabelValue(old) ? 'unchecked' : 'checked' })
  ];
}

function hasWrongLabelValue(object: PersistentVolume | undefined): boolean {
  const terms = object?.spec?.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  return terms.some(({ matchExpressions = [] }) => matchExpressions.some(({ values = [] }) => values.some(value => isLabelValue(value).length > 0)));
}

function validateMountOptions({ metadata, spec = {} }: PersistentVolume): FieldError[] {
  if (metadata?.annotations?.[mountOptions] === undefined || mountable.some(field => spec[field] !== undefined)) return [];
  return [forbidden(metadataPath.child('annotations', mountOptions), 'may not specify mount options for this volume type')];
}

/** What the volume is stays; a CSI volume may learn of a secret for growing. */
function validateSourceKept(spec: PersistentVolumeSpec, old: PersistentVolumeSpec): FieldError[] {
  const sourceOf = (from: PersistentVolumeSpec): Record<string, unknown> => Object.fromEntries(sourceFields.flatMap(field => from[field] === undefined ? [] : [[field, from[field]]]));
  const source = sourceOf(spec), before = sourceOf(old);
  if (spec.csi !== undefined && old.csi !== undefined && old.csi.controllerExpandSecretRef === undefined) source['csi'] = { ...spec.csi, controllerExpandSecretRef: undefined };
  if (equal(source, before)) return [];
  const diff = goDiff(goStruct('PersistentVolumeSource', before), goStruct('PersistentVolumeSource', source));
  return [forbidden(specPath.child('persistentvolumesource'), `spec.persistentvolumesource is immutable after creation\n${diff}`)];
}

/** Reported without `spec`, as upstream does; so is the node affinity. */
function validateModeKept({ volumeMode }: PersistentVolumeSpec, old: PersistentVolumeSpec): FieldError[] {
  return volumeMode === old.volumeMode ? [] : [invalid(FieldPath.of('volumeMode'), volumeMode === undefined ? null : new NamedText(volumeMode), fieldImmutable)];
}

/** Only beta labels may become the stable ones. A key that has no successor may be emptied: upstream's lookup gives the same for both. */
function validateNodeAffinityKept({ nodeAffinity }: PersistentVolumeSpec, { nodeAffinity: before }: PersistentVolumeSpec): FieldError[] {
  if (before === undefined || equal(withStableLabels(before, nodeAffinity), nodeAffinity)) return [];
  return [invalid(FieldPath.of('nodeAffinity'), nodeAffinity === undefined ? null : goStruct('VolumeNodeAffinity', nodeAffinity), `${fieldImmutable}, except for updating from beta label to GA`)];
}

function withStableLabels(old: VolumeNodeAffinity, wanted: VolumeNodeAffinity | undefined): unknown {
  const mask = (requirement: NodeSelectorRequirement, wantedKey: string | undefined): unknown => {
    const { key = '' } = requirement;
    return (betaToStableLabel.get(key) ?? '') === (wantedKey ?? '') ? { ...requirement, key: wantedKey } : requirement;
  };
  const wantedTerms = wanted?.required?.nodeSelectorTerms ?? [];
  const terms = old.required?.nodeSelectorTerms?.map((term, i) => ({
    matchExpressions: term.matchExpressions?.map((requirement, k) => mask(requirement, wantedTerms[i]?.matchExpressions?.[k]?.key)),
    matchFields: term.matchFields?.map((requirement, k) => mask(requirement, wantedTerms[i]?.matchFields?.[k]?.key))
  }));
  return old.required === undefined ? {} : { required: { nodeSelectorTerms: terms } };
}

function validateAttributesKept({ volumeAttributesClassName }: PersistentVolumeSpec, old: PersistentVolumeSpec): FieldError[] {
  return old.volumeAttributesClassName !== undefined && volumeAttributesClassName === undefined ? [forbidden(specPath.child('volumeAttributesClassName'), 'update from non-nil value to nil is forbidden')] : [];
}
