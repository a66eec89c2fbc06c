import assert from 'node:assert/strict';
import type { CustomResourceDefinition } from '../../../engine/generated/types';
import { story } from '../sim/story';

const definition = (plural: string, kind: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ${plural}.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: ${plural}, kind: ${kind}, listKind: ${plural}List}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]`;

suite('custom resource naming controller', () => {
  test('the first definition of a group has its names, another that wants them waits', () => {
    const { view } = story([definition('widgets', 'Widget'), definition('gadgets', 'Widget')].join('\n---\n'), { untilMs: 2000 }).timeline;
    const conditions = (name: string): string[] => {
      const found = view.list('apiextensions.k8s.io/customresourcedefinitions').find(({ metadata }) => metadata?.name === name) as CustomResourceDefinition | undefined;
      return (found?.status?.conditions ?? []).map(({ type, status, reason, message }) => `${type ?? ''}=${status ?? ''} ${reason ?? ''}: ${message ?? ''}`);
    };
    assert.deepEqual(conditions('widgets.example.com'), ['NamesAccepted=True NoConflicts: no conflicts found', 'Established=True InitialNamesAccepted: the initial names have been accepted']);
    assert.deepEqual(conditions('gadgets.example.com'), ['NamesAccepted=False KindConflict: "Widget" is already in use', 'Established=False NotAccepted: not all names are accepted']);
  });
});
