import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { containersOf, plural, quoteAll, settersText, sortedSet } from '../check';
import { goQuote } from '../../../core/goText';

const annotationPrefix = 'container.apparmor.security.beta.kubernetes.io/';

/** Baseline: AppArmor profiles are RuntimeDefault or Localhost, in fields and in the old annotations (check_appArmorProfile.go, v1.36). */
export const appArmorProfile: PodSecurityCheck = { id: 'appArmorProfile', level: 'baseline', versions: [{ sinceMinor: 0, check }] };

function check({ metadata, spec }: PodUnderCheck): Violation | undefined {
  const podType = spec.securityContext?.appArmorProfile === undefined ? undefined : spec.securityContext.appArmorProfile.type ?? '';
  const badPod = podType !== undefined && !isAllowed(podType) ? 'pod' : undefined;
  const badContainers = containersOf(spec).filter(({ securityContext }) =>
    securityContext?.appArmorProfile !== undefined && !isAllowed(securityContext.appArmorProfile.type ?? ''));
  const badTypes = [...(badPod === undefined ? [] : [podType ?? '']), ...badContainers.map(container => container.securityContext?.appArmorProfile?.type ?? '')];
  const badAnnotations = sortedSet(Object.entries(metadata.annotations ?? {})
    .filter(([key, value]) => key.startsWith(annotationPrefix) && !isAllowedAnnotation(value))
    .map(([key, value]) => `${key}=${goQuote(value)}`));
  const setters = [settersText(badPod, badContainers.map(container => container.name ?? ''))].filter(text => text !== '');
  if (badAnnotations.length > 0) setters.push(plural(badAnnotations.length, 'annotation', 'annotations'));
  if (setters.length === 0) return undefined;
  const values = [...sortedSet(badTypes), ...badAnnotations];
  return {
    reason: plural(values.length, 'forbidden AppArmor profile', 'forbidden AppArmor profiles'),
    detail: `${setters.join(' and ')} must not set AppArmor profile type to ${quoteAll(values)}`
  };
}

function isAllowed(type: string): boolean {
  return type === 'RuntimeDefault' || type === 'Localhost';
}

function isAllowedAnnotation(value: string): boolean {
  return value === '' || value === 'runtime/default' || value.startsWith('localhost/');
}
