import { libraryType } from './signatures';
import type { Variables } from './checker';
import type { PolicyVariables } from './policyCompiler';
import { bool, dyn, int, listOf, mapOf, objectType, string, timestamp, type CelType } from './celType';

const strings = listOf(string), textMap = mapOf(string, string);
const gvk = objectType('kubernetes.GroupVersionKind', { group: string, version: string, kind: string });
const gvr = objectType('kubernetes.GroupVersionResource', { group: string, version: string, resource: string });
const userInfo = objectType('kubernetes.UserInfo', { username: string, uid: string, groups: strings, extra: mapOf(string, strings) });

/** `request`: what is asked of the server (admission/plugin/cel/compile.go, v1.36). */
export const requestType = objectType('kubernetes.AdmissionRequest', {
  kind: gvk, resource: gvr, subResource: string, requestKind: gvk, requestResource: gvr, requestSubResource: string,
  name: string, namespace: string, operation: string, userInfo, dryRun: bool, options: dyn
});

const condition = objectType('kubernetes.NamespaceCondition', { status: string, type: string, lastTransitionTime: timestamp, message: string, reason: string });

/** `namespaceObject`: the namespace of the object, without what is of no use to policies. */
export const namespaceType = objectType('kubernetes.Namespace', {
  metadata: objectType('kubernetes.NamespaceMetadata', {
    name: string, generateName: string, namespace: string, labels: textMap, annotations: textMap, UID: string, creationTimestamp: timestamp,
    deletionGracePeriodSeconds: int, deletionTimestamp: timestamp, generation: int, resourceVersion: string, finalizers: strings
  }),
  spec: objectType('kubernetes.NamespaceSpec', { finalizers: strings }),
  status: objectType('kubernetes.NamespaceStatus', { conditions: listOf(condition), phase: string })
});

/** The variables of a policy's expressions; `variables` is the type of the policy's own, where it has any. */
export function policyVariables({ params, authorizer }: PolicyVariables, variables: CelType | undefined): Variables {
  return new Map<string, CelType>([
    ['object', dyn], ['oldObject', dyn], ['namespaceObject', namespaceType], ['request', requestType],
    ...(params === 'declared' ? [['params', dyn] as const] : []),
    ...(authorizer === 'declared' ? [['authorizer', libraryType('Authorizer')] as const, ['authorizer.requestResource', libraryType('ResourceCheck')] as const] : []),
    ...(variables === undefined ? [] : [['variables', variables] as const])
  ]);
}
