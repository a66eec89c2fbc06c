import type { Semver } from './values';

/** A version as github.com/blang/semver reads it; with `normalize`, a leading v, missing parts and leading zeros pass. */
export function parseSemver(text: string, normalize: boolean): Semver | undefined {
  const source = normalize ? normalized(text) : text;
  const match = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/.exec(source);
  if (match === null) return undefined;
  const [, major = '0', minor = '0', patch = '0', pre = '', build = ''] = match, parts = pre === '' ? [] : pre.split('.');
  if (parts.some(part => part === '' || /^0\d+$/.test(part)) || (build !== '' && build.split('.').includes(''))) return undefined;
  return { major: BigInt(major), minor: BigInt(minor), patch: BigInt(patch), pre: parts, build };
}

function normalized(text: string): string {
  const match = /^([^-+]*)(.*)$/s.exec(text.trim().replace(/^v/, '')), numbers = (match?.[1] ?? '').split('.').map(part => part.replace(/^0+(?=\d)/, ''));
  while (numbers.length < 3) numbers.push('0');
  return numbers.join('.') + (match?.[2] ?? '');
}

/** -1, 0 or 1, as semver orders versions; the build does not count. */
export function compareSemver(a: Semver, b: Semver): number {
  for (const part of ['major', 'minor', 'patch'] as const) if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  if (a.pre.length === 0 || b.pre.length === 0) return a.pre.length === b.pre.length ? 0 : a.pre.length === 0 ? 1 : -1;
  for (let i = 0; i < Math.max(a.pre.length, b.pre.length); i++) {
    const left = a.pre[i], right = b.pre[i];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    if (left === right) continue;
    const numbers = /^\d+$/.test(left) && /^\d+$/.test(right);
    if (numbers) return BigInt(left) < BigInt(right) ? -1 : 1;
    if (/^\d+$/.test(left) || /^\d+$/.test(right)) return /^\d+$/.test(left) ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return 0;
}
