import type { CertificateSigningRequest, CertificateSigningRequestCondition } from '../../../generated/types';
import { clone, type Mutable } from '../../core/json';

/** How the strategies of the status and approval subresources mend conditions (pkg/registry/certificates/certificates/strategy.go, v1.36). */

type Request = Mutable<CertificateSigningRequest>;

/** The verdict is not for the status to change: as many conditions of a type as before are those of before. */
export function keepVerdicts(object: Request, old: CertificateSigningRequest): void {
  for (const type of ['Approved', 'Denied']) {
    const before = (old.status?.conditions ?? []).filter(condition => condition.type === type);
    const places = (object.status?.conditions ?? []).flatMap((condition, i) => condition.type === type ? [i] : []);
    if (before.length !== places.length || before.length === 0) continue;
    const kept = [...object.status?.conditions ?? []];
    before.forEach((condition, i) => { kept[places[i] ?? 0] = clone(condition); });
    (object.status ??= {}).conditions = kept;
  }
}

/** New conditions are stamped; one that holds since before keeps its time of transition. */
export function stampConditions(object: Request, old: CertificateSigningRequest, now: string): void {
  for (const condition of object.status?.conditions ?? []) {
    condition.lastUpdateTime ??= now;
    condition.lastTransitionTime ??= holdsSince(condition, old) ?? now;
  }
}

function holdsSince({ type, status }: CertificateSigningRequestCondition, old: CertificateSigningRequest): string | undefined {
  return (old.status?.conditions ?? []).find(condition => condition.type === type && condition.status === status && condition.lastTransitionTime !== undefined)?.lastTransitionTime;
}
