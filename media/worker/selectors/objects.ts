import type { KubeObject, WorldView } from '../../../engine/src/index';
import type { ObjectTableModel } from '../../src/model/tables';
import type { Tone } from '../../src/model/run';
import { at, listAt, mapAt, numberAt, textAt } from '../read';
import { podState } from './podState';
import { conditionIsTrue, podStatus } from './podStatus';
import { virtualMs } from './moment';

interface Column { readonly title: string; cell(object: KubeObject): string }

/** kubectl's columns of the kinds that a dry-run is about; others show what every object has. */
const columns: Readonly<Record<string, readonly Column[]>> = {
  pods: [
    { title: 'Ready', cell: pod => { const status = podStatus(pod); return `${status.readyContainers}/${status.containers}`; } },
    { title: 'Status', cell: pod => podStatus(pod).status }, { title: 'Restarts', cell: pod => String(podStatus(pod).restarts) },
    { title: 'Node', cell: pod => textAt(pod, 'spec', 'nodeName') || '<none>' }
  ],
  nodes: [
    { title: 'Status', cell: node => `${conditionIsTrue(node, 'Ready') ? 'Ready' : 'NotReady'}${at(node, 'spec', 'unschedulable') === true ? ',SchedulingDisabled' : ''}` },
    { title: 'CPU', cell: node => amount(node, 'cpu') }, { title: 'Memory', cell: node => amount(node, 'memory') }
  ],
  'apps/deployments': [
    { title: 'Ready', cell: object => `${numberAt(object, 'status', 'readyReplicas') ?? 0}/${numberAt(object, 'spec', 'replicas') ?? 1}` },
    { title: 'Up-to-date', cell: object => String(numberAt(object, 'status', 'updatedReplicas') ?? 0) },
    { title: 'Available', cell: object => String(numberAt(object, 'status', 'availableReplicas') ?? 0) }
  ],
  'apps/replicasets': [
    { title: 'Desired', cell: object => String(numberAt(object, 'spec', 'replicas') ?? 1) }, { title: 'Current', cell: object => String(numberAt(object, 'status', 'replicas') ?? 0) },
    { title: 'Ready', cell: object => String(numberAt(object, 'status', 'readyReplicas') ?? 0) }
  ],
  'apps/statefulsets': [{ title: 'Ready', cell: object => `${numberAt(object, 'status', 'readyReplicas') ?? 0}/${numberAt(object, 'spec', 'replicas') ?? 1}` }],
  services: [
    { title: 'Type', cell: object => textAt(object, 'spec', 'type') }, { title: 'Cluster-IP', cell: object => textAt(object, 'spec', 'clusterIP') || '<none>' },
    { title: 'Port(s)', cell: object => listAt(object, 'spec', 'ports').map(port => `${numberAt(port, 'port') ?? '?'}/${textAt(port, 'protocol') || 'TCP'}`).join(',') }
  ],
  events: [
    { title: 'Type', cell: event => textAt(event, 'type') }, { title: 'Reason', cell: event => textAt(event, 'reason') },
    { title: 'Object', cell: event => `${textAt(event, 'involvedObject', 'kind').toLowerCase()}/${textAt(event, 'involvedObject', 'name')}` },
    { title: 'Message', cell: event => textAt(event, 'message') || textAt(event, 'note') }
  ]
};

const plainColumns: readonly Column[] = [{ title: 'Labels', cell: object => mapAt(object, 'metadata', 'labels').map(([key, value]) => `${key}=${value}`).join(',') || '<none>' }];

/** The objects of a resource at the moment of the world, as kubectl's table shows them. */
export function objectTable(world: WorldView, resources: readonly string[], wanted: string): ObjectTableModel {
  const present = resources.map(resource => ({ resource, kind: world.list(resource)[0]?.kind ?? resource, count: world.list(resource).length })).filter(entry => entry.count > 0);
  const resource = present.some(entry => entry.resource === wanted) ? wanted : present[0]?.resource ?? wanted;
  const own = (Object.hasOwn(columns, resource) ? columns[resource] : undefined) ?? plainColumns;
  return {
    resources: present, resource, columns: [...own.map(column => column.title), 'Age'],
    rows: world.list(resource).map(object => ({
      namespace: object.metadata?.namespace ?? '', name: object.metadata?.name ?? '',
      cells: [...own.map(column => column.cell(object)), age(world.nowMs - virtualMs(object.metadata?.creationTimestamp))],
      tone: objectTone(resource, object)
    }))
  };
}

/** As kubectl prints it: `45s`, `2m5s`, `10m` (mirrors HumanDuration, apimachinery/pkg/util/duration, v1.36). */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60), hours = Math.floor(seconds / 3600);
  if (minutes < 10) return seconds % 60 === 0 ? `${minutes}m` : `${minutes}m${seconds % 60}s`;
  if (minutes < 180) return `${minutes}m`;
  if (hours < 8) return minutes % 60 === 0 ? `${hours}h` : `${hours}h${minutes % 60}m`;
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  return days < 8 && hours % 24 !== 0 ? `${days}d${hours % 24}h` : `${days}d`;
}

function amount(node: KubeObject, resource: string): string {
  const value = at(node, 'status', 'allocatable', resource) ?? at(node, 'status', 'capacity', resource);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function objectTone(resource: string, object: KubeObject): Tone {
  if (resource === 'events') return textAt(object, 'type') === 'Warning' ? 'warning' : 'neutral';
  if (resource === 'nodes') return conditionIsTrue(object, 'Ready') ? 'good' : 'bad';
  if (resource !== 'pods') return 'neutral';
  const state = podState(object);
  if (state === 'failing' || state === 'pending') return 'bad';
  return state === 'ready' || state === 'succeeded' ? 'good' : 'neutral';
}
