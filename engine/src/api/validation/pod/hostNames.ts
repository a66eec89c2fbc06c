import type { PodSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { forbidden, invalid, notFound, tooLong, type FieldError } from '../../fieldError';
import { containersWithPath } from '../../pod/visitContainers';
import { validateDns1123Subdomain } from '../fieldNames';
import { byteLength } from '../names';
import type { PodValidationContext } from './podValidationContext';

const maxHostname = 64;

/** A hostname set by hand (`validatePodHostName`, v1.36). */
export function validateHostnameOverride({ hostnameOverride: name, setHostnameAsFQDN, hostNetwork }: PodSpec, path: FieldPath): FieldError[] {
  if (name === undefined) return [];
  const at = path.child('hostnameOverride'), errors: FieldError[] = [];
  if (setHostnameAsFQDN === true) errors.push(forbidden(at, 'may not be specified when setHostnameAsFQDN is true'));
  if (hostNetwork === true) errors.push(forbidden(at, 'may not be specified when hostNetwork is true'));
  if (byteLength(name) > maxHostname) errors.push(tooLong(at, maxHostname));
  return [...errors, ...validateDns1123Subdomain(name, at)];
}

/** A user namespace of its own excludes the host's other namespaces (`validateHostUsers`). */
export function validateHostUsers(spec: PodSpec, path: FieldPath, ctx: PodValidationContext): FieldError[] {
  if (spec.hostUsers !== false) return [];
  const errors: FieldError[] = [], detail = 'when `hostUsers` is false';
  if (spec.hostNetwork === true && !ctx.tolerates.has('UserNamespacesWithHostNetwork')) errors.push(forbidden(path.child('hostNetwork'), detail));
  if (spec.hostPID === true) errors.push(forbidden(path.child('HostPID'), detail));
  if (spec.hostIPC === true) errors.push(forbidden(path.child('HostIPC'), detail));
  if (ctx.tolerates.has('UserNamespacesWithVolumeDevices')) return errors;
  for (const { container, path: at } of containersWithPath(spec, path)) {
    if ((container.volumeDevices ?? []).length > 0) errors.push(forbidden(at.child('volumeDevices'), detail));
  }
  return errors;
}

/** Variables from files need the file's volume to be an emptyDir (`validateFileKeyRefVolumes`). */
export function validateFileKeyVolumes(spec: PodSpec, path: FieldPath): FieldError[] {
  const volumes = new Map((spec.volumes ?? []).map(volume => [volume.name ?? '', volume]));
  const errors: FieldError[] = [];
  for (const { container, path: at } of containersWithPath(spec, path)) {
    for (const [i, { valueFrom }] of (container.env ?? []).entries()) {
      if (valueFrom?.fileKeyRef === undefined) continue;
      const name = valueFrom.fileKeyRef.volumeName ?? '', namePath = at.child('env').index(i).child('valueFrom', 'fileKeyRef', 'volumeName');
      const volume = volumes.get(name);
      if (volume === undefined) errors.push(notFound(namePath, name));
      else if (volume.emptyDir === undefined) errors.push(invalid(namePath, name, 'referenced volume must be of type emptyDir'));
    }
  }
  return errors;
}
