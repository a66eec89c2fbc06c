import type { NodeSelectorTerm } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { isLabelValue } from '../../validation/names';

/** Labels of nodes that have been replaced (pkg/api/node/util.go, v1.36). */
const deprecatedLabels: ReadonlyMap<string, string> = new Map([
  ['beta.kubernetes.io/arch', 'deprecated since v1.14; use "kubernetes.io/arch" instead'],
  ['beta.kubernetes.io/os', 'deprecated since v1.14; use "kubernetes.io/os" instead'],
  ['failure-domain.beta.kubernetes.io/region', 'deprecated since v1.17; use "topology.kubernetes.io/region" instead'],
  ['failure-domain.beta.kubernetes.io/zone', 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead'],
  ['beta.kubernetes.io/instance-type', 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead'],
  ['app.kubernetes.io/created-by', 'deprecated since v1.9'],
  ['scheduler.alpha.kubernetes.io/preferAvoidPods', 'deprecated since v1.22; use Taints and Tolerations instead'],
  ['node-role.kubernetes.io/master', 'use "node-role.kubernetes.io/control-plane" instead']
]);

/** What stands in for a deprecated label: one message or none. */
export function nodeLabelMessage(key: string): string[] {
  const message = deprecatedLabels.get(key);
  return message === undefined ? [] : [message];
}

/** Deprecated labels of a term, and values that are none where validation lets them pass. */
export function nodeSelectorTermWarnings(term: NodeSelectorTerm, path: FieldPath, values: 'checked' | 'unchecked'): string[] {
  return (term.matchExpressions ?? []).flatMap(({ key = '', values: texts = [] }, i) => {
    const at = path.child('matchExpressions').index(i);
    const wrong = values === 'unchecked' ? [] : texts.flatMap((text, j) => isLabelValue(text).map(detail => `${at.child('values').index(j).toString()}: ${text} is invalid, ${detail}`));
    return [...nodeLabelMessage(key).map(message => `${at.child('key').toString()}: ${key} is ${message}`), ...wrong];
  });
}
