import type { Pod, PodAffinityTerm, WeightedPodAffinityTerm } from '../../generated/types';
import { compareText } from '../core/order';
import { compileLabelSelector, type Selector, type LabelMap } from '../api/selectors';

/** A pod affinity term, ready to match (kube-scheduler/framework/types.go, v1.36). Terms with one `key` match the same pods. */
export interface AffinityTerm {
  readonly key: string;
  readonly topologyKey: string;
  readonly namespaces: ReadonlySet<string>;
  readonly selector: Selector;
  readonly namespaceSelector: Selector;
}

export interface WeightedAffinityTerm { readonly term: AffinityTerm; readonly weight: number }

/** The four lists of terms of a pod; undefined when a selector is malformed. */
export interface PodAffinityTerms {
  readonly requiredAffinity: readonly AffinityTerm[];
  readonly requiredAntiAffinity: readonly AffinityTerm[];
  readonly preferredAffinity: readonly WeightedAffinityTerm[];
  readonly preferredAntiAffinity: readonly WeightedAffinityTerm[];
}

export const noTerms: PodAffinityTerms = { requiredAffinity: [], requiredAntiAffinity: [], preferredAffinity: [], preferredAntiAffinity: [] };

/** Parses a pod's terms; `namespace` is where terms without namespaces look. A malformed list is empty, as upstream leaves it. */
export function affinityTermsOf(pod: Pod, namespace: string): PodAffinityTerms {
  const affinity = pod.spec?.affinity?.podAffinity, anti = pod.spec?.affinity?.podAntiAffinity;
  if (affinity === undefined && anti === undefined) return noTerms;
  return {
    requiredAffinity: compileTerms(affinity?.requiredDuringSchedulingIgnoredDuringExecution, namespace) ?? [],
    requiredAntiAffinity: compileTerms(anti?.requiredDuringSchedulingIgnoredDuringExecution, namespace) ?? [],
    preferredAffinity: compileWeighted(affinity?.preferredDuringSchedulingIgnoredDuringExecution, namespace) ?? [],
    preferredAntiAffinity: compileWeighted(anti?.preferredDuringSchedulingIgnoredDuringExecution, namespace) ?? []
  };
}

/** `AffinityTerm.Matches`: the namespace by name or by its labels, and the pod's labels. */
export function termMatches(term: AffinityTerm, namespace: string, labels: LabelMap | undefined, namespaceLabels: LabelMap | undefined): boolean {
  return (term.namespaces.has(namespace) || term.namespaceSelector.matches(namespaceLabels)) && term.selector.matches(labels);
}

/** The term with more namespaces named: those whose labels its selector picked. */
export function withNamespaces(term: AffinityTerm, more: readonly string[]): AffinityTerm {
  if (more.length === 0) return term;
  const namespaces = new Set([...term.namespaces, ...more]);
  return { ...term, namespaces, key: termKey(term.topologyKey, namespaces, term.selector, term.namespaceSelector) };
}

function compileTerms(terms: readonly PodAffinityTerm[] | undefined, namespace: string): AffinityTerm[] | undefined {
  const compiled: AffinityTerm[] = [];
  for (const term of terms ?? []) {
    const one = compileTerm(term, namespace);
    if (one === undefined) return undefined;
    compiled.push(one);
  }
  return compiled;
}

function compileWeighted(terms: readonly WeightedPodAffinityTerm[] | undefined, namespace: string): WeightedAffinityTerm[] | undefined {
  const compiled: WeightedAffinityTerm[] = [];
  for (const { weight = 0, podAffinityTerm = {} } of terms ?? []) {
    const term = compileTerm(podAffinityTerm, namespace);
    if (term === undefined) return undefined;
    compiled.push({ term, weight });
  }
  return compiled;
}

function compileTerm(term: PodAffinityTerm, namespace: string): AffinityTerm | undefined {
  const selector = compileLabelSelector(term.labelSelector);
  const namespaceSelector = compileLabelSelector(term.namespaceSelector);
  if (selector === undefined || namespaceSelector === undefined) return undefined;
  const named = term.namespaces ?? [];
  const namespaces = new Set(named.length === 0 && term.namespaceSelector === undefined ? [namespace] : named);
  const topologyKey = term.topologyKey ?? '';
  return { key: termKey(topologyKey, namespaces, selector, namespaceSelector), topologyKey, namespaces, selector, namespaceSelector };
}

function termKey(topologyKey: string, namespaces: ReadonlySet<string>, selector: Selector, namespaceSelector: Selector): string {
  return JSON.stringify([topologyKey, [...namespaces].sort(compareText), selector.key, namespaceSelector.key]);
}
