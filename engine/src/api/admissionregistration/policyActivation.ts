import { isObject, own, type Json } from '../../core/json';
import { timeNanos } from '../cel/conversions';
import { valueOfJson } from '../cel/jsonValues';
import { failure, mapValue, type CelValue } from '../cel/values';
import type { KubeObject } from '../object';
import type { PolicyRequest } from './policyRequest';


/** The variables of a policy's expressions for one request (admission/plugin/cel/activation.go, v1.36). `own` gives those of the policy itself. */
export function policyActivation(request: PolicyRequest, params: KubeObject | undefined, own: ((name: string) => CelValue | undefined) | undefined): ReadonlyMap<string, CelValue> {
  return new Map<string, CelValue>([
    ['object', ofObject(request.object)], ['oldObject', ofObject(request.oldObject)], ['params', ofObject(params)],
    ['request', requestValue(request)], ['namespaceObject', namespaceValue(request)],
    ['authorizer', { kind: 'authorizer', question: {} }],
    ['authorizer.requestResource', { kind: 'resourceCheck', question: { group: request.kind.group, resource: request.resource, subresource: request.subresource, namespace: request.namespace, name: request.name } }],
    ['variables', own === undefined ? failure('no such attribute(s): variables') : { kind: 'map', entries: new Map(), variables: own }]
  ]);
}

function ofObject(object: KubeObject | undefined): CelValue {
  // Decoded from JSON, and JSON still.
  return valueOfJson(object as unknown as Json | undefined);
}

function requestValue(request: PolicyRequest): CelValue {
  const { kind, user } = request;
  const gvk = record({ group: kind.group, version: kind.version, kind: kind.kind }), gvr = record({ group: kind.group, version: kind.version, resource: request.resource });
  return record({
    kind: gvk, resource: gvr, subResource: request.subresource, requestKind: gvk, requestResource: gvr, requestSubResource: request.subresource,
    name: request.name, namespace: request.namespace, operation: request.operation, dryRun: request.dryRun, options: null,
    userInfo: record({ username: user.name, uid: user.uid ?? '', groups: user.groups, extra: mapValue([]) })
  });
}

function record(fields: Readonly<Record<string, CelValue>>): CelValue {
  return mapValue(Object.entries(fields));
}

/** Null for what is in no namespace, and for namespaces themselves. Times are times here. */
function namespaceValue({ namespaceObject, kind }: PolicyRequest): CelValue {
  if (namespaceObject === undefined || (kind.group === '' && kind.kind === 'Namespace')) return null;
  const json = namespaceObject as unknown as Json, metadata = isObject(json) ? own(json, 'metadata') : undefined;
  const entries = isObject(metadata) ? Object.keys(metadata).map(key => [key, timed(key, own(metadata, key))] as const) : [];
  return record({ metadata: mapValue(entries), spec: valueOfJson(isObject(json) ? own(json, 'spec') : undefined), status: valueOfJson(isObject(json) ? own(json, 'status') : undefined) });
}

function timed(key: string, value: Json | undefined): CelValue {
  const nanos = /Timestamp$/.test(key) && typeof value === 'string' ? timeNanos(value) : undefined;
  return nanos === undefined ? valueOfJson(value) : { kind: 'timestamp', nanos };
}
