import assert from 'node:assert/strict';
import { join } from 'node:path';
import { projectRoot } from '../../projectRoot';
import { clusterville } from './commandLine';

const scenario = (expect: string): string => `apiVersion: v1
kind: Pod
metadata: {name: huge}
spec:
  containers: [{name: a, image: b, resources: {requests: {cpu: 64}}}]
---
apiVersion: clusterville.dev/v1alpha1
kind: Scenario
metadata: {name: one-node}
spec:
  cluster: {nodes: [{name: only, cpu: 2}]}
  until: 1m
  expect: [${expect}]
`;

suite('clusterville test', function () {
  this.timeout(60_000);

  test('the rollout of the samples meets all that it expects, with any of three seeds', async () => {
    const { code, out } = await clusterville(['test', join(projectRoot, 'samples', 'rollout.yaml'), '--seeds', '3']);
    assert.match(out, /\n5 met, 0 not met\n$/u);
    assert.equal(code, 0);
  });

  test('exit code 1 and the reason when an expectation is not met', async () => {
    const { code, out } = await clusterville(['test', '-'], { input: scenario('pod/huge available within 30s, "pod/huge stays Pending with \\"Insufficient cpu\\""') });
    assert.match(out, /✗ pod\/huge available within 30s\n {6}\S.*\n {2}✓ pod\/huge stays Pending/u);
    assert.equal(code, 1);
  });

  test('exit code 2 when the scenario itself is wrong, or missing', async () => {
    const wrong = await clusterville(['test', '-'], { input: scenario('world peace') });
    assert.match(wrong.error, /spec\.expect\[0\]: Invalid value: "world peace": must be like one of/u);
    assert.equal(wrong.code, 2);
    assert.equal((await clusterville(['test', '-'], { input: 'kind: Pod\napiVersion: v1\n' })).code, 2);
  });

  test('check underlines what is wrong in a scenario', async () => {
    const { out } = await clusterville(['check', '-'], { input: scenario('world peace') });
    assert.match(out, /^<stdin>:13:12 +error +spec\.expect\[0\]: Invalid value/mu);
  });
});
