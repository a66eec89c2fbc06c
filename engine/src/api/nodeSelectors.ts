import type { NodeSelectorRequirement, Node, NodeSelector, NodeSelectorTerm, Pod, PreferredSchedulingTerm } from '../../generated/types';
import { compileLabels, compileRequirements, type LabelMap, type Selector } from './selectors';

type NodeTest = (node: Node) => boolean;

/** A node selector's terms, joined by "or"; a malformed or empty term matches no node (component-helpers/scheduling/corev1/nodeaffinity, v1.36). */
export function compileNodeSelector(selector: NodeSelector): NodeTest {
  const terms = (selector.nodeSelectorTerms ?? []).filter(term => !isEmptyTerm(term)).map(term => compileTerm(term) ?? (() => false));
  return node => terms.some(term => term(node));
}

/** Matches on labels alone, for a PersistentVolume's node affinity. */
export function nodeSelectorMatchesLabels(selector: NodeSelector, labels: LabelMap): boolean {
  return compileNodeSelector(selector)({ metadata: { labels } });
}

/** The sum of the weights of the preferred terms that match a node; undefined when a term is malformed, which is an error upstream. */
export function compilePreferredTerms(terms: readonly PreferredSchedulingTerm[]): ((node: Node) => number) | undefined {
  const compiled: { readonly weight: number; readonly test: NodeTest }[] = [];
  for (const { weight = 0, preference = {} } of terms) {
    if (weight === 0 || isEmptyTerm(preference)) continue;
    const test = compileTerm(preference);
    if (test === undefined) return undefined;
    compiled.push({ weight, test });
  }
  return node => {
    let score = 0;
    for (const term of compiled) if (term.test(node)) score += term.weight;
    return score;
  };
}

/** What a pod's nodeSelector and required node affinity ask of a node, both at once; undefined when it asks nothing. */
export function requiredNodeAffinity(pod: Pod): NodeTest | undefined {
  const nodeSelector = pod.spec?.nodeSelector;
  const affinity = pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const labels: Selector | undefined = nodeSelector !== undefined && Object.keys(nodeSelector).length > 0 ? compileLabels(nodeSelector) : undefined;
  const terms = affinity === undefined ? undefined : compileNodeSelector(affinity);
  if (labels === undefined) return terms;
  if (terms === undefined) return node => labels.matches(node.metadata?.labels);
  return node => labels.matches(node.metadata?.labels) && terms(node);
}

function isEmptyTerm(term: NodeSelectorTerm): boolean {
  return (term.matchExpressions ?? []).length === 0 && (term.matchFields ?? []).length === 0;
}

function compileTerm(term: NodeSelectorTerm): NodeTest | undefined {
  const labels = compileRequirements(term.matchExpressions ?? []);
  const fields = compileFields(term.matchFields ?? []);
  if (labels === undefined || fields === undefined) return undefined;
  return node => labels.matches(node.metadata?.labels) && fields(node);
}

/** Field requirements take In and NotIn with one value; `metadata.name` is the one field that nodes have. */
function compileFields(requirements: readonly NodeSelectorRequirement[]): NodeTest | undefined {
  const tests: NodeTest[] = [];
  for (const { key, operator, values = [] } of requirements) {
    if (values.length !== 1 || (operator !== 'In' && operator !== 'NotIn')) return undefined;
    tests.push(node => ((key === 'metadata.name' ? node.metadata?.name ?? '' : '') === values[0]) === (operator === 'In'));
  }
  return node => tests.every(test => test(node));
}
