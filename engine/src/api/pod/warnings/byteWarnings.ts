import type { PersistentVolumeClaimSpec, Quantity } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { goQuote } from '../../../core/goText';
import { isMultipleOf, quantityOf } from '../../../core/quantity';
import { amountOf } from '../containerResources';

/** Fractions of bytes, which are accepted and never meant (`100m` of memory). */
export function wholeByteWarnings(list: Readonly<Record<string, Quantity>> | undefined, path: FieldPath, names: readonly string[]): string[] {
  return names.flatMap(name => {
    const amount = amountOf(list, name);
    if (amount === undefined || isMultipleOf(quantityOf(amount), 0)) return [];
    return [`${path.key(name).toString()}: fractional byte value ${goQuote(String(amount))} is invalid, must be an integer`];
  });
}

/** The same for the spec of a claim (`GetWarningsForPersistentVolumeClaimSpec`, pkg/api/persistentvolumeclaim/util.go, v1.36). */
export function claimWarnings(spec: PersistentVolumeClaimSpec | undefined, path: FieldPath): string[] {
  return (['requests', 'limits'] as const).flatMap(field => wholeByteWarnings(spec?.resources?.[field], path.child('resources', field), ['storage']));
}
