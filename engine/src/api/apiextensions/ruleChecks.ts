import type { FieldPath } from '../../core/fieldPath';
import type { FieldError } from '../fieldError';
import type { RuleChecker } from './ruleChecker';
import type { Schema } from './schema';

/** The checks of all rules of one schema; `total` is said last, of what they cost together. */
export interface RuleChecks { readonly root: RuleChecker; total(path: FieldPath): FieldError[] }

/** Whether the cost of a single rule counts: not where the schema is as it was. */
export interface RuleCheckOptions { readonly perRuleCost: 'judged' | 'ignored' }

export function ruleChecks(_schema: Schema, _options: RuleCheckOptions): RuleChecks {
  const nothing: RuleChecker = { check: () => [], property: () => nothing, items: () => nothing, additional: () => nothing };
  return { root: nothing, total: () => [] };
}
