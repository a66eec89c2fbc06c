import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { containersOf, plural, sortedSet } from '../check';
import { explicitSeccomp } from '../seccomp';
import { goQuote } from '../../../core/goText';

/** Baseline: seccomp profiles, where set, are RuntimeDefault or Localhost; annotations before 1.19 (check_seccompProfile_baseline.go, v1.36). */
export const seccompProfileBaseline: PodSecurityCheck = {
  id: 'seccompProfile_baseline', level: 'baseline', versions: [{ sinceMinor: 0, check: checkAnnotations }, { sinceMinor: 19, check: ({ spec }) => explicitSeccomp(spec) }]
};

function checkAnnotations({ metadata, spec }: PodUnderCheck): Violation | undefined {
  const keys = ['seccomp.security.alpha.kubernetes.io/pod', ...containersOf(spec).map(({ name }) => `container.seccomp.security.alpha.kubernetes.io/${name ?? ''}`)];
  const annotations = metadata.annotations ?? {};
  const forbidden = sortedSet(keys.flatMap(key => {
    const value = annotations[key];
    return value === undefined || isAllowed(value) ? [] : [`${key}=${goQuote(value)}`];
  }));
  if (forbidden.length === 0) return undefined;
  return { reason: 'seccompProfile', detail: `forbidden ${plural(forbidden.length, 'annotation', 'annotations')} ${forbidden.join(', ')}` };
}

function isAllowed(value: string): boolean {
  return value === 'runtime/default' || value === 'docker/default' || value.startsWith('localhost/');
}
