import type { Family } from './family';
import type { PodSecurityLevel } from '../../engine/src/api/podSecurity/check';
import type { Pod } from '../../engine/generated/types';
import { clone } from '../../engine/src/core/json';
import { setPodDefaults } from '../../engine/src/api/defaults/pod';
import { evaluatePod, forbiddenDetail } from '../../engine/src/api/podSecurity/evaluate';

interface Row { readonly name: string; readonly level: PodSecurityLevel; readonly version: string; readonly expect: 'pass' | 'fail'; readonly manifest: Pod }

/** Kubernetes' own fixtures: does this pod pass at that level of that version? */
export const podSecurity: Family = {
  name: 'pod-security',
  file: 'pod-security.jsonl',
  aspects: ['verdict'],
  run(row) {
    const { name, level, version, expect, manifest } = row as Row;
    const pod = clone(manifest);
    setPodDefaults(pod);
    const violations = evaluatePod(level, version === 'latest' ? 'latest' : Number(version.split('.')[1]), { metadata: pod.metadata ?? {}, spec: pod.spec ?? {} });
    const verdict = (violations.length === 0 ? 'pass' : 'fail') === expect;
    return { name, aspects: { verdict }, differences: verdict ? [] : [`expected ${expect}, found: ${forbiddenDetail(violations) || 'nothing forbidden'}`] };
  }
};
