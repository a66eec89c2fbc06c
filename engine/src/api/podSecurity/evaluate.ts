import type { CheckVersion, PodSecurityCheck, PodSecurityLevel, PodUnderCheck, Violation } from './check';
import { checks } from './checks';
import { compareText } from '../../core/order';

/** A policy version: a minor of 1.x, or the newest. */
export type PolicyVersion = number | 'latest';

/** The newest policy revision that any check has; asking for a later one means this one (registry.go, v1.36). */
const newestMinor = Math.max(...checks.map(check => check.versions.at(-1)?.sinceMinor ?? 0));

/**
 * The violations of a pod at a level and policy version, baseline checks first, each group by id: the order of the server's
 * messages (pod-security-admission/policy/registry.go, v1.36). Nothing is forbidden at `privileged`.
 */
export function evaluatePod(level: PodSecurityLevel, version: PolicyVersion, pod: PodUnderCheck): Violation[] {
  if (level === 'privileged') return [];
  const minor = version === 'latest' ? newestMinor : Math.min(version, newestMinor);
  return activeChecks(level, minor).flatMap(check => check.check(pod) ?? []);
}

/** The text behind `violates PodSecurity "level:version": `, `reason (detail), reason (detail)`. */
export function forbiddenDetail(violations: readonly Violation[]): string {
  return violations.map(({ reason, detail }) => (detail === '' ? reason : `${reason} (${detail})`)).join(', ');
}

function activeChecks(level: 'baseline' | 'restricted', minor: number): CheckVersion[] {
  const active = (of: 'baseline' | 'restricted') => checks.filter(check => check.level === of)
    .sort((a, b) => compareText(a.id, b.id))
    .flatMap(check => { const version = versionAt(check, minor); return version === undefined ? [] : [{ id: check.id, version }]; });
  const baseline = active('baseline');
  if (level === 'baseline') return baseline.map(({ version }) => version);
  const restricted = active('restricted');
  const overridden = new Set(restricted.flatMap(({ version }) => version.overrides ?? []));
  return [...baseline.filter(({ id }) => !overridden.has(id)), ...restricted].map(({ version }) => version);
}

function versionAt(check: PodSecurityCheck, minor: number): CheckVersion | undefined {
  return check.versions.filter(version => version.sinceMinor <= minor).at(-1);
}
