import type { JobSpec, SuccessPolicyRule } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { goQuote } from '../../../core/goText';
import { invalid, required, tooLong, tooMany, type FieldError } from '../../fieldError';
import { byteLength } from '../names';
import { validateNonnegative } from '../objectMeta';

const maxRules = 20;
const maxIndexesBytes = 64 * 1024;

/** When an indexed Job counts as done early (`validateSuccessPolicy`, pkg/apis/batch/validation/validation.go, v1.36). */
export function validateSuccessPolicy(spec: JobSpec, path: FieldPath): FieldError[] {
  const rules = spec.successPolicy?.rules ?? [], at = path.child('rules');
  if (spec.completionMode !== 'Indexed') return [invalid(path, { Rules: rules.map(goRule) }, 'requires indexed completion mode')];
  const errors: FieldError[] = [];
  if (rules.length === 0) errors.push(required(at, 'at least one rules must be specified when the successPolicy is specified'));
  if (rules.length > maxRules) errors.push(tooMany(at, rules.length, maxRules));
  // Upstream takes the completions for given, which another error demands.
  return [...errors, ...rules.flatMap((rule, i) => validateRule(rule, at.index(i), spec.completions ?? 0))];
}

function goRule({ succeededIndexes = null, succeededCount = null }: { readonly succeededIndexes?: string | null; readonly succeededCount?: number | null }): unknown {
  return { SucceededIndexes: succeededIndexes, SucceededCount: succeededCount };
}

function validateRule({ succeededIndexes, succeededCount }: SuccessPolicyRule, path: FieldPath, completions: number): FieldError[] {
  const errors: FieldError[] = [];
  if (succeededCount === undefined && succeededIndexes === undefined) errors.push(required(path, 'at least one of succeededCount or succeededIndexes must be specified'));
  let total = 0;
  if (succeededIndexes !== undefined) {
    const at = path.child('succeededIndexes'), parsed = countIndexes(succeededIndexes, completions);
    if (byteLength(succeededIndexes) > maxIndexesBytes) errors.push(tooLong(at, maxIndexesBytes));
    if (typeof parsed === 'string') errors.push(invalid(at, succeededIndexes, `error parsing succeededIndexes: ${parsed}`));
    else total = parsed;
  }
  if (succeededCount === undefined) return errors;
  const at = path.child('succeededCount');
  errors.push(...validateNonnegative(succeededCount, at));
  if (succeededCount > completions) errors.push(invalid(at, succeededCount, `must be less than or equal to ${completions} (the number of specified completions)`));
  if (succeededIndexes !== undefined && succeededCount > total) {
    errors.push(invalid(at, succeededCount, `must be less than or equal to ${total} (the number of indexes in the specified succeededIndexes field)`));
  }
  return errors;
}

/** How many indexes `1,3-5` names, or what is wrong with it (`validateIndexesFormat`). */
export function countIndexes(text: string, completions: number): number | string {
  if (text === '') return 0;
  let total = 0, last: number | undefined;
  for (const interval of text.split(',')) {
    const range = parseInterval(interval, completions);
    if (typeof range === 'string') return range;
    const [first, end] = range;
    if (last !== undefined && last >= first) return `non-increasing order, previous: ${last}, current: ${first}`;
    total += end - first + 1;
    last = end;
  }
  return total;
}

function parseInterval(text: string, completions: number): readonly [number, number] | string {
  const limits = text.split('-');
  if (limits.length > 2) return `the fragment ${goQuote(text)} violates the requirement that an index interval can have at most two parts separated by '-'`;
  const numbers: number[] = [];
  for (const limit of limits) {
    if (!/^[+-]?[0-9]{1,18}$/.test(limit)) return `cannot convert string to integer for index: ${goQuote(limit)}`;
    if (Number(limit) >= completions) return `too large index: ${goQuote(limit)}`;
    numbers.push(Number(limit));
  }
  const [first = 0, end = first] = numbers;
  return limits.length > 1 && first >= end ? `non-increasing order, previous: ${first}, current: ${end}` : [first, end];
}
