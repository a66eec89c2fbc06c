import { milliValueOf, valueOf, type KubeObject } from '../../../engine/src/index';
import type { NodeModel } from '../../src/model/moment';
import { at, listAt, textAt } from '../read';
import { conditionIsTrue } from './podStatus';
import type { Requests } from './requests';

/** The nodes with what the pods on them request together. */
export function nodeModels(nodes: readonly KubeObject[], requested: ReadonlyMap<string, Requests>): NodeModel[] {
  return nodes.map(node => {
    const name = node.metadata?.name ?? '';
    const labels = node.metadata?.labels ?? {};
    const allocatable = at(node, 'status', 'allocatable') ?? at(node, 'status', 'capacity');
    return {
      name, zone: labels['topology.kubernetes.io/zone'] ?? '',
      taints: listAt(node, 'spec', 'taints').map(taintText),
      ready: conditionIsTrue(node, 'Ready'),
      unschedulable: at(node, 'spec', 'unschedulable') === true,
      controlPlane: Object.hasOwn(labels, 'node-role.kubernetes.io/control-plane'),
      cpuMillis: milliValueOf(amount(allocatable, 'cpu')), memoryBytes: valueOf(amount(allocatable, 'memory')), podLimit: valueOf(amount(allocatable, 'pods')),
      cpuRequestedMillis: requested.get(name)?.cpuMillis ?? 0, memoryRequestedBytes: requested.get(name)?.memoryBytes ?? 0
    };
  });
}

function amount(amounts: unknown, resource: string): string | undefined {
  const found = at(amounts, resource);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}

/** As kubectl describe prints it: `key=value:Effect`, without `=` for a taint that has no value. */
export function taintText(taint: unknown): string {
  const value = textAt(taint, 'value');
  return `${textAt(taint, 'key')}${value === '' ? '' : `=${value}`}:${textAt(taint, 'effect')}`;
}
