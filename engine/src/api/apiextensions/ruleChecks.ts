import type { ValidationRule } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { invalid, type FieldError } from '../fieldError';
import type { RuleChecker } from './ruleChecker';
import { rulePrograms, type RuleProgram } from './rulePrograms';
import { itemsOf, propertyOf, schemaOrBool, type Schema } from './schema';

/** The checks of all rules of one schema; `total` is said last, of what they cost together. */
export interface RuleChecks { readonly root: RuleChecker; total(path: FieldPath): FieldError[] }

/** Whether the cost of a single rule counts: not where the schema is as it was. */
export interface RuleCheckOptions { readonly perRuleCost: 'judged' | 'ignored' }

/** Checks the rules of a sound structural schema, part by part. Costs are not estimated yet: rules are taken to be within their budget. */
export function ruleChecks(schema: Schema, _options: RuleCheckOptions): RuleChecks {
  return { root: checkerOf(schema, true), total: () => [] };
}

function checkerOf(schema: Schema, isRoot: boolean): RuleChecker {
  const below = (part: Schema | undefined): RuleChecker | undefined => part === undefined ? undefined : checkerOf(part, false);
  return {
    check: (path, uncorrelatable) => rulePrograms(schema, isRoot || schema['x-kubernetes-embedded-resource'] === true)
      .flatMap((program, i) => ruleErrors(program, path.child('x-kubernetes-validations').index(i), uncorrelatable)),
    property: name => below(propertyOf(schema, name)),
    items: () => below(itemsOf(schema)),
    additional: () => below(schemaOrBool(schema.additionalProperties)?.schema)
  };
}

function ruleErrors({ rule, error, messageError, usesOldSelf }: RuleProgram, path: FieldPath, uncorrelatable: FieldPath | undefined): FieldError[] {
  const errors: FieldError[] = [];
  if (error !== undefined) errors.push(invalid(path.child('rule'), internalRule(rule), error));
  if (messageError !== undefined) errors.push(invalid(path.child('messageExpression'), internalRule(rule), messageError));
  if (usesOldSelf && uncorrelatable !== undefined) errors.push(invalid(path.child('rule'), rule.rule ?? '', `oldSelf cannot be used on the uncorrelatable portion of the schema within ${uncorrelatable.toString()}`));
  if (!usesOldSelf && rule.optionalOldSelf !== undefined) errors.push(invalid(path.child('optionalOldSelf'), rule.optionalOldSelf, 'may not be set if oldSelf is not used in rule'));
  return errors;
}

/** A rule as Go prints its internal struct. */
function internalRule({ rule = '', message = '', messageExpression = '', reason, fieldPath = '', optionalOldSelf }: ValidationRule): object {
  return { Rule: rule, Message: message, MessageExpression: messageExpression, Reason: reason ?? null, FieldPath: fieldPath, OptionalOldSelf: optionalOldSelf ?? null };
}
