import type { CoreV1ResourceClaim as ResourceClaim, ResourceRequirements } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { compareText, sortedKeys } from '../../../core/order';
import { compareQuantity, quantityOf } from '../../../core/quantity';
import { duplicate, forbidden, invalid, required, type FieldError } from '../../fieldError';
import { amountOf } from '../../pod/containerResources';
import { validateDns1123Label } from '../fieldNames';
import { isHugePageResource, isOvercommitAllowed, isWholeHugePages, validateContainerResourceName, validateResourceQuantity } from '../resourceNames';
import type { PodValidationContext } from './podValidationContext';

type NameRule = (name: string, path: FieldPath) => FieldError[];

/** How requirements are judged: which names they may hold, and which claims the pod has. */
export interface RequirementsContext extends PodValidationContext { readonly claimNames: ReadonlySet<string> }

/** Requests, limits and claims (`validateResourceRequirements`, v1.36). Go walks the lists in random order; we in sorted order. */
export function validateResourceRequirements(
  requirements: ResourceRequirements | undefined, path: FieldPath, ctx: RequirementsContext, nameRule: NameRule = validateContainerResourceName
): FieldError[] {
  const { limits = {}, requests = {}, claims = [] } = requirements ?? {};
  const errors: FieldError[] = [];
  for (const name of sortedKeys(limits)) {
    const at = path.child('limits').key(name), amount = amountOf(limits, name);
    errors.push(...nameRule(name, at), ...validateResourceQuantity(name, amount, at), ...validateHugePages(name, amount, at, ctx));
  }
  for (const name of sortedKeys(requests)) {
    const at = path.child('requests').key(name), amount = amountOf(requests, name);
    errors.push(...nameRule(name, at), ...validateResourceQuantity(name, amount, at), ...compareWithLimit(name, { requests, limits }, path), ...validateHugePages(name, amount, at, ctx));
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePageResource) && !names.includes('cpu') && !names.includes('memory')) errors.push(forbidden(path, 'HugePages require cpu or memory'));
  return [...errors, ...validateClaims(claims, path.child('claims'), ctx.claimNames)];
}

function validateHugePages(name: string, amount: string | number | undefined, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  if (!isHugePageResource(name) || ctx.tolerates.has('IndivisibleHugePages') || isWholeHugePages(name, amount)) return [];
  return [invalid(path, String(amount), `${String(amount)} is not positive integer multiple of ${name}`)];
}

function compareWithLimit(name: string, { limits, requests }: ResourceRequirements, path: FieldPath): FieldError[] {
  const request = amountOf(requests, name), limit = amountOf(limits, name);
  if (limit === undefined) return isOvercommitAllowed(name) ? [] : [required(path.child('limits'), 'Limit must be set for non overcommitable resources')];
  const order = compareQuantity(quantityOf(request), quantityOf(limit));
  if (order !== 0 && !isOvercommitAllowed(name)) return [invalid(path.child('requests'), String(request), `must be equal to ${name} limit of ${limit}`)];
  return order > 0 ? [invalid(path.child('requests'), String(request), `must be less than or equal to ${name} limit of ${limit}`)] : [];
}

function validateClaims(claims: readonly ResourceClaim[], path: FieldPath, claimNames: ReadonlySet<string>): FieldError[] {
  const seen = new Set<string>(), requests = new Map<string, number>();
  return claims.flatMap(({ name = '', request = '' }, i) => {
    const at = path.index(i);
    if (name === '') return [required(at)];
    const errors: FieldError[] = [];
    if (seen.has(name)) {
      errors.push(duplicate(at, name));
    } else {
      if (request !== '') errors.push(...validateDns1123Label(request, at.child('request')));
      const key = request === '' ? name : `${name}/${request}`;
      if (seen.has(key)) errors.push(duplicate(at, key));
      else if (request === '') errors.push(...Array.from({ length: requests.get(name) ?? 0 }, () => duplicate(at, name)));
      if (request !== '' && !seen.has(key)) requests.set(name, (requests.get(name) ?? 0) + 1);
      seen.add(key);
    }
    return claimNames.has(name) ? errors : [...errors, unknownClaim(name, at, claimNames)];
  });
}

function unknownClaim(name: string, path: FieldPath, claimNames: ReadonlySet<string>): FieldError {
  const known = claimNames.size === 0 ? ' which is empty' : `: ${[...claimNames].sort(compareText).join(', ')}`;
  return { type: 'FieldValueNotFound', path, badValue: name, detail: `must be one of the names in pod.spec.resourceClaims${known}` };
}
