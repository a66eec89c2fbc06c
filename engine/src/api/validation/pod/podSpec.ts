import type { ObjectMeta, PodSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { invalid, notSupportedName, required, type FieldError } from '../../fieldError';
import { validateDns1123Label, validateObjectName } from '../fieldNames';
import { validateLabels } from '../labels';
import { inclusiveRangeError } from '../names';
import { validateVolumes } from '../volumes/volumes';
import { validateAffinity } from './affinity';
import { validateContainers, validateEphemeralContainers, validateInitContainers, type ContainersContext } from './containers';
import { validateHostNetworkPorts } from './containerPorts';
import { validateDnsConfig, validateDnsPolicy } from './dnsConfig';
import { validateReadinessGates, validateSchedulingGates } from './gates';
import { validateHostAliases } from './hostAliases';
import { validateFileKeyVolumes, validateHostnameOverride, validateHostUsers } from './hostNames';
import { validateOs } from './os';
import { validatePodResources } from './podResources';
import { validatePodSecurityContext } from './podSecurityContext';
import type { PodValidationContext } from './podValidationContext';
import { validatePodResourceClaims } from './resourceClaims';
import { validateResourceRequirements } from './resources';
import { validateTolerations } from './tolerations';
import { validateTopologySpread } from './topologySpread';
import { validateHostProcess } from './windowsOptions';

/**
 * `ValidatePodSpec` (pkg/apis/core/validation/validation.go, v1.36): the same checks in the same order. A template's spec has no
 * metadata yet. Not here, because their features are off by default and the fields dropped before: trust bundles, pod
 * certificates, scheduling groups.
 */
export function validatePodSpec(spec: PodSpec, path: FieldPath, ctx: PodValidationContext, podMeta?: ObjectMeta): FieldError[] {
  const { volumes, errors } = validateVolumes(spec.volumes ?? [], path.child('volumes'), ctx, podMeta);
  const claims = spec.resourceClaims ?? [];
  const claimNames = new Set(claims.map(claim => claim.name ?? '').filter(name => name !== ''));
  const containers: ContainersContext = { ...ctx, volumes, claimNames, spec };
  return [
    ...spec.terminationGracePeriodSeconds === undefined ? [required(path.child('terminationGracePeriodSeconds'))] : [],
    ...errors,
    ...validatePodResourceClaims(claims, path.child('resourceClaims'), podMeta),
    ...validateContainers(path.child('containers'), containers),
    ...validateInitContainers(path.child('initContainers'), containers),
    ...validateEphemeralContainers(path.child('ephemeralContainers'), containers),
    ...validatePodResources(spec, path, containers),
    ...validateHostNetworkPorts(spec, path, ctx),
    ...validateEnumField(spec.restartPolicy, path.child('restartPolicy'), ['Always', 'OnFailure', 'Never']),
    ...validateDnsPolicy(spec.dnsPolicy, path.child('dnsPolicy')),
    ...validateLabels(spec.nodeSelector, path.child('nodeSelector')),
    ...validatePodSecurityContext(spec, path.child('securityContext'), ctx),
    ...validateAffinity(spec.affinity, path.child('affinity'), ctx),
    ...validateDnsConfig(spec, path.child('dnsConfig'), ctx),
    ...validateReadinessGates(spec.readinessGates ?? [], path.child('readinessGates')),
    ...validateSchedulingGates(spec.schedulingGates ?? [], path.child('schedulingGates')),
    ...validateTopologySpread(spec.topologySpreadConstraints ?? [], path.child('topologySpreadConstraints'), ctx),
    ...validateHostProcess(spec, path),
    ...validateHostUsers(spec, path, ctx),
    ...validateHostnameOverride(spec, path),
    ...validateNamesAndLimits(spec, path),
    ...validateTolerations(spec.tolerations ?? [], path.child('tolerations'), ctx),
    ...validateHostAliases(spec.hostAliases ?? [], path.child('hostAliases'), ctx),
    ...validateClasses(spec, path, containers),
    ...validateOs(spec, path),
    ...validateFileKeyVolumes(spec, path)
  ];
}

const maxInt32 = 2147483647;

function validateNamesAndLimits(spec: PodSpec, path: FieldPath): FieldError[] {
  const { serviceAccountName = '', nodeName = '', activeDeadlineSeconds: deadline, hostname = '', subdomain = '' } = spec;
  const errors: FieldError[] = [];
  if (serviceAccountName !== '') errors.push(...validateObjectName(serviceAccountName, path.child('serviceAccountName')));
  if (nodeName !== '') errors.push(...validateObjectName(nodeName, path.child('nodeName')));
  if (deadline !== undefined && (deadline < 1 || deadline > maxInt32)) errors.push(invalid(path.child('activeDeadlineSeconds'), deadline, inclusiveRangeError(1, maxInt32)));
  if (hostname !== '') errors.push(...validateDns1123Label(hostname, path.child('hostname')));
  if (subdomain !== '') errors.push(...validateDns1123Label(subdomain, path.child('subdomain')));
  return errors;
}

function validateClasses(spec: PodSpec, path: FieldPath, ctx: ContainersContext): FieldError[] {
  const { priorityClassName = '', runtimeClassName, preemptionPolicy, overhead } = spec;
  const errors: FieldError[] = [];
  if (priorityClassName !== '') errors.push(...validateObjectName(priorityClassName, path.child('priorityClassName')));
  if (runtimeClassName !== undefined) errors.push(...validateObjectName(runtimeClassName, path.child('runtimeClassName')));
  if (preemptionPolicy !== undefined) errors.push(...validateEnumField(preemptionPolicy, path.child('preemptionPolicy'), ['PreemptLowerPriority', 'Never']));
  // Overhead is judged as limits are, and reported so.
  if (overhead !== undefined) errors.push(...validateResourceRequirements({ limits: overhead }, path.child('overhead'), ctx));
  return errors;
}

function validateEnumField(value: string | undefined, path: FieldPath, supported: readonly string[]): FieldError[] {
  return value === undefined || value === '' ? [required(path)] : notSupportedName(path, value, supported);
}

