import assert from 'node:assert/strict';
import { story } from '../sim/story';

const role = (name: string, rest: string): string => `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: ${name}${rest}`;

suite('cluster role aggregation controller', () => {
  test('a role gathers the rules of those that its selectors name, in order of their names, each once', () => {
    const { view } = story([
      role('all', '}\naggregationRule: {clusterRoleSelectors: [{matchLabels: {to: all}}]}'),
      role('b', ', labels: {to: all}}\nrules: [{apiGroups: [""], resources: [pods], verbs: [get]}]'),
      role('a', ', labels: {to: all}}\nrules: [{apiGroups: [apps], resources: [deployments], verbs: [get]}, {apiGroups: [""], resources: [pods], verbs: [get]}]'),
      role('other', ', labels: {to: other}}\nrules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]')
    ].join('\n---\n'), { untilMs: 2000 }).timeline;
    const found = view.list('rbac.authorization.k8s.io/clusterroles').find(({ metadata }) => metadata?.name === 'all');
    assert.deepEqual(found?.['rules'], [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] }, { apiGroups: [''], resources: ['pods'], verbs: ['get'] }]);
  });
});
