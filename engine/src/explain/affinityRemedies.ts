import type { Pod, PodAffinityTerm } from '../../generated/types';
import { FieldPath } from '../core/fieldPath';
import type { JsonObject } from '../core/json';
import { controllerOf } from '../api/object';
import { labelValue } from '../api/selectors';
import type { NodeInfo } from '../scheduler/nodeInfo';
import type { Edit } from './explanation';
import type { Remedy } from './remedy';

const required = 'requiredDuringSchedulingIgnoredDuringExecution', preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
const affinity = FieldPath.of('spec', 'affinity');

/** Against a node whose labels are the wrong ones: another value, no selector, no required affinity. */
export function nodeAffinityRemedies(pod: Pod, node: NodeInfo): readonly Remedy[] {
  const { nodeSelector = {} } = pod.spec ?? {};
  const name = pod.metadata?.name ?? '', selector = FieldPath.of('spec', 'nodeSelector');
  const wrong = Object.entries(nodeSelector).filter(([key, value]) => labelValue(node.labels, key) !== value).map(([key]) => key);
  const other = wrong.filter(key => key !== 'kubernetes.io/hostname').flatMap(key => {
    const value = labelValue(node.labels, key);
    return value === undefined ? [] : [{ key, value }];
  });
  const result: Remedy[] = [];
  if (wrong.length > 0) result.push({ title: `Drop ${wrong.join(', ')} from nodeSelector`, cost: 2 + wrong.length, edits: wrong.map(key => ({ kind: 'Pod', name, path: selector.key(key) })) });
  if (wrong.length > 0 && other.length === wrong.length) {
    result.push({ title: `Select ${other.map(({ key, value }) => `${key}=${value}`).join(', ')}`, cost: 2 + wrong.length, edits: other.map(({ key, value }) => ({ kind: 'Pod', name, path: selector.key(key), value })) });
  }
  // A DaemonSet's pods are tied to their nodes by an affinity that nobody wrote.
  if (pod.spec?.affinity?.nodeAffinity?.[required] === undefined || controllerOf(pod)?.kind === 'DaemonSet') return result;
  const dropped: Remedy = { title: 'Drop the required node affinity', cost: 3, edits: [{ kind: 'Pod', name, path: affinity.child('nodeAffinity', required) }] };
  return [...result, dropped, ...result.map(with_ => ({ title: `${with_.title} and drop the required node affinity`, cost: with_.cost + 3, edits: [...with_.edits, ...dropped.edits] }))];
}

/** Against pods in the wrong place or in no place: the same as a wish, or not at all. */
export function podAffinityRemedies(pod: Pod): readonly Remedy[] {
  const name = pod.metadata?.name ?? '';
  return (['podAffinity', 'podAntiAffinity'] as const).flatMap(kind => {
    const { [required]: terms = [], [preferred]: wishes = [] } = pod.spec?.affinity?.[kind] ?? {};
    if (terms.length === 0) return [];
    const drop: Edit = { kind: 'Pod', name, path: affinity.child(kind, required) };
    const wish = terms.map((term, i): Edit => ({ kind: 'Pod', name, path: affinity.child(kind, preferred).index(wishes.length + i), value: { weight: 100, podAffinityTerm: asWritten(term) } }));
    return [
      { title: `Prefer the ${kind} instead of requiring it`, cost: 2, edits: [...wish, drop] },
      { title: `Drop the required ${kind}`, cost: 3, edits: [drop] }
    ];
  });
}

/** A term without what the server has added to it from `matchLabelKeys`, which it will add again. */
function asWritten(term: PodAffinityTerm): JsonObject {
  const added = new Set([...term.matchLabelKeys ?? [], ...term.mismatchLabelKeys ?? []]);
  const { labelSelector, ...rest } = term;
  if (labelSelector === undefined) return rest as JsonObject;
  const { matchExpressions, ...selector } = labelSelector;
  const kept = (matchExpressions ?? []).filter(expression => !added.has(expression.key ?? ''));
  return { ...rest, labelSelector: { ...selector, ...(kept.length === 0 ? {} : { matchExpressions: kept }) } } as unknown as JsonObject;
}
