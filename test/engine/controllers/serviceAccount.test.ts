import assert from 'node:assert/strict';
import { story } from '../sim/story';

suite('service account controller', () => {
  test('every namespace has its default service account', () => {
    const { view } = story('apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n', { untilMs: 1000 }).timeline;
    assert.deepEqual(view.list('serviceaccounts').map(account => account.metadata?.namespace), view.list('namespaces').map(namespace => namespace.metadata?.name));
  });
});
