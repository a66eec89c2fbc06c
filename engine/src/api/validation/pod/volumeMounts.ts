import type { Container, Volume, VolumeDevice, VolumeMount } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { forbidden, invalid, notFound, notSupportedName, required, type FieldError } from '../../fieldError';
import { validateLocalDescendingPath, validatePathNoBacksteps } from '../filePaths';

type Volumes = ReadonlyMap<string, Volume>;

/** Where a container sees its volumes, as files or as devices (`ValidateVolumeMounts`, `ValidateVolumeDevices`, v1.36). */
export function validateMountsAndDevices(container: Container, path: FieldPath, volumes: Volumes): FieldError[] {
  return [...validateVolumeMounts(container, path.child('volumeMounts'), volumes), ...validateVolumeDevices(container, path.child('volumeDevices'), volumes)];
}

/** Upstream reports sub paths and propagation at the list, without a position. */
function validateVolumeMounts(container: Container, path: FieldPath, volumes: Volumes): FieldError[] {
  const devices = new Map((container.volumeDevices ?? []).map(device => [device.name ?? '', device.devicePath ?? '']));
  const devicePaths = new Set(devices.values()), mountPaths = new Set<string>();
  return (container.volumeMounts ?? []).flatMap((mount, i) => {
    const at = path.index(i), { name = '', mountPath = '', subPath = '', subPathExpr = '' } = mount;
    const errors: FieldError[] = [];
    if (name === '') errors.push(required(at.child('name')));
    if (!volumes.has(name)) errors.push(notFound(at.child('name'), name));
    if (mountPath === '') errors.push(required(at.child('mountPath')));
    if (mountPaths.has(mountPath)) errors.push(invalid(at.child('mountPath'), mountPath, 'must be unique'));
    mountPaths.add(mountPath);
    if (devices.has(name)) errors.push(invalid(at.child('name'), name, 'must not already exist in volumeDevices'));
    if (devicePaths.has(mountPath)) errors.push(invalid(at.child('mountPath'), mountPath, 'must not already exist as a path in volumeDevices'));
    if (subPath !== '') errors.push(...validateLocalDescendingPath(subPath, path.child('subPath')));
    if (subPathExpr !== '') {
      if (subPath !== '') errors.push(invalid(at.child('subPathExpr'), subPathExpr, 'subPathExpr and subPath are mutually exclusive'));
      errors.push(...validateLocalDescendingPath(subPathExpr, path.child('subPathExpr')));
    }
    return [...errors, ...validatePropagation(mount, container, path.child('mountPropagation')), ...validateRecursiveReadOnly(mount, path.child('recursiveReadOnly'))];
  });
}

function validatePropagation({ mountPropagation }: VolumeMount, container: Container, path: FieldPath): FieldError[] {
  if (mountPropagation === undefined) return [];
  const errors = notSupportedName(path, mountPropagation, ['Bidirectional', 'HostToContainer', 'None']);
  if (mountPropagation === 'Bidirectional' && container.securityContext?.privileged !== true) {
    errors.push(forbidden(path, 'Bidirectional mount propagation is available only to privileged containers'));
  }
  return errors;
}

function validateRecursiveReadOnly({ recursiveReadOnly, readOnly, mountPropagation }: VolumeMount, path: FieldPath): FieldError[] {
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') return [];
  const unsupported = notSupportedName(path, recursiveReadOnly, ['Disabled', 'Enabled', 'IfPossible']);
  if (unsupported.length > 0) return unsupported;
  const errors: FieldError[] = [];
  if (readOnly !== true) errors.push(forbidden(path, 'may only be specified when readOnly is true'));
  if (mountPropagation !== undefined && mountPropagation !== 'None') errors.push(forbidden(path, 'may only be specified when mountPropagation is None or not specified'));
  return errors;
}

function validateVolumeDevices(container: Container, path: FieldPath, volumes: Volumes): FieldError[] {
  const mounts = new Map((container.volumeMounts ?? []).map(mount => [mount.name ?? '', mount.mountPath ?? '']));
  const mountPaths = new Set(mounts.values()), names = new Set<string>(), paths = new Set<string>();
  return (container.volumeDevices ?? []).flatMap((device, i) => {
    const at = path.index(i), { name = '', devicePath = '' } = device;
    const errors = validateDeviceName(device, at.child('name'), { volumes, names });
    if (devicePath === '') errors.push(required(at.child('devicePath')));
    if (paths.has(devicePath)) errors.push(invalid(at.child('devicePath'), devicePath, 'must be unique'));
    if (devicePath !== '' && validatePathNoBacksteps(devicePath, path).length > 0) errors.push(invalid(at.child('devicePath'), devicePath, "can not contain backsteps ('..')"));
    else paths.add(devicePath);
    if (mounts.has(name)) errors.push(invalid(at.child('name'), name, 'must not already exist in volumeMounts'));
    if (mountPaths.has(devicePath)) errors.push(invalid(at.child('devicePath'), devicePath, 'must not already exist as a path in volumeMounts'));
    if (name !== '') names.add(name);
    return errors;
  });
}

function validateDeviceName({ name = '' }: VolumeDevice, path: FieldPath, known: { readonly volumes: Volumes; readonly names: ReadonlySet<string> }): FieldError[] {
  const volume = known.volumes.get(name);
  const errors: FieldError[] = [];
  if (name === '') errors.push(required(path));
  if (known.names.has(name)) errors.push(invalid(path, name, 'must be unique'));
  if (volume !== undefined && volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined) {
    errors.push(invalid(path, name, 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode'));
  }
  if (volume === undefined) errors.push(notFound(path, name));
  return errors;
}
