import assert from 'node:assert/strict';
import type { EndpointSlice } from '../../../engine/generated/types';
import { deployment, story } from '../sim/story';

const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}\n';

suite('EndpointSlice', () => {
  test('lists ready pods with the port that the Service targets (story C1)', () => {
    const { view } = story(deployment('web', { replicas: 3 }) + service, { untilMs: 30_000 }).timeline;
    const slices = (view.list('discovery.k8s.io/endpointslices', 'default') as readonly EndpointSlice[]).filter(slice => slice.metadata?.labels?.['kubernetes.io/service-name'] === 'web');
    assert.equal(slices.length, 1);
    assert.deepEqual(slices[0]?.ports, [{ name: '', protocol: 'TCP', port: 8080 }]);
    assert.deepEqual(slices[0].endpoints?.map(endpoint => endpoint.conditions?.ready), [true, true, true]);
  });

  test('more than a hundred endpoints need a second slice', () => {
    const { view } = story(deployment('web', { replicas: 120 }) + service, { untilMs: 60_000, cluster: 'large' }).timeline;
    const sizes = (view.list('discovery.k8s.io/endpointslices', 'default') as readonly EndpointSlice[]).map(slice => slice.endpoints?.length ?? 0);
    assert.equal(sizes.reduce((sum, size) => sum + size, 0), 120);
    assert.ok(sizes.every(size => size <= 100));
  }).timeout(20_000);
});
