import type { PodSpec, SeccompProfile } from '../../../generated/types';
import type { Violation } from './check';
import { containersOf, quoteAll, settersText, sortedSet } from './check';

export function isAllowedSeccomp(profile: SeccompProfile | undefined): boolean {
  return profile?.type === 'RuntimeDefault' || profile?.type === 'Localhost';
}

/** The violation of a pod or container that names a forbidden profile; undefined when nobody does. Both levels share it. */
export function explicitSeccomp(spec: PodSpec): Violation | undefined {
  const isBad = (profile: SeccompProfile | undefined) => profile !== undefined && !isAllowedSeccomp(profile);
  const ofPod = spec.securityContext?.seccompProfile;
  const bad = containersOf(spec).filter(container => isBad(container.securityContext?.seccompProfile));
  const setters = settersText(isBad(ofPod) ? 'pod' : undefined, bad.map(container => container.name ?? ''));
  if (setters === '') return undefined;
  const types = [...(isBad(ofPod) ? [ofPod?.type ?? ''] : []), ...bad.map(container => container.securityContext?.seccompProfile?.type ?? '')];
  return { reason: 'seccompProfile', detail: `${setters} must not set securityContext.seccompProfile.type to ${quoteAll(sortedSet(types))}` };
}
