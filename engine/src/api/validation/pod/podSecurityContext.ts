import type { PodSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, invalidEach, notSupportedName, type FieldError } from '../../fieldError';
import { isUserId } from '../ports';
import { validateAppArmorProfile } from './appArmor';
import type { PodValidationContext } from './podValidationContext';
import { validateSeccompProfile } from './seccomp';
import { validateSysctls } from './sysctls';
import { validateWindowsOptions } from './windowsOptions';

/** The pod's security context (`validatePodSpecSecurityContext`, v1.36). */
export function validatePodSecurityContext(spec: PodSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  const context = spec.securityContext ?? {};
  const errors: FieldError[] = [];
  for (const field of ['fsGroup', 'runAsUser', 'runAsGroup'] as const) {
    const id = context[field];
    if (id !== undefined) errors.push(...invalidEach(path.child(field), id, isUserId(id)));
  }
  for (const [i, group] of (context.supplementalGroups ?? []).entries()) errors.push(...invalidEach(path.child('supplementalGroups').index(i), group, isUserId(group)));
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    errors.push(invalid(path.child('shareProcessNamespace'), true, 'ShareProcessNamespace and HostPID cannot both be enabled'));
  }
  errors.push(...validateSysctls(spec, path.child('sysctls'), ctx));
  if (context.fsGroupChangePolicy !== undefined) errors.push(...notSupportedName(path.child('fsGroupChangePolicy'), context.fsGroupChangePolicy, ['Always', 'OnRootMismatch']));
  errors.push(
    ...validateSeccompProfile(context.seccompProfile, path.child('seccompProfile')),
    ...validateWindowsOptions(context.windowsOptions, path.child('windowsOptions')),
    ...validateAppArmorProfile(context.appArmorProfile, path.child('appArmorProfile'))
  );
  if (context.supplementalGroupsPolicy !== undefined) errors.push(...notSupportedName(path.child('supplementalGroupsPolicy'), context.supplementalGroupsPolicy, ['Merge', 'Strict']));
  if (context.seLinuxChangePolicy === undefined) return errors;
  // Without the feature SELinuxMount, which is off by default, there is one policy.
  const policies = ctx.tolerates.has('AnySELinuxChangePolicy') ? ['MountOption', 'Recursive'] : ['Recursive'];
  return [...errors, ...notSupportedName(path.child('seLinuxChangePolicy'), context.seLinuxChangePolicy, policies)];
}
