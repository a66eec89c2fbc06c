import type { FieldPath } from '../../core/fieldPath';
import type { FieldError } from '../fieldError';

/** Judges the `x-kubernetes-validations` of one schema, and leads to those of its parts (`CELSchemaContext`, apiextensions/validation, v1.36). */
export interface RuleChecker {
  /** The errors of this schema's rules; `uncorrelatable` is the place that keeps them from speaking of `oldSelf`. */
  check(path: FieldPath, uncorrelatable: FieldPath | undefined): FieldError[];
  property(name: string): RuleChecker | undefined;
  items(): RuleChecker | undefined;
  additional(): RuleChecker | undefined;
}
