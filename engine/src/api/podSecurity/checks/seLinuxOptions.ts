import type { SELinuxOptions } from '../../../../generated/types';
import type { CheckVersion, PodSecurityCheck } from '../check';
import { containersOf, plural, quoteAll, settersText, sortedSet } from '../check';

const allowedTypes = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

/** Baseline: SELinux user and role are unset, the type is one of the container types (check_seLinuxOptions.go, v1.36). */
export const seLinuxOptions: PodSecurityCheck = {
  id: 'seLinuxOptions', level: 'baseline',
  versions: [{ sinceMinor: 0, check: checkWith(new Set(allowedTypes)) }, { sinceMinor: 31, check: checkWith(new Set([...allowedTypes, 'container_engine_t'])) }]
};

function checkWith(allowed: ReadonlySet<string>): CheckVersion['check'] {
  const isBad = (options: SELinuxOptions | undefined): options is SELinuxOptions =>
    options !== undefined && (!allowed.has(options.type ?? '') || (options.user ?? '') !== '' || (options.role ?? '') !== '');
  return ({ spec }) => {
    const ofPod = spec.securityContext?.seLinuxOptions;
    const badContainers = containersOf(spec).filter(container => isBad(container.securityContext?.seLinuxOptions));
    const setters = settersText(isBad(ofPod) ? 'pod' : undefined, badContainers.map(container => container.name ?? ''));
    if (setters === '') return undefined;
    const bad = [ofPod, ...badContainers.map(container => container.securityContext?.seLinuxOptions)].filter(isBad);
    const types = sortedSet(bad.map(options => options.type ?? '').filter(type => !allowed.has(type)));
    const data: string[] = types.length === 0 ? [] : [`${plural(types.length, 'type', 'types')} ${quoteAll(types)}`];
    if (bad.some(options => (options.user ?? '') !== '')) data.push('user may not be set');
    if (bad.some(options => (options.role ?? '') !== '')) data.push('role may not be set');
    return { reason: 'seLinuxOptions', detail: `${setters} set forbidden securityContext.seLinuxOptions: ${data.join('; ')}` };
  };
}
