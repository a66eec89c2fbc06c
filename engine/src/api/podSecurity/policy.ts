import type { FieldPath } from '../../core/fieldPath';
import { invalid, type FieldError } from '../fieldError';
import type { PodSecurityLevel } from './check';
import type { PolicyVersion } from './evaluate';

export interface LevelVersion { readonly level: PodSecurityLevel; readonly version: PolicyVersion }

/** What a namespace asks of its pods: refuse, record, warn. */
export interface PodSecurityPolicy { readonly enforce: LevelVersion; readonly audit: LevelVersion; readonly warn: LevelVersion }

const prefix = 'pod-security.kubernetes.io';
const levels: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];

/**
 * The policy that a namespace's labels spell out, and what is wrong with them. A level that does not exist counts as restricted
 * where pods are refused and as privileged elsewhere; without a warn level, what is enforced is warned of as well
 * (`PolicyToEvaluate`, pod-security-admission/api/helpers.go, v1.36; the default policy is privileged:latest).
 */
export function policyOf(labels: Readonly<Record<string, string>>, path: FieldPath): { readonly policy: PodSecurityPolicy; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const read = (mode: 'enforce' | 'audit' | 'warn', invalidLevel: PodSecurityLevel): LevelVersion & { readonly stated: boolean } => {
    const level = labels[`${prefix}/${mode}`], version = labels[`${prefix}/${mode}-version`];
    const known = levels.find(name => name === level), minor = parseVersion(version ?? 'latest');
    if (level !== undefined && known === undefined) errors.push(invalid(path.key(`${prefix}/${mode}`), level, `must be one of ${levels.join(', ')}`));
    if (minor === undefined) errors.push(invalid(path.key(`${prefix}/${mode}-version`), version, 'must be "latest" or "v1.x"'));
    return { level: known ?? (level === undefined ? 'privileged' : invalidLevel), version: minor ?? 'latest', stated: known !== undefined };
  };
  const enforce = read('enforce', 'restricted'), audit = read('audit', 'privileged'), warn = read('warn', 'privileged');
  const follows = labels[`${prefix}/warn`] === undefined && enforce.stated && compareLevels(enforce.level, warn.level) > 0;
  const followed = { level: enforce.level, version: labels[`${prefix}/warn-version`] === undefined ? enforce.version : warn.version };
  return { policy: { enforce, audit, warn: follows ? followed : warn }, errors };
}

/** Negative when `a` allows more than `b`. */
export function compareLevels(a: PodSecurityLevel, b: PodSecurityLevel): number {
  return levels.indexOf(a) - levels.indexOf(b);
}

/** `baseline:latest`, `restricted:v1.25`. */
export function levelVersionText({ level, version }: LevelVersion): string {
  return `${level}:${version === 'latest' ? version : `v1.${version}`}`;
}

function parseVersion(version: string): PolicyVersion | undefined {
  if (version === 'latest') return version;
  return /^v1\.(?:[0-9]|[1-9][0-9]*)$/.test(version) ? Number(version.slice(3)) : undefined;
}
