import assert from 'node:assert/strict';
import { dryRun, parseManifests, Placements } from '../../../engine/src/index';

const node = (name: string, zone: string): string => `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}, labels: {topology.kubernetes.io/zone: ${zone}}}\nstatus: {allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}\n`;
const deployment = (replicas: number, cpu: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: b, resources: {requests: {cpu: "${cpu}"}}}]}}
`;

function distributionOver(seeds: number, ...documents: readonly string[]): ReturnType<Placements['distributions']> {
  const placements = new Placements();
  for (let seed = 1; seed <= seeds; seed++) {
    const run = dryRun([{ name: 'f', file: parseManifests(documents.join('---\n')) }], { seed, untilMs: 30_000 });
    placements.add(run.timeline.view, run.verdicts());
  }
  return placements.distributions();
}

suite('placements over many seeds', () => {
  test('a tie falls either way, and what always holds is told as such', () => {
    const [web] = distributionOver(20, node('a', 'x'), node('b', 'x'), node('c', 'y'), deployment(2, '1'));
    assert.ok(web !== undefined);
    assert.equal(web.runs, 20);
    assert.deepEqual(web.nodes.map(({ node: name }) => name).sort(), ['a', 'b', 'c']);
    assert.ok(Math.abs(web.nodes.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9);
    assert.deepEqual([web.sharedNode, web.mostOnNode], [0, 1]);
    assert.ok(web.sharedZone < 20 && web.mostInZone <= 2);
  });

  test('pods that wait count as such, and replicas that share a node are counted', () => {
    const [web] = distributionOver(2, node('a', 'x'), deployment(3, '1500m'));
    assert.deepEqual(web, {
      kind: 'Deployment', namespace: 'default', name: 'web', runs: 2, sharedNode: 2, sharedZone: 2, mostOnNode: 2, mostInZone: 2,
      nodes: [{ node: 'a', pods: 2, share: 2 / 3 }, { node: '', pods: 1, share: 1 / 3 }]
    });
  });
});
