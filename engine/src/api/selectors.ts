import type { LabelSelector, LabelSelectorRequirement } from '../../generated/types';
import { compareText, sortedKeys } from '../core/order';

/** Labels or annotations; keys come from people. */
export type LabelMap = Readonly<Record<string, string>>;

/** A compiled selector (apimachinery/pkg/labels, v1.36). Two selectors with one `key` match the same labels. */
export interface Selector {
  readonly key: string;
  /** True when it selects everything because it asks for nothing. */
  readonly empty: boolean;
  matches(labels: LabelMap | undefined): boolean;
}

type Requirement = { readonly key: string; readonly text: string; test(value: string | undefined): boolean };

export const nothing: Selector = { key: '<nothing>', empty: false, matches: () => false };
export const everything: Selector = { key: '', empty: true, matches: () => true };

/** A label's value; undefined where absent, whatever the key is called. */
export function labelValue(labels: LabelMap | undefined, key: string): string | undefined {
  return labels !== undefined && Object.prototype.hasOwnProperty.call(labels, key) ? labels[key] : undefined;
}

/** `LabelSelectorAsSelector`: absent selects nothing, `{}` everything; undefined when a requirement is malformed. */
export function compileLabelSelector(selector: LabelSelector | undefined): Selector | undefined {
  if (selector === undefined) return nothing;
  return compileRequirements([...equalities(selector.matchLabels), ...(selector.matchExpressions ?? [])]);
}

/** `SelectorFromSet`: every label equal; an empty set selects everything. */
export function compileLabels(labels: LabelMap | undefined): Selector {
  return compileRequirements(equalities(labels)) ?? nothing;
}

function equalities(labels: LabelMap | undefined): LabelSelectorRequirement[] {
  return sortedKeys(labels ?? {}).map(key => ({ key, operator: 'In', values: [labelValue(labels, key) ?? ''] }));
}

/** All requirements at once; undefined when one is malformed, as NewRequirement refuses it. */
export function compileRequirements(requirements: readonly LabelSelectorRequirement[]): Selector | undefined {
  const compiled: Requirement[] = [];
  for (const requirement of requirements) {
    const one = compileRequirement(requirement);
    if (one === undefined) return undefined;
    compiled.push(one);
  }
  return fromRequirements(compiled);
}

function fromRequirements(compiled: readonly Requirement[]): Selector {
  if (compiled.length === 0) return everything;
  const key = compiled.map(one => one.text).sort(compareText).join(',');
  const [first] = compiled;
  if (compiled.length === 1 && first !== undefined) return { key, empty: false, matches: labels => first.test(labelValue(labels, first.key)) };
  return { key, empty: false, matches: labels => compiled.every(one => one.test(labelValue(labels, one.key))) };
}

/** Both selectors at once. */
export function andSelectors(a: Selector, b: Selector): Selector {
  if (a.empty) return b;
  if (b.empty) return a;
  return { key: `${a.key},${b.key}`, empty: false, matches: labels => a.matches(labels) && b.matches(labels) };
}

const labelValuePattern = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

function compileRequirement(requirement: LabelSelectorRequirement): Requirement | undefined {
  const { key = '', operator, values = [] } = requirement;
  const text = JSON.stringify([key, operator, ...[...values].sort(compareText)]);
  if (values.some(value => value.length > 63 || !labelValuePattern.test(value))) return undefined;
  switch (operator) {
    case 'In': {
      if (values.length === 0) return undefined;
      const [only] = values;
      const wanted = new Set(values);
      return { key, text, test: values.length === 1 ? value => value !== undefined && value === only : value => value !== undefined && wanted.has(value) };
    }
    case 'NotIn': {
      const unwanted = new Set(values);
      return values.length === 0 ? undefined : { key, text, test: value => value === undefined || !unwanted.has(value) };
    }
    case 'Exists': return values.length > 0 ? undefined : { key, text, test: value => value !== undefined };
    case 'DoesNotExist': return values.length > 0 ? undefined : { key, text, test: value => value === undefined };
    case 'Gt': case 'Lt': return compileComparison(key, text, operator, values);
    default: return undefined;
  }
}

function compileComparison(key: string, text: string, operator: 'Gt' | 'Lt', values: readonly string[]): Requirement | undefined {
  const bound = values.length === 1 ? parseInt64(values[0] ?? '') : undefined;
  if (bound === undefined) return undefined;
  return {
    key, text, test: value => {
      const number = value === undefined ? undefined : parseInt64(value);
      return number !== undefined && (operator === 'Gt' ? number > bound : number < bound);
    }
  };
}

/** `strconv.ParseInt(text, 10, 64)`; undefined where it fails. */
export function parseInt64(text: string): bigint | undefined {
  if (text.length > 64 || !/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  return value > 9223372036854775807n || value < -9223372036854775808n ? undefined : value;
}
