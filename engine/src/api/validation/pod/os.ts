import type { PodSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { forbidden, notSupportedName, required, type FieldError } from '../../fieldError';
import { containersWithPath } from '../../pod/visitContainers';

/** What a pod that names its operating system may not use (`validateOS`, `validateLinux`, `validateWindows`, v1.36). */
export function validateOs(spec: PodSpec, path: FieldPath): FieldError[] {
  if (spec.os === undefined) return [];
  const { name = '' } = spec.os, at = path.child('os', 'name');
  if (name === '') return [required(at)];
  const unsupported = notSupportedName(at, name, ['linux', 'windows']);
  if (unsupported.length > 0) return unsupported;
  return name === 'linux' ? validateLinux(spec, path) : validateWindows(spec, path);
}

function validateLinux(spec: PodSpec, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  const detail = 'windows options cannot be set for a linux pod';
  if (spec.securityContext?.windowsOptions !== undefined) errors.push(forbidden(path.child('securityContext', 'windowsOptions'), detail));
  for (const { container, path: at } of containersWithPath(spec, path)) {
    if (container.securityContext?.windowsOptions !== undefined) errors.push(forbidden(at.child('securityContext', 'windowsOptions'), detail));
  }
  return errors;
}

/** In upstream's order: what belongs to the pod itself stands between the fields of its security context. */
const podFields = [
  'securityContext.appArmorProfile', 'securityContext.seLinuxOptions', 'hostUsers', 'hostPID', 'hostIPC', 'securityContext.seccompProfile', 'securityContext.fsGroup',
  'securityContext.fsGroupChangePolicy', 'securityContext.sysctls', 'shareProcessNamespace', 'securityContext.runAsUser', 'securityContext.runAsGroup',
  'securityContext.supplementalGroups', 'securityContext.supplementalGroupsPolicy', 'securityContext.seLinuxChangePolicy'
];
const containerFields = [
  'appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'capabilities', 'readOnlyRootFilesystem', 'privileged', 'allowPrivilegeEscalation', 'procMount', 'runAsUser', 'runAsGroup'
] as const;

function validateWindows(spec: PodSpec, path: FieldPath): FieldError[] {
  const detail = 'cannot be set for a windows pod';
  const errors = podFields.filter(field => isSet(spec, field)).map(field => forbidden(path.child(...field.split('.')), detail));
  for (const { container, path: at } of containersWithPath(spec, path)) {
    for (const field of containerFields) if (container.securityContext?.[field] !== undefined) errors.push(forbidden(at.child('securityContext', field), detail));
  }
  return errors;
}

function isSet(spec: PodSpec, field: string): boolean {
  const holder: Readonly<Record<string, unknown>> = field.includes('.') ? { ...spec.securityContext } : { ...spec };
  const name = field.slice(field.indexOf('.') + 1), value = holder[name];
  return field === 'hostPID' || field === 'hostIPC' ? value === true : value !== undefined;
}
