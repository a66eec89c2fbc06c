import type { Pod } from '../../../generated/types';
import { clone, equal, type Mutable } from '../../core/json';
import { appArmorAnnotationPrefix, validateAppArmorProfile } from '../validation/pod/appArmor';
import { FieldPath } from '../../core/fieldPath';
import { metadataPath } from '../validation/objectMeta';
import { appArmorProfileOf, deprecatedAppArmor } from './warnings/securityAnnotationWarnings';

/** Turns AppArmor annotations of a new pod into the fields that took their place (`applyAppArmorVersionSkew`, pkg/registry/core/pod/strategy.go, v1.36). */
export function applyAppArmorAnnotations(pod: Mutable<Pod>): void {
  if (pod.spec?.os?.name === 'windows') return;
  const { spec = {}, metadata } = pod;
  for (const container of [...spec.initContainers ?? [], ...spec.containers ?? [], ...spec.ephemeralContainers ?? []]) {
    const annotation = metadata?.annotations?.[`${appArmorAnnotationPrefix}${container.name ?? ''}`];
    if (annotation === undefined || container.securityContext?.appArmorProfile !== undefined) continue;
    const profile = appArmorProfileOf(annotation);
    if (profile === undefined || validateAppArmorProfile(profile, FieldPath.root).length > 0 || equal(profile, spec.securityContext?.appArmorProfile)) continue;
    (container.securityContext ??= {}).appArmorProfile = clone(profile);
  }
}

/** What the server says while it does so. */
export function appArmorAnnotationWarnings({ metadata, spec }: Pod): string[] {
  if (spec?.os?.name === 'windows') return [];
  return [...spec?.initContainers ?? [], ...spec?.containers ?? []].flatMap(container => {
    const key = `${appArmorAnnotationPrefix}${container.name ?? ''}`, annotation = metadata?.annotations?.[key];
    if (annotation === undefined) return [];
    const profile = appArmorProfileOf(annotation), own = container.securityContext?.appArmorProfile;
    const applied = profile !== undefined && equal(own, profile) && !equal(profile, spec?.securityContext?.appArmorProfile);
    return applied || (own === undefined && profile === undefined) ? [deprecatedAppArmor(metadataPath.child('annotations'), key)] : [];
  });
}
