import type { LabelSelector } from '../../generated/types';
import { compareText } from '../core/order';

type Labels = Readonly<Record<string, string>>;

/**
 * Whether labels match a selector (metav1.LabelSelectorAsSelector, v1.36): no selector matches nothing, an empty one
 * everything. An operator that is none matches nothing.
 */
export function selectorMatches(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (selector === undefined) return false;
  if (!labelsMatch(selector.matchLabels ?? {}, labels)) return false;
  return (selector.matchExpressions ?? []).every(({ key = '', operator, values = [] }) => {
    const value = ownLabel(labels, key);
    switch (operator) {
      case 'In': return value !== undefined && values.includes(value);
      case 'NotIn': return value === undefined || !values.includes(value);
      case 'Exists': return value !== undefined;
      case 'DoesNotExist': return value === undefined;
      default: return false;
    }
  });
}

/** Whether all wanted labels are there with their values. */
export function labelsMatch(wanted: Labels, labels: Labels): boolean {
  for (const key of Object.keys(wanted)) if (ownLabel(labels, key) !== wanted[key]) return false;
  return true;
}

/** A selector without any requirement: it would select everything. */
export function isEmptySelector(selector: LabelSelector): boolean {
  return Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0;
}

function ownLabel(labels: Labels, key: string): string | undefined {
  return Object.prototype.hasOwnProperty.call(labels, key) ? labels[key] : undefined;
}

/** A selector as text, requirements in order of their keys (`labels.Selector.String`, v1.36): `app=web,tier in (a,b),!old`. */
export function selectorText(selector: LabelSelector | undefined): string {
  const requirements = [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({ key, text: `${key}=${value}` })),
    ...(selector?.matchExpressions ?? []).map(({ key = '', operator = '', values = [] }) => ({ key, text: requirementText(key, operator, values) }))
  ];
  return requirements.sort((a, b) => compareText(a.key, b.key)).map(({ text }) => text).join(',');
}

function requirementText(key: string, operator: string, values: readonly string[]): string {
  const list = [...values].sort(compareText).join(',');
  switch (operator) {
    case 'In': return `${key} in (${list})`;
    case 'NotIn': return `${key} notin (${list})`;
    case 'DoesNotExist': return `!${key}`;
    default: return key;
  }
}
