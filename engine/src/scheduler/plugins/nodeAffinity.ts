import type { Node, NodeAffinity, NodeSelectorTerm } from '../../../generated/types';
import { isObject, own } from '../../core/json';
import type { PluginFactory, PreFilterResult } from '../framework';
import { compileNodeSelector, compilePreferredTerms, requiredNodeAffinity } from '../../api/nodeSelectors';
import { normalize } from '../normalize';
import type { PodInfo } from '../podInfo';
import { perPod } from '../perPod';
import { failed, skip, unresolvable } from '../status';

const refusal = unresolvable("node(s) didn't match Pod's node affinity/selector");
const enforcedRefusal = unresolvable("node(s) didn't match scheduler-enforced node affinity");
const conflict = unresolvable('pod affinity terms conflict');

/**
 * The nodeSelector and required node affinity must match; preferred terms add their weights (plugins/nodeaffinity/node_affinity.go,
 * v1.36). `addedAffinity` of its arguments applies to every pod of the profile.
 */
export const nodeAffinity: PluginFactory = {
  name: 'NodeAffinity',
  create(args) {
    const added = addedAffinity(args);
    const enforced = added?.requiredDuringSchedulingIgnoredDuringExecution;
    const matchesEnforced = enforced === undefined ? undefined : compileNodeSelector(enforced);
    const addedPreferred = compilePreferredTerms(added?.preferredDuringSchedulingIgnoredDuringExecution ?? []);
    const hasAddedPreferred = (added?.preferredDuringSchedulingIgnoredDuringExecution ?? []).length > 0;
    const required = perPod(pod => requiredNodeAffinity(pod.pod));
    const preferred = perPod(pod => {
      const terms = affinityOf(pod)?.preferredDuringSchedulingIgnoredDuringExecution;
      return terms === undefined ? 'none' : compilePreferredTerms(terms) ?? 'malformed';
    });
    return {
      name: 'NodeAffinity',
      sign: pod => JSON.stringify([pod.pod.spec?.nodeSelector ?? {}, affinityOf(pod) ?? {}]),
      preFilter: (_state, pod) => preFilter(pod, matchesEnforced !== undefined),
      filter(_state, pod, node) {
        if (matchesEnforced !== undefined && !matchesEnforced(node.node)) return enforcedRefusal;
        return required(pod)?.(node.node) === false ? refusal : undefined;
      },
      preScore(_state, pod) {
        const terms = preferred(pod);
        if (terms === 'malformed') return failed('malformed preferred node affinity');
        return terms === 'none' && !hasAddedPreferred ? skip : undefined;
      },
      score(_state, pod, node) {
        const terms = preferred(pod);
        return (typeof terms === 'string' ? 0 : terms(node.node)) + (addedPreferred?.(node.node) ?? 0);
      },
      normalizeScores: (_state, _pod, scores) => normalize(scores, 'straight'),
      events: [{
        resource: 'nodes', actions: ['Add', 'UpdateNodeLabel'],
        hint: (pod, { object, old }) => matches(required(pod), object) && (old === undefined || !matches(required(pod), old))
      }]
    };
  }
};

function matches(test: ((node: Node) => boolean) | undefined, node: Node | undefined): boolean {
  return node !== undefined && (test === undefined || test(node));
}

function affinityOf(pod: PodInfo): NodeAffinity | undefined {
  return pod.pod.spec?.affinity?.nodeAffinity;
}

/** Terms that name nodes leave only those to look at; terms that contradict each other leave none. */
function preFilter(pod: PodInfo, isEnforced: boolean): PreFilterResult | undefined {
  const required = affinityOf(pod)?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required === undefined && !isEnforced && pod.pod.spec?.nodeSelector === undefined) return { status: skip };
  const terms = required?.nodeSelectorTerms ?? [];
  if (terms.length === 0) return undefined;
  const names = new Set<string>();
  for (const term of terms) {
    const termNames = namesOf(term);
    if (termNames === undefined) return undefined;
    for (const name of termNames) names.add(name);
  }
  return names.size === 0 ? { status: conflict } : { nodeNames: names };
}

/** The nodes that a term's `metadata.name In` requirements leave; undefined when it has none. */
function namesOf(term: NodeSelectorTerm): ReadonlySet<string> | undefined {
  let names: Set<string> | undefined;
  for (const { key, operator, values = [] } of term.matchFields ?? []) {
    if (key !== 'metadata.name' || operator !== 'In') continue;
    names = new Set(names === undefined ? values : values.filter(value => names?.has(value)));
  }
  return names;
}

function addedAffinity(args: unknown): NodeAffinity | undefined {
  const added = isObject(args) ? own(args, 'addedAffinity') : undefined;
  return isObject(added) ? added : undefined;
}
