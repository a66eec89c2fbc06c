import type { SecurityContext } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, invalidEach, NamedText, notSupportedName, type FieldError } from '../../fieldError';
import { isUserId } from '../ports';
import { validateAppArmorProfile } from './appArmor';
import { validateSeccompProfile } from './seccomp';
import { validateWindowsOptions } from './windowsOptions';

/** A container's security context (`ValidateSecurityContext`, v1.36; privileged containers are allowed, as kubeadm sets the server up). */
export function validateSecurityContext(context: SecurityContext | undefined, path: FieldPath, hostUsers: 'host' | 'own'): FieldError[] {
  if (context === undefined) return [];
  const { runAsUser, runAsGroup, procMount } = context;
  const errors: FieldError[] = [];
  if (runAsUser !== undefined) errors.push(...invalidEach(path.child('runAsUser'), runAsUser, isUserId(runAsUser)));
  if (runAsGroup !== undefined) errors.push(...invalidEach(path.child('runAsGroup'), runAsGroup, isUserId(runAsGroup)));
  if (procMount !== undefined) errors.push(...notSupportedName(path.child('procMount'), procMount, ['Default', 'Unmasked']));
  if (procMount === 'Unmasked' && hostUsers === 'host') errors.push(invalid(path.child('procMount'), new NamedText(procMount), '`hostUsers` must be false to use `Unmasked`'));
  return [
    ...errors, ...validateSeccompProfile(context.seccompProfile, path.child('seccompProfile')), ...validateEscalation(context, path),
    ...validateWindowsOptions(context.windowsOptions, path.child('windowsOptions')), ...validateAppArmorProfile(context.appArmorProfile, path.child('appArmorProfile'))
  ];
}

function validateEscalation(context: SecurityContext, path: FieldPath): FieldError[] {
  if (context.allowPrivilegeEscalation !== false) return [];
  const errors: FieldError[] = [];
  if (context.privileged === true) errors.push(invalid(path, goSecurityContext(context), 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true'));
  for (const capability of context.capabilities?.add ?? []) {
    if (capability === 'CAP_SYS_ADMIN') errors.push(invalid(path, goSecurityContext(context), 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN'));
  }
  return errors;
}

/** The context as Go prints its internal type. */
function goSecurityContext(context: SecurityContext): unknown {
  const { capabilities, seLinuxOptions, windowsOptions, seccompProfile, appArmorProfile } = context;
  return {
    Capabilities: capabilities === undefined ? null : { Add: capabilities.add ?? null, Drop: capabilities.drop ?? null },
    Privileged: context.privileged ?? null,
    SELinuxOptions: seLinuxOptions === undefined ? null : {
      User: seLinuxOptions.user ?? '', Role: seLinuxOptions.role ?? '', Type: seLinuxOptions.type ?? '', Level: seLinuxOptions.level ?? ''
    },
    WindowsOptions: windowsOptions === undefined ? null : {
      GMSACredentialSpecName: windowsOptions.gmsaCredentialSpecName ?? null, GMSACredentialSpec: windowsOptions.gmsaCredentialSpec ?? null,
      RunAsUserName: windowsOptions.runAsUserName ?? null, HostProcess: windowsOptions.hostProcess ?? null
    },
    RunAsUser: context.runAsUser ?? null, RunAsGroup: context.runAsGroup ?? null, RunAsNonRoot: context.runAsNonRoot ?? null,
    ReadOnlyRootFilesystem: context.readOnlyRootFilesystem ?? null, AllowPrivilegeEscalation: context.allowPrivilegeEscalation ?? null,
    ProcMount: context.procMount ?? null,
    SeccompProfile: seccompProfile === undefined ? null : { Type: seccompProfile.type ?? '', LocalhostProfile: seccompProfile.localhostProfile ?? null },
    AppArmorProfile: appArmorProfile === undefined ? null : { Type: appArmorProfile.type ?? '', LocalhostProfile: appArmorProfile.localhostProfile ?? null }
  };
}
