import type { LabelSelector } from '../../generated/types';

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
  return Object.entries(wanted).every(([key, value]) => ownLabel(labels, key) === value);
}

/** A selector without any requirement: it would select everything. */
export function isEmptySelector(selector: LabelSelector): boolean {
  return Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0;
}

function ownLabel(labels: Labels, key: string): string | undefined {
  return Object.prototype.hasOwnProperty.call(labels, key) ? labels[key] : undefined;
}
