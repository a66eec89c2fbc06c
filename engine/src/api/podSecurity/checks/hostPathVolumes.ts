import type { PodSecurityCheck, PodUnderCheck, Violation } from '../check';
import { plural, quoteAll } from '../check';

/** Baseline: no hostPath volume (check_hostPathVolumes.go, v1.36). */
export const hostPathVolumes: PodSecurityCheck = { id: 'hostPathVolumes', level: 'baseline', versions: [{ sinceMinor: 0, check }] };

function check({ spec }: PodUnderCheck): Violation | undefined {
  const bad = (spec.volumes ?? []).filter(volume => volume.hostPath !== undefined).map(volume => volume.name ?? '');
  return bad.length === 0 ? undefined : { reason: 'hostPath volumes', detail: `${plural(bad.length, 'volume', 'volumes')} ${quoteAll(bad)}` };
}
