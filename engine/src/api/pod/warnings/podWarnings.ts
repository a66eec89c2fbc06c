import type { ObjectMeta, PodAffinity, PodSpec, PodTemplateSpec } from '../../../../generated/types';
import { FieldPath } from '../../../core/fieldPath';
import { goQuote } from '../../../core/goText';
import { sortedKeys } from '../../../core/order';
import { ipWarnings } from '../../validation/addresses';
import { claimWarnings, wholeByteWarnings } from './byteWarnings';
import { containerWarnings } from './containerWarnings';
import { nodeLabelMessage, nodeSelectorTermWarnings } from './nodeLabelWarnings';
import { portWarnings } from './portWarnings';
import { annotationWarnings } from './securityAnnotationWarnings';
import { volumePathWarnings } from './volumePathWarnings';
import type { WarnedPod } from './warnedPod';

/** What the server warns of in a new pod (`GetWarningsForPod`, pkg/api/pod/warnings.go, v1.36). */
export function podWarnings(metadata: ObjectMeta | undefined, spec: PodSpec): string[] {
  return warningsFor({ metadata: metadata ?? {}, spec, path: FieldPath.root, subject: 'Pod' });
}

/** The same for a template at its path. */
export function podTemplateWarnings(template: PodTemplateSpec | undefined, path: FieldPath): string[] {
  return template === undefined ? [] : warningsFor({ metadata: template.metadata ?? {}, spec: template.spec ?? {}, path, subject: 'PodTemplate' });
}

function warningsFor(pod: WarnedPod): string[] {
  const { spec } = pod, path = pod.path.child('spec');
  return [
    ...placementWarnings(spec, path),
    ...annotationWarnings(pod, 'deprecated'),
    ...volumeWarnings(spec, path.child('volumes')),
    ...volumePathWarnings(spec.volumes ?? []),
    ...nameWarnings(spec, path),
    ...wholeByteWarnings(spec.overhead, path.child('overhead'), ['memory', 'ephemeral-storage']),
    ...annotationWarnings(pod, 'seccomp'),
    ...containerWarnings(pod),
    ...portWarnings(spec, path),
    ...(spec.terminationGracePeriodSeconds ?? 0) < 0 ? [`${path.child('terminationGracePeriodSeconds').toString()}: must be >= 0; negative values are invalid and will be treated as 1`] : [],
    ...podAffinityWarnings(spec.affinity?.podAffinity, path.child('affinity', 'podAffinity')),
    ...podAffinityWarnings(spec.affinity?.podAntiAffinity, path.child('affinity', 'podAntiAffinity')),
    ...(spec.dnsConfig?.nameservers ?? []).flatMap((ip, i) => ipWarnings(ip, path.child('dnsConfig', 'nameservers').index(i))),
    ...(spec.hostAliases ?? []).flatMap(({ ip = '' }, i) => ipWarnings(ip, path.child('hostAliases').index(i).child('ip')))
  ];
}

const nullSelector = 'a null labelSelector results in matching no pod';

function placementWarnings(spec: PodSpec, path: FieldPath): string[] {
  const nodeAffinity = spec.affinity?.nodeAffinity, at = path.child('affinity', 'nodeAffinity');
  return [
    ...sortedKeys(spec.nodeSelector ?? {}).flatMap(key => nodeLabelMessage(key).map(message => `${path.child('nodeSelector').key(key).toString()}: ${message}`)),
    ...(nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []).flatMap((term, i) =>
      nodeSelectorTermWarnings(term, at.child('requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms').index(i), 'unchecked')),
    ...(nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).flatMap(({ preference }, i) =>
      nodeSelectorTermWarnings(preference ?? {}, at.child('preferredDuringSchedulingIgnoredDuringExecution').index(i).child('preference'), 'checked')),
    ...(spec.topologySpreadConstraints ?? []).flatMap(({ topologyKey = '', labelSelector }, i) => {
      const constraint = path.child('topologySpreadConstraints').index(i);
      return [
        ...nodeLabelMessage(topologyKey).map(message => `${constraint.child('topologyKey').toString()}: ${topologyKey} is ${message}`),
        ...labelSelector === undefined ? [`${constraint.child('labelSelector').toString()}: ${nullSelector}`] : []
      ];
    })
  ];
}

const retiredVolumes = [
  ['photonPersistentDisk', 'photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'], ['gitRepo', 'gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'scaleIO', 'deprecated in v1.16, non-functional in v1.22+'], ['flocker', 'flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'storageOS', 'deprecated in v1.22, non-functional in v1.25+'], ['quobyte', 'quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'glusterfs', 'deprecated in v1.25, non-functional in v1.26+'], ['ephemeral', '', ''],
  ['cephfs', 'cephfs', 'deprecated in v1.28, non-functional in v1.31+'], ['rbd', 'rbd', 'deprecated in v1.28, non-functional in v1.31+']
] as const;

function volumeWarnings(spec: PodSpec, path: FieldPath): string[] {
  return (spec.volumes ?? []).flatMap((volume, i) => retiredVolumes.flatMap(([field, name, message]) => {
    if (volume[field] === undefined) return [];
    const at = path.index(i).child(field === 'ephemeral' ? field : name);
    return field === 'ephemeral' ? claimWarnings(volume.ephemeral?.volumeClaimTemplate?.spec, at.child('volumeClaimTemplate', 'spec')) : [`${at.toString()}: ${message}`];
  }));
}

function nameWarnings({ hostAliases = [], imagePullSecrets = [] }: PodSpec, path: FieldPath): string[] {
  return [
    ...repeated(hostAliases.map(({ ip = '' }) => ip)).map(i => `${path.child('hostAliases').index(i).child('ip').toString()}: duplicate ip ${goQuote(hostAliases[i]?.ip ?? '')}`),
    ...repeated(imagePullSecrets.map(({ name = '' }) => name)).map(i => `${path.child('imagePullSecrets').index(i).child('name').toString()}: duplicate name ${goQuote(imagePullSecrets[i]?.name ?? '')}`),
    ...imagePullSecrets.flatMap(({ name = '' }, i) => name === '' ? [`${path.child('imagePullSecrets').index(i).child('name').toString()}: invalid empty name ""`] : [])
  ];
}

/** The positions of values that stood before. */
function repeated(values: readonly string[]): number[] {
  const seen = new Set<string>();
  return values.flatMap((value, i) => {
    const isRepeated = seen.has(value);
    seen.add(value);
    return isRepeated ? [i] : [];
  });
}

function podAffinityWarnings(affinity: PodAffinity | undefined, path: FieldPath): string[] {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution', preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  return [
    ...(affinity?.[required] ?? []).flatMap(({ labelSelector }, i) => labelSelector === undefined ? [path.child(required).index(i).child('labelSelector')] : []),
    ...(affinity?.[preferred] ?? []).flatMap(({ podAffinityTerm }, i) => podAffinityTerm?.labelSelector === undefined ? [path.child(preferred).index(i).child('podAffinityTerm', 'labelSelector')] : [])
  ].map(at => `${at.toString()}: ${nullSelector}`);
}
