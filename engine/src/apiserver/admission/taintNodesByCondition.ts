import { isObject, own, type Json } from '../../core/json';
import type { AdmissionPlugin } from '../admission';

const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' } as const;

/** A new node takes no pods until it has said that it is ready (plugin/pkg/admission/nodetaint, v1.36). */
export const taintNodesByCondition: AdmissionPlugin = {
  name: 'TaintNodesByCondition',
  standalone: true,
  admit(_, { operation, resource, subresource, object }) {
    if (operation !== 'CREATE' || resource !== 'nodes' || subresource !== '') return undefined;
    const spec = isObject(object['spec']) ? object['spec'] : {};
    const taints = own(spec, 'taints');
    const present: readonly Json[] = Array.isArray(taints) ? taints : [];
    if (present.some(taint => isObject(taint) && own(taint, 'key') === notReady.key && own(taint, 'effect') === notReady.effect)) return undefined;
    object['spec'] = { ...spec, taints: [...present, { ...notReady }] };
    return undefined;
  }
};
