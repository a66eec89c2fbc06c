import type { LabelSelector } from '../../../generated/types';
import { compareText } from '../../core/order';

/** A selector as Go prints it in a message: `&LabelSelector{MatchLabels:map[string]string{app: web,},MatchExpressions:[]…,}`. */
export function goLabelSelector(selector: LabelSelector | undefined): string {
  if (selector === undefined) return 'nil';
  const labels = Object.entries(selector.matchLabels ?? {}).sort(([a], [b]) => compareText(a, b)).map(([key, value]) => `${key}: ${value},`).join('');
  const requirements = (selector.matchExpressions ?? []).map(({ key = '', operator = '', values = [] }) => `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`).join('');
  return `&LabelSelector{MatchLabels:map[string]string{${labels}},MatchExpressions:[]LabelSelectorRequirement{${requirements}},}`;
}
