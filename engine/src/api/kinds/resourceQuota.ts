import type { ResourceQuota, ResourceQuotaSpec } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { sortedKeys } from '../../core/order';
import { invalid, required, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { clearStatus, keepStatus } from '../strategy';
import { nameIsDnsSubdomain } from '../validation/names';
import { fieldImmutable, metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { isStandardQuotaResource, validateQuotaResourceName, validateResourceQuantity } from '../validation/resourceNames';

const specPath = FieldPath.of('spec');
const scopesPath = specPath.child('scopes');
const existsOnly: ReadonlySet<string> = new Set(['BestEffort', 'NotBestEffort', 'Terminating', 'NotTerminating', 'CrossNamespacePodAffinity']);
const knownScopes: ReadonlySet<string> = new Set([...existsOnly, 'PriorityClass', 'VolumeAttributesClass']);
const podCompute: ReadonlySet<string> = new Set(['pods', 'cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory']);
const opposites = [['BestEffort', 'NotBestEffort'], ['NotTerminating', 'Terminating']] as const;

/** `v1/ResourceQuota`, mirrors pkg/registry/core/resourcequota and pkg/apis/core/validation of v1.36. */
export const resourceQuota = defineKind<ResourceQuota>({
  gvk: { group: '', version: 'v1', kind: 'ResourceQuota' },
  plural: 'resourcequotas', singular: 'resourcequota', shortNames: ['quota'], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.ResourceQuota',
  subresources: ['status'],
  prepareForCreate(object) {
    clearStatus(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
  },
  validate: object => [...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath), ...validateSpec(object.spec ?? {})],
  validateUpdate: (object, old) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateSpec(object.spec ?? {}),
    ...validateScopesKept(object.spec?.scopes ?? [], old.spec?.scopes ?? [])
  ]
});

function validateSpec(spec: ResourceQuotaSpec): FieldError[] {
  const hard = spec.hard ?? {};
  const errors = sortedKeys(hard).flatMap(name => {
    const path = specPath.child('hard').key(name);
    return [...validateQuotaResourceName(name, path), ...validateResourceQuantity(name, hard[name] ?? '0', path)];
  });
  return [...errors, ...validateScopes(spec), ...validateScopeSelector(spec)];
}

function validateScopes(spec: ResourceQuotaSpec): FieldError[] {
  const scopes = spec.scopes ?? [];
  const errors: FieldError[] = [];
  for (const scope of scopes) {
    if (!knownScopes.has(scope)) errors.push(invalid(scopesPath, scopes, 'unsupported scope'));
    errors.push(...mismatches(spec, scope).map(() => invalid(scopesPath, scopes, 'unsupported scope applied to resource')));
  }
  return [...errors, ...conflicts(scopes, spec)];
}

function validateScopeSelector(spec: ResourceQuotaSpec): FieldError[] {
  const requirements = spec.scopeSelector?.matchExpressions ?? [];
  const path = specPath.child('scopeSelector', 'matchExpressions');
  const errors: FieldError[] = [];
  for (const { scopeName = '', operator = '', values = [] } of requirements) {
    if (!knownScopes.has(scopeName)) errors.push(invalid(path.child('scopeName'), scopeName, 'unsupported scope'));
    errors.push(...mismatches(spec, scopeName).map(() => invalid(path, internalSelector(spec), 'unsupported scope applied to resource')));
    if (existsOnly.has(scopeName) && operator !== 'Exists') {
      errors.push(invalid(path.child('operator'), operator, "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity"));
    }
    if (operator === 'In' || operator === 'NotIn') {
      if (values.length === 0) errors.push(required(path.child('values'), "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"));
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (values.length > 0) errors.push(invalid(path.child('values'), values, "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector"));
    } else errors.push(invalid(path.child('operator'), operator, 'not a valid selector operator'));
  }
  return [...errors, ...conflicts(requirements.map(requirement => requirement.scopeName ?? ''), spec)];
}

/** The limited resources that a scope says nothing about. */
function mismatches(spec: ResourceQuotaSpec, scope: string): string[] {
  return sortedKeys(spec.hard ?? {}).filter(name => isStandardQuotaResource(name) && !applies(scope, name));
}

function applies(scope: string, resource: string): boolean {
  if (scope === 'BestEffort') return resource === 'pods';
  if (scope === 'VolumeAttributesClass') return resource === 'persistentvolumeclaims' || resource === 'requests.storage';
  return !knownScopes.has(scope) || podCompute.has(resource);
}

function conflicts(scopes: readonly string[], spec: ResourceQuotaSpec): FieldError[] {
  return opposites.filter(pair => pair.every(scope => scopes.includes(scope))).map(() => invalid(scopesPath, spec.scopes ?? null, 'conflicting scopes'));
}

/** The internal struct as Go prints it. */
function internalSelector(spec: ResourceQuotaSpec): unknown {
  return { MatchExpressions: (spec.scopeSelector?.matchExpressions ?? []).map(({ scopeName = '', operator = '', values }) => ({ ScopeName: scopeName, Operator: operator, Values: values ?? null })) };
}

function validateScopesKept(scopes: readonly string[], old: readonly string[]): FieldError[] {
  const same = scopes.every(scope => old.includes(scope)) && old.every(scope => scopes.includes(scope));
  return same ? [] : [invalid(scopesPath, scopes.length === 0 ? null : scopes, fieldImmutable)];
}
