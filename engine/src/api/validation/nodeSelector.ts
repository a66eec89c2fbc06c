import type { NodeSelector, NodeSelectorRequirement, NodeSelectorTerm } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { forbidden, invalid, invalidEach, NamedText, required, type FieldError } from '../fieldError';
import { validateLabelName } from './labels';
import { isLabelValue, nameIsDnsSubdomain } from './names';

/** Choices of nodes, as pods and volumes make them (`ValidateNodeSelector`, pkg/apis/core/validation/validation.go, v1.36). */

/** Whether the values of expressions must be good label values. */
export type LabelValueRule = 'checked' | 'unchecked';

export function validateNodeSelector(selector: NodeSelector, path: FieldPath, values: LabelValueRule): FieldError[] {
  const terms = selector.nodeSelectorTerms ?? [], at = path.child('nodeSelectorTerms');
  if (terms.length === 0) return [required(at, 'must have at least one node selector term')];
  return terms.flatMap((term, i) => validateNodeSelectorTerm(term, at.index(i), values));
}

export function validateNodeSelectorTerm(term: NodeSelectorTerm, path: FieldPath, values: LabelValueRule): FieldError[] {
  return [
    ...(term.matchExpressions ?? []).flatMap((requirement, i) => validateExpression(requirement, path.child('matchExpressions').index(i), values)),
    ...(term.matchFields ?? []).flatMap((requirement, i) => validateField(requirement, path.child('matchFields').index(i)))
  ];
}

function validateExpression({ key = '', operator = '', values = [] }: NodeSelectorRequirement, path: FieldPath, valueRule: LabelValueRule): FieldError[] {
  const errors: FieldError[] = [];
  switch (operator) {
    case 'In': case 'NotIn':
      if (values.length === 0) errors.push(required(path.child('values'), "must be specified when `operator` is 'In' or 'NotIn'"));
      break;
    case 'Exists': case 'DoesNotExist':
      if (values.length > 0) errors.push(forbidden(path.child('values'), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
      break;
    case 'Gt': case 'Lt':
      if (values.length !== 1) errors.push(required(path.child('values'), "must be specified single value when `operator` is 'Lt' or 'Gt'"));
      break;
    default: errors.push(invalid(path.child('operator'), new NamedText(operator), 'not a valid selector operator'));
  }
  errors.push(...validateLabelName(key, path.child('key')));
  return valueRule === 'unchecked' ? errors : [...errors, ...values.flatMap((value, i) => invalidEach(path.child('values').index(i), value, isLabelValue(value)))];
}

function validateField({ key = '', operator = '', values = [] }: NodeSelectorRequirement, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  if (operator !== 'In' && operator !== 'NotIn') errors.push(invalid(path.child('operator'), new NamedText(operator), 'not a valid selector operator'));
  else if (values.length !== 1) errors.push(required(path.child('values'), "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"));
  if (key !== 'metadata.name') return [...errors, invalid(path.child('key'), key, 'not a valid field selector key')];
  return [...errors, ...values.flatMap((value, i) => invalidEach(path.child('values').index(i), value, nameIsDnsSubdomain(value, 'name')))];
}
