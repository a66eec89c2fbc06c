import type { PodSpec, WindowsSecurityContextOptions } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, invalidEach, NamedText, type FieldError } from '../../fieldError';
import { containersWithPath } from '../../pod/visitContainers';
import { byteLength, isDns1123Subdomain } from '../names';

/** Windows' part of a security context (`validateWindowsSecurityContextOptions`, v1.36). */
export function validateWindowsOptions(options: WindowsSecurityContextOptions | undefined, path: FieldPath): FieldError[] {
  const { gmsaCredentialSpecName: name, gmsaCredentialSpec: spec, runAsUserName: user } = options ?? {};
  return [
    ...name === undefined ? [] : invalidEach(path.child('gmsaCredentialSpecName'), new NamedText(name), isDns1123Subdomain(name)),
    ...spec === undefined ? [] : invalidEach(path.child('gmsaCredentialSpec'), new NamedText(spec), isCredentialSpec(spec)),
    ...user === undefined ? [] : invalidEach(path.child('runAsUserName'), new NamedText(user), isWindowsUserName(user))
  ];
}

const maxCredentialSpecKiB = 64;
const maxDomainLength = 256;
const maxUserLength = 104;

function isCredentialSpec(spec: string): string[] {
  if (spec === '') return ['gmsaCredentialSpec cannot be an empty string'];
  return byteLength(spec) > maxCredentialSpecKiB * 1024 ? [`gmsaCredentialSpec size must be under ${maxCredentialSpecKiB} KiB`] : [];
}

function isWindowsUserName(name: string): string[] {
  if (name === '') return ['runAsUserName cannot be an empty string'];
  if (/[\x00-\x1f\x7f]/.test(name)) return ['runAsUserName cannot contain control characters'];
  const parts = name.split('\\');
  if (parts.length > 2) return ['runAsUserName cannot contain more than one backslash'];
  const user = parts.at(-1) ?? '', domain = parts.length === 2 ? parts[0] ?? '' : undefined;
  return [...domain === undefined ? [] : isWindowsDomain(domain), ...isWindowsUser(user)];
}

function isWindowsDomain(domain: string): string[] {
  const errors = byteLength(domain) >= maxDomainLength ? [`runAsUserName's Domain length must be under ${maxDomainLength} characters`] : [];
  const netBios = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/.test(domain) && !domain.endsWith('\n');
  const dns = domain.split('.').every(label => /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/.test(label));
  return netBios || dns ? errors : [...errors, "runAsUserName's Domain doesn't match the NetBios nor the DNS format"];
}

function isWindowsUser(user: string): string[] {
  const errors: string[] = [];
  if (user === '') errors.push("runAsUserName's User cannot be empty");
  else if (byteLength(user) > maxUserLength) errors.push(`runAsUserName's User length must not be longer than ${maxUserLength} characters`);
  if (/^[. ]+$/.test(user)) errors.push("runAsUserName's User cannot contain only periods or spaces");
  if (/["/\\:;|=,+*?<>@[\]]/.test(user)) errors.push('runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]');
  return errors;
}

/** HostProcess containers: all or none, on the host's network (`validateWindowsHostProcessPod`). */
export function validateHostProcess(spec: PodSpec, path: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  const podHostProcess = spec.securityContext?.windowsOptions?.hostProcess;
  let all = 0, hostProcesses = 0;
  for (const { container, path: at } of containersWithPath(spec, path)) {
    const own = container.securityContext?.windowsOptions?.hostProcess;
    all++;
    if (podHostProcess !== undefined && own !== undefined && podHostProcess !== own) {
      errors.push(invalid(at.child('securityContext', 'windowsOptions', 'hostProcess'), own, `pod hostProcess value must be identical if both are specified, was ${podHostProcess}`));
    }
    if (own ?? podHostProcess ?? false) hostProcesses++;
  }
  if (hostProcesses === 0) return errors;
  if (hostProcesses !== all) errors.push(invalid(path, '', 'If pod contains any hostProcess containers then all containers must be HostProcess containers'));
  if (spec.hostNetwork !== true) errors.push(invalid(path.child('hostNetwork'), false, 'hostNetwork must be true if pod contains any hostProcess containers'));
  return errors;
}
