import type { TopologySpreadConstraint } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { duplicate, invalid, notSupportedName, required, type FieldError } from '../../fieldError';
import { validateLabelSelector } from '../labels';
import { validatePositive } from '../numbers';
import { validateLabelKeys, validateUnmergedLabelKeys } from './labelKeys';
import type { PodValidationContext } from './podValidationContext';

/** How evenly pods lie over a topology (`validateTopologySpreadConstraints`, v1.36). */
export function validateTopologySpread(constraints: readonly TopologySpreadConstraint[], path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const last = new Map(constraints.map((constraint, i) => [pairOf(constraint), i]));
  return constraints.flatMap((constraint, i) => {
    const at = path.index(i), { topologyKey = '', whenUnsatisfiable = '', maxSkew = 0 } = constraint;
    const errors = validatePositive(maxSkew, at.child('maxSkew'));
    if (topologyKey === '') errors.push(required(at.child('topologyKey'), 'can not be empty'));
    errors.push(...notSupportedName(at.child('whenUnsatisfiable'), whenUnsatisfiable, ['DoNotSchedule', 'ScheduleAnyway']));
    if (last.get(pairOf(constraint)) !== i) errors.push(duplicate(at.child('{topologyKey, whenUnsatisfiable}'), pairOf(constraint)));
    errors.push(...validateMinDomains(constraint, at.child('minDomains')), ...validateInclusion(constraint, at));
    if (ctx.tolerates.has('InvalidTopologySpreadMatchLabelKeys')) errors.push(...validateUnmergedLabelKeys(constraint, at.child('matchLabelKeys')));
    else errors.push(...validateLabelKeys(constraint, at));
    return ctx.tolerates.has('InvalidTopologySpreadLabelSelector') ? errors : [...errors, ...validateLabelSelector(constraint.labelSelector, at.child('labelSelector'))];
  });
}

/** What no two constraints may share, as the server prints it. */
function pairOf({ topologyKey = '', whenUnsatisfiable = '' }: TopologySpreadConstraint): string {
  return `{${topologyKey}, ${whenUnsatisfiable}}`;
}

function validateMinDomains({ minDomains, whenUnsatisfiable = '' }: TopologySpreadConstraint, path: FieldPath): FieldError[] {
  if (minDomains === undefined) return [];
  const errors = validatePositive(minDomains, path);
  if (whenUnsatisfiable !== 'DoNotSchedule') errors.push(invalid(path, minDomains, `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`));
  return errors;
}

function validateInclusion(constraint: TopologySpreadConstraint, path: FieldPath): FieldError[] {
  return (['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const).flatMap(field => {
    const policy = constraint[field];
    return policy === undefined ? [] : notSupportedName(path.child(field), policy, ['Honor', 'Ignore']);
  });
}
