import type { MatchResources, NamedRuleWithOperations } from '../../../generated/types';
import { selectorMatches } from '../labelSelector';
import { labelsOf, type GroupVersionKind, type KubeObject } from '../object';

/** What a policy is told of a request. */
export interface PolicyRequest {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  readonly kind: GroupVersionKind;
  /** The plural name in URLs. */
  readonly resource: string;
  readonly subresource: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly namespace: string;
  readonly name: string;
  /** Undefined for a delete. */
  readonly object: KubeObject | undefined;
  readonly oldObject: KubeObject | undefined;
  readonly user: { readonly name: string; readonly uid?: string; readonly groups: readonly string[] };
  readonly dryRun: boolean;
  /** The namespace that the object is in; undefined for cluster-scoped ones. */
  readonly namespaceObject: KubeObject | undefined;
}

/** Policies and webhooks never judge what configures them. */
const exempt: ReadonlySet<string> = new Set([
  'validatingwebhookconfigurations', 'mutatingwebhookconfigurations', 'validatingadmissionpolicies', 'validatingadmissionpolicybindings', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings'
]);

/**
 * Whether a policy or a binding speaks of a request (admission/plugin/policy/matching, v1.36). `Equivalent` is taken as `Exact`:
 * the simulated server converts no requests to other versions. No rules at all match every request.
 */
export function matchesRequest(match: MatchResources, request: PolicyRequest): boolean {
  if (request.kind.group === 'admissionregistration.k8s.io' && exempt.has(request.resource)) return false;
  if (!matchesNamespace(match, request)) return false;
  const objects = [request.object, request.oldObject].filter(object => object !== undefined);
  if (objects.length > 0 && !objects.some(object => selectorMatches(match.objectSelector ?? {}, labelsOf(object)))) return false;
  if ((match.excludeResourceRules ?? []).some(rule => matchesRule(rule, request))) return false;
  const rules = match.resourceRules ?? [];
  return rules.length === 0 || rules.some(rule => matchesRule(rule, request));
}

function matchesNamespace(match: MatchResources, request: PolicyRequest): boolean {
  const isNamespace = request.kind.group === '' && request.resource === 'namespaces';
  const subject = isNamespace ? request.object ?? request.oldObject : request.namespaceObject;
  return subject === undefined || selectorMatches(match.namespaceSelector ?? {}, labelsOf(subject));
}

function matchesRule(rule: NamedRuleWithOperations, request: PolicyRequest): boolean {
  const { operations = [], apiGroups = [], apiVersions = [], resources = [], resourceNames = [], scope = '*' } = rule;
  const named = (list: readonly string[], value: string): boolean => list.includes('*') || list.includes(value);
  if (!named(operations, request.operation) || !named(apiGroups, request.kind.group) || !named(apiVersions, request.kind.version)) return false;
  if (scope !== '*' && scope !== request.scope) return false;
  const resource = resources.some(text => {
    const [name = '', subresource = ''] = text.split('/');
    return (name === '*' || name === request.resource) && (subresource === '*' || subresource === request.subresource);
  });
  return resource && (resourceNames.length === 0 || resourceNames.includes(request.name));
}
