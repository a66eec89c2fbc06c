import { FieldPath } from '../../core/fieldPath';
import { isList, own, type JsonObject } from '../../core/json';
import { has, objectIn, removed, type Conversion, type FieldChange } from './fieldChange';

const spec = FieldPath.of('spec');

/**
 * A workload before `apps/v1`: without a selector it had that of its template's labels (SetDefaults of
 * pkg/apis/extensions/v1beta1 and apps/v1beta1, v1.15), and a Deployment could be rolled back by a field. The defaults that changed
 * since (how a rollout goes) are those of `apps/v1`, as the deprecation guide has it.
 */
export const workload: Conversion = object => {
  const body = objectIn(object, 'spec');
  return [...selectorChanges(body), ...removed(body, spec, 'rollbackTo', 'templateGeneration')];
};

function selectorChanges(body: JsonObject): FieldChange[] {
  const labels = own(objectIn(body, 'template', 'metadata'), 'labels');
  const isLabelled = typeof labels === 'object' && labels !== null && !isList(labels);
  return has(body, 'selector') || !isLabelled ? [] : [{ change: 'set', path: spec.child('selector'), value: { matchLabels: labels } }];
}
