import type { Toleration } from '../../../generated/types';
import { isObject, own, type Json } from '../../core/json';
import type { AdmissionPlugin } from '../admission';

const keys = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'] as const;
const toleratedSeconds = 300;

/** A pod stays five minutes on a node that is not ready or cannot be reached, unless it says otherwise (plugin/pkg/admission/defaulttolerationseconds, v1.36). */
export const defaultTolerationSeconds: AdmissionPlugin = {
  name: 'DefaultTolerationSeconds',
  standalone: true,
  admit(_, { operation, resource, subresource, object }) {
    if (operation === 'DELETE' || resource !== 'pods' || subresource !== '') return undefined;
    const spec = isObject(object['spec']) ? object['spec'] : {};
    const present = own(spec, 'tolerations');
    const tolerations: readonly Json[] = Array.isArray(present) ? present : [];
    const missing = keys.filter(key => !tolerations.some(toleration => isObject(toleration) && covers(toleration, key)));
    if (missing.length === 0) return undefined;
    const added = missing.map(key => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: toleratedSeconds }));
    object['spec'] = { ...spec, tolerations: [...tolerations, ...added] };
    return undefined;
  }
};

/** Says something of that taint already: by its key or by no key, for NoExecute or for every effect. */
function covers(toleration: Toleration, key: string): boolean {
  const { key: own = '', effect = '' } = toleration;
  return (own === key || own === '') && (effect === 'NoExecute' || effect === '');
}
