import assert from 'node:assert/strict';
import type { AccessAttributes } from '../../../../engine/src/apiserver/authorization';
import { bootstrapRoles } from '../../../../engine/src/apiserver/authorization/bootstrap/seed';
import { impersonated } from '../../../../engine/src/apiserver/authorization/impersonation';
import type { ApiServer } from '../../../../engine/src/apiserver/server';
import { messageOf, newServer } from '../newServer';

const group = 'rbac.authorization.k8s.io', apiVersion = `${group}/v1`;
const jane = { name: 'jane', groups: ['devs'] };
const asks = (question: Partial<AccessAttributes>): AccessAttributes => ({ user: jane, verb: 'get', group: '', resource: '', subresource: '', namespace: 'default', name: '', ...question });

function withRole(rules: readonly object[]): ApiServer {
  const server = newServer();
  server.create(`${group}/roles`, { apiVersion, kind: 'Role', metadata: { name: 'r', namespace: 'default' }, rules });
  server.create(`${group}/rolebindings`, { apiVersion, kind: 'RoleBinding', metadata: { name: 'b', namespace: 'default' }, roleRef: { apiGroup: group, kind: 'Role', name: 'r' }, subjects: [{ apiGroup: group, kind: 'Group', name: 'devs' }] });
  return server;
}

suite('RBAC', () => {
  const rows: readonly { rule: object; question: Partial<AccessAttributes>; allowed: boolean }[] = [
    { rule: { apiGroups: [''], resources: ['pods'], verbs: ['get'] }, question: { resource: 'pods' }, allowed: true },
    { rule: { apiGroups: [''], resources: ['pods'], verbs: ['get'] }, question: { resource: 'pods', namespace: 'other' }, allowed: false },
    { rule: { apiGroups: [''], resources: ['pods'], verbs: ['get'] }, question: { resource: 'pods', subresource: 'log' }, allowed: false },
    { rule: { apiGroups: ['*'], resources: ['*/scale'], verbs: ['get'] }, question: { group: 'apps', resource: 'deployments', subresource: 'scale' }, allowed: true },
    { rule: { apiGroups: ['*'], resources: ['*/scale'], verbs: ['get'] }, question: { group: 'apps', resource: 'deployments' }, allowed: false },
    { rule: { apiGroups: [''], resources: ['configmaps'], resourceNames: ['a'], verbs: ['get'] }, question: { resource: 'configmaps', name: 'a' }, allowed: true },
    { rule: { apiGroups: [''], resources: ['configmaps'], resourceNames: ['a'], verbs: ['list'] }, question: { resource: 'configmaps', verb: 'list' }, allowed: false }
  ];
  for (const { rule, question, allowed } of rows) {
    test(`${JSON.stringify(rule)} ${allowed ? 'allows' : 'does not allow'} ${JSON.stringify(question)}`, () => {
      const answer = withRole([rule]).access(asks(question));
      assert.deepEqual(answer, { allowed, reason: allowed ? 'RBAC: allowed by RoleBinding "b/default" of Role "r" to Group "devs"' : '' });
    });
  }

  test('the bootstrap roles let everybody discover and `view` see pods, not secrets', () => {
    const server = newServer();
    bootstrapRoles(server);
    server.create(`${group}/rolebindings`, { apiVersion, kind: 'RoleBinding', metadata: { name: 'v', namespace: 'default' }, roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'view' }, subjects: [{ apiGroup: group, kind: 'User', name: 'jane' }] });
    const allowed = (question: Partial<AccessAttributes>): boolean => server.access(asks(question)).allowed;
    assert.equal(allowed({ user: impersonated('joe'), path: '/api' }), true);
    assert.deepEqual([allowed({ resource: 'pods' }), allowed({ resource: 'secrets' }), allowed({ resource: 'pods', verb: 'delete' })], [true, false, false]);
  });

  test('nobody grants more than they have', () => {
    const server = withRole([{ apiGroups: [group], resources: ['roles'], verbs: ['create'] }, { apiGroups: [''], resources: ['pods'], verbs: ['get'] }]);
    const role = { apiVersion, kind: 'Role', metadata: { name: 'more', namespace: 'default' }, rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'delete'] }] };
    assert.equal(messageOf(server.create(`${group}/roles`, role, { as: jane })),
      'roles.rbac.authorization.k8s.io "more" is forbidden: user "jane" (groups=["devs"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["pods"], Verbs:["delete"]}');
  });

  test('a patch asks as who sends it', () => {
    const server = newServer();
    server.create('configmaps', { metadata: { name: 'c', namespace: 'default' } });
    assert.equal(messageOf(server.handle({ verb: 'patch', resource: 'configmaps', namespace: 'default', name: 'c', body: { data: { a: 'b' } }, user: jane })),
      'configmaps "c" is forbidden: User "jane" cannot patch resource "configmaps" in API group "" in the namespace "default"');
  });

  test('who may not, is told so', () => {
    assert.equal(messageOf(newServer().create('pods', { metadata: { name: 'p' } }, { as: jane })), 'pods is forbidden: User "jane" cannot create resource "pods" in API group "" in the namespace "default"');
  });
});
