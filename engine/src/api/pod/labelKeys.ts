import type { LabelSelector, Pod, PodAffinity, PodAffinityTerm } from '../../../generated/types';
import { own, type Mutable } from '../../core/json';

/** Merges `matchLabelKeys` and `mismatchLabelKeys` into the selectors of a new pod (pkg/registry/core/pod/strategy.go, v1.36). */
export function mergeLabelKeys(pod: Mutable<Pod>): void {
  const labels = pod.metadata?.labels ?? {};
  const { affinity, topologySpreadConstraints } = pod.spec ?? {};
  for (const term of [...termsOf(affinity?.podAffinity), ...termsOf(affinity?.podAntiAffinity)]) {
    merge(term.labelSelector, { keys: term.matchLabelKeys, operator: 'In', labels });
    merge(term.labelSelector, { keys: term.mismatchLabelKeys, operator: 'NotIn', labels });
  }
  for (const constraint of topologySpreadConstraints ?? []) merge(constraint.labelSelector, { keys: constraint.matchLabelKeys, operator: 'In', labels });
}

function termsOf(affinity: Mutable<PodAffinity> | undefined): Mutable<PodAffinityTerm>[] {
  const preferred = (affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).flatMap(term => term.podAffinityTerm ?? []);
  return [...preferred, ...affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []];
}

interface Requirement { readonly keys: readonly string[] | undefined; readonly operator: 'In' | 'NotIn'; readonly labels: Readonly<Record<string, string>> }

function merge(selector: Mutable<LabelSelector> | undefined, { keys, operator, labels }: Requirement): void {
  if (selector === undefined) return;
  for (const key of keys ?? []) {
    const value = own(labels, key);
    if (typeof value === 'string') (selector.matchExpressions ??= []).push({ key, operator, values: [value] });
  }
}
