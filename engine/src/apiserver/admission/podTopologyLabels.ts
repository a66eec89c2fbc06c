import type { Node } from '../../../generated/types';
import { isObject, own } from '../../core/json';
import { metaOf } from '../metadata';
import type { AdmissionPlugin } from '../admission';

const copied = ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region'] as const;

/** The labels of a node that its pods get. */
export function topologyLabels(node: Node | undefined): Readonly<Record<string, string>> {
  const labels = node?.metadata?.labels ?? {};
  return Object.fromEntries(copied.flatMap(key => { const value = own(labels, key); return typeof value === 'string' ? [[key, value]] : []; }));
}

/** A pod that names its node gets the zone and the region of the node as labels (plugin/pkg/admission/podtopologylabels, v1.36); others get them when they are bound. */
export const podTopologyLabels: AdmissionPlugin = {
  name: 'PodTopologyLabels',
  admit(ctx, { operation, resource, subresource, object }) {
    if (operation !== 'CREATE' || resource !== 'pods' || subresource !== '') return undefined;
    const name = isObject(object['spec']) ? own(object['spec'], 'nodeName') : undefined;
    const node: Node | undefined = typeof name === 'string' && name !== '' ? ctx.get('nodes', '', name) : undefined;
    const labels = topologyLabels(node);
    const meta = metaOf(object);
    if (Object.keys(labels).length > 0) meta.labels = { ...meta.labels, ...labels };
    return undefined;
  }
};
