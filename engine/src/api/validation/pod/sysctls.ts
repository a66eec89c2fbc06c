import type { PodSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { duplicate, invalid, required, type FieldError } from '../../fieldError';
import type { PodValidationContext } from './podValidationContext';

/** Kernel parameters of a pod (`validateSysctls`, v1.36; namespaces from component-helpers/node/util/sysctl). */

const maxLength = 253;
const segment = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const nameDetail = `must have at most ${maxLength} characters and match regex ^(${segment}[\\./])*${segment}$`;

export function validateSysctls(spec: PodSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const seen = new Set<string>();
  return (spec.securityContext?.sysctls ?? []).flatMap(({ name = '' }, i) => {
    const at = path.index(i).child('name');
    const errors: FieldError[] = [];
    if (name === '') errors.push(required(at));
    else if (!isSysctlName(name)) errors.push(invalid(at, name, nameDetail));
    else if (seen.has(name)) errors.push(duplicate(at, name));
    seen.add(name);
    return ctx.tolerates.has('NamespacedSysctlsForHostNamespaces') ? errors : [...errors, ...validateHostSysctl(name, spec, at)];
  });
}

function isSysctlName(name: string): boolean {
  return name.length <= maxLength && name.split(/[./]/).every(part => /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/.test(part));
}

/** A parameter of the network or of IPC cannot be set where the pod shares the host's. */
export function validateHostSysctl(name: string, { hostNetwork, hostIPC }: PodSpec, path: FieldPath): FieldError[] {
  const namespace = namespaceOf(name);
  if (hostNetwork === true && namespace === 'net') return [invalid(path, name, "may not be specified when 'hostNetwork' is true")];
  return hostIPC === true && namespace === 'ipc' ? [invalid(path, name, "may not be specified when 'hostIPC' is true")] : [];
}

const ipcNames: ReadonlySet<string> = new Set([
  'kernel.sem', 'kernel.shmall', 'kernel.shmmax', 'kernel.shmmni', 'kernel.shm_rmid_forced', 'kernel.shm', 'kernel.msgmax', 'kernel.msgmnb', 'kernel.msgmni', 'kernel.msg'
]);

function namespaceOf(sysctl: string): 'net' | 'ipc' | undefined {
  const name = normalize(sysctl).split('*')[0] ?? '';
  if (ipcNames.has(name) || name.startsWith('fs.mqueue.')) return 'ipc';
  return name.startsWith('net.') ? 'net' : undefined;
}

/** `net/ipv4/conf/eth0.1/x` is another way to write `net.ipv4.conf.eth0/1.x`. */
function normalize(name: string): string {
  return /^[^./]*\//.test(name) ? name.replace(/[./]/g, separator => separator === '.' ? '/' : '.') : name;
}
