import type { PriorityClass } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { forbidden, notSupported, required, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { startGeneration } from '../strategy';
import { nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate, validateImmutable } from '../validation/objectMeta';

const valuePath = FieldPath.of('value'), policyPath = FieldPath.of('preemptionPolicy');
const highestUserPriority = 1_000_000_000;
const systemClasses: ReadonlyMap<string, number> = new Map([['system-node-critical', 2_000_001_000], ['system-cluster-critical', 2_000_000_000]]);

/** `scheduling.k8s.io/v1/PriorityClass`, mirrors pkg/registry/scheduling/priorityclass and pkg/apis/scheduling of v1.36. */
export const priorityClass = defineKind<PriorityClass>({
  gvk: { group: 'scheduling.k8s.io', version: 'v1', kind: 'PriorityClass' },
  plural: 'priorityclasses', singular: 'priorityclass', shortNames: ['pc'], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.scheduling.v1.PriorityClass',
  subresources: [],
  setDefaults(object) {
    object.preemptionPolicy ??= 'PreemptLowerPriority';
  },
  prepareForCreate(object) {
    startGeneration(object);
  },
  validate: object => [
    ...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...validateValue(object),
    ...validatePreemptionPolicy(object.preemptionPolicy)
  ],
  validateUpdate: (object, old) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...((object.value ?? 0) === (old.value ?? 0) ? [] : [forbidden(valuePath, 'may not be changed in an update.')]),
    ...validateImmutable(object.preemptionPolicy ?? null, old.preemptionPolicy ?? null, policyPath)
  ]
});

/** Names that begin with `system-` and values above a billion belong to the system. */
function validateValue(object: PriorityClass): FieldError[] {
  const name = object.metadata?.name ?? '', value = object.value ?? 0;
  if (!name.startsWith('system-')) return value > highestUserPriority ? [forbidden(valuePath, `maximum allowed value of a user defined priority is ${highestUserPriority}`)] : [];
  const error = systemClassError(name, value, object.globalDefault === true ? 'default' : 'plain');
  return error === undefined ? [] : [forbidden(metadataPath.child('name'), `priority class names with 'system-' prefix are reserved for system use only. error: ${error}`)];
}

function systemClassError(name: string, value: number, use: 'default' | 'plain'): string | undefined {
  const expected = systemClasses.get(name);
  if (expected === undefined) return `${name} is not a known system priority class`;
  if (value !== expected) return `value of ${name} PriorityClass must be ${expected}`;
  return use === 'default' ? `globalDefault of ${name} PriorityClass must be false` : undefined;
}

function validatePreemptionPolicy(policy: string | undefined): FieldError[] {
  const supported = ['PreemptLowerPriority', 'Never'];
  if (policy === undefined || supported.includes(policy)) return [];
  return policy === '' ? [required(policyPath)] : [notSupported(policyPath, policy, supported)];
}
