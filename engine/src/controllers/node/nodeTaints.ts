import type { Node, NodeCondition, Taint } from '../../../generated/types';

export type NodeTaint = Taint;

const prefix = 'node.kubernetes.io';

/** Which taint a condition in a status brings (nodeConditionToTaintKeyStatusMap, pkg/controller/nodelifecycle, v1.36). */
const taintOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: 'not-ready', Unknown: 'unreachable' },
  MemoryPressure: { True: 'memory-pressure' },
  DiskPressure: { True: 'disk-pressure' },
  NetworkUnavailable: { True: 'network-unavailable' },
  PIDPressure: { True: 'pid-pressure' }
};

const keys: ReadonlySet<string> = new Set([...Object.values(taintOf).flatMap(Object.values), 'unschedulable'].map(name => `${prefix}/${String(name)}`));

/** Whether the controller gives and takes the taint. */
export function isControllerTaint(taint: Taint): boolean {
  if (taint.effect === 'NoExecute') return taint.key === `${prefix}/not-ready` || taint.key === `${prefix}/unreachable`;
  return taint.effect === 'NoSchedule' && keys.has(taint.key ?? '');
}

/** The NoSchedule taints that a node's conditions and its cordon bring. */
export function conditionTaints(node: Node): Taint[] {
  const names = (node.status?.conditions ?? []).flatMap(({ type = '', status = '' }) => taintOf[type]?.[status] ?? []);
  const unschedulable = node.spec?.unschedulable === true ? ['unschedulable'] : [];
  return [...names, ...unschedulable].map(name => ({ key: `${prefix}/${name}`, effect: 'NoSchedule' }));
}

export function readyCondition(node: Node): NodeCondition | undefined {
  return node.status?.conditions?.find(condition => condition.type === 'Ready');
}

/** The taint by which the pods of a node that is not ready are evicted; undefined for one that is, or that has never said anything. */
export function noExecuteTaint(node: Node): Taint | undefined {
  const name = taintOf['Ready']?.[readyCondition(node)?.status ?? ''];
  return name === undefined ? undefined : { key: `${prefix}/${name}`, effect: 'NoExecute' };
}
