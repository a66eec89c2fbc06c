import type { FCVolumeSource, ISCSIVolumeSource, NFSVolumeSource } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, required, type FieldError } from '../../fieldError';
import { validateRequired } from '../fieldNames';
import { inclusiveRangeError } from '../names';

/** Volumes by the protocols of networks (pkg/apis/core/validation/validation.go, v1.36). */

export function validateNfs({ server, path: directory = '' }: NFSVolumeSource, path: FieldPath): FieldError[] {
  const errors = [...validateRequired(server, path.child('server')), ...validateRequired(directory, path.child('path'))];
  if (!directory.startsWith('/')) errors.push(invalid(path.child('path'), directory, 'must be an absolute path'));
  return errors;
}

export function validateFibreChannel({ targetWWNs = [], wwids = [], lun }: FCVolumeSource, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  if (targetWWNs.length === 0 && wwids.length === 0) errors.push(required(path.child('targetWWNs'), 'must specify either targetWWNs or wwids, but not both'));
  if (targetWWNs.length > 0 && wwids.length > 0) errors.push(invalid(path.child('targetWWNs'), targetWWNs, 'targetWWNs and wwids can not be specified simultaneously'));
  if (targetWWNs.length === 0) return errors;
  return [...errors, ...lun === undefined ? [required(path.child('lun'), 'lun is required if targetWWNs is specified')] : validateLun(lun, path)];
}

export function validateLun(lun: number, path: FieldPath): FieldError[] {
  return lun >= 0 && lun <= 255 ? [] : [invalid(path.child('lun'), lun, inclusiveRangeError(0, 255))];
}

export function validateIscsi(iscsi: ISCSIVolumeSource, path: FieldPath): FieldError[] {
  const errors = validateRequired(iscsi.targetPortal, path.child('targetPortal'));
  if ((iscsi.iqn ?? '') === '') errors.push(required(path.child('iqn')));
  else errors.push(...validateIqn(iscsi.iqn ?? '', path.child('iqn')));
  errors.push(...validateLun(iscsi.lun ?? 0, path));
  if ((iscsi.chapAuthDiscovery === true || iscsi.chapAuthSession === true) && iscsi.secretRef === undefined) errors.push(required(path.child('secretRef')));
  if (iscsi.initiatorName !== undefined) errors.push(...validateIqn(iscsi.initiatorName, path.child('initiatorname')));
  return errors;
}

const iqnPatterns: ReadonlyMap<string, RegExp> = new Map([
  ['iqn', /iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\s]+$/],
  ['eui', /^eui.[A-Za-z0-9]{16}$/],
  ['naa', /^naa.[A-Za-z0-9]{32}$/]
]);

/** The name of a target or initiator: an iSCSI qualified name, or an `eui.` or `naa.` number. */
export function validateIqn(name: string, path: FieldPath, unknown = 'must be valid format starting with iqn, eui, or naa'): FieldError[] {
  const pattern = iqnPatterns.get(name.slice(0, 3));
  if (pattern === undefined) return [invalid(path, name, unknown)];
  return pattern.test(name) ? [] : [invalid(path, name, 'must be valid format')];
}
