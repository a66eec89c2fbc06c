import { admissionregistrationV1 } from './goTypes/admissionregistrationV1';
import { admissionregistrationV1alpha1 } from './goTypes/admissionregistrationV1alpha1';
import { admissionregistrationV1beta1 } from './goTypes/admissionregistrationV1beta1';
import { apiextensionsV1 } from './goTypes/apiextensionsV1';
import { apiregistrationV1 } from './goTypes/apiregistrationV1';
import { appsV1 } from './goTypes/appsV1';
import { authenticationV1 } from './goTypes/authenticationV1';
import { authenticationV1alpha1 } from './goTypes/authenticationV1alpha1';
import { authorizationV1 } from './goTypes/authorizationV1';
import { autoscalingV1 } from './goTypes/autoscalingV1';
import { autoscalingV2 } from './goTypes/autoscalingV2';
import { batchV1 } from './goTypes/batchV1';
import { certificatesV1 } from './goTypes/certificatesV1';
import { certificatesV1alpha1 } from './goTypes/certificatesV1alpha1';
import { certificatesV1beta1 } from './goTypes/certificatesV1beta1';
import { coordinationV1 } from './goTypes/coordinationV1';
import { coordinationV1alpha2 } from './goTypes/coordinationV1alpha2';
import { coordinationV1beta1 } from './goTypes/coordinationV1beta1';
import { coreV1 } from './goTypes/coreV1';
import { discoveryV1 } from './goTypes/discoveryV1';
import { eventsV1 } from './goTypes/eventsV1';
import { flowcontrolV1 } from './goTypes/flowcontrolV1';
import { metaV1 } from './goTypes/metaV1';
import { networkingV1 } from './goTypes/networkingV1';
import { networkingV1beta1 } from './goTypes/networkingV1beta1';
import { nodeV1 } from './goTypes/nodeV1';
import { nodeV1alpha1 } from './goTypes/nodeV1alpha1';
import { nodeV1beta1 } from './goTypes/nodeV1beta1';
import { policyV1 } from './goTypes/policyV1';
import { rbacV1 } from './goTypes/rbacV1';
import { resourceV1 } from './goTypes/resourceV1';
import { resourceV1alpha3 } from './goTypes/resourceV1alpha3';
import { resourceV1beta1 } from './goTypes/resourceV1beta1';
import { resourceV1beta2 } from './goTypes/resourceV1beta2';
import { schedulingV1 } from './goTypes/schedulingV1';
import { schedulingV1alpha2 } from './goTypes/schedulingV1alpha2';
import { storageV1 } from './goTypes/storageV1';
import { storagemigrationV1beta1 } from './goTypes/storagemigrationV1beta1';

/**
 * What OpenAPI does not say of the Go structs behind it, and the server's decoder shows: how a field is held and printed, the names
 * of its types, and which struct embeds it (staging/src/k8s.io/api and friends, v1.36; facts only). One word a field, where the
 * field is not plain; a plain one is printed when it is not empty, a scalar is held by value, a struct by pointer:
 *
 * - `name^` an empty list or map is told from none until the object is stored
 * - `name!` always printed; `name*` a scalar by pointer (its zero is kept); `name&` a struct by value (printed even when empty);
 *   `name~` left out when zero
 * - `name=Type` the field's own type has a name; `name:Type` its elements' type has one
 * - `@Volume(a b)` the fields a and b stand in the embedded struct Volume
 */
const tables: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  ['io.k8s.api.admissionregistration.v1', admissionregistrationV1],
  ['io.k8s.api.admissionregistration.v1alpha1', admissionregistrationV1alpha1],
  ['io.k8s.api.admissionregistration.v1beta1', admissionregistrationV1beta1],
  ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1', apiextensionsV1],
  ['io.k8s.kube-aggregator.pkg.apis.apiregistration.v1', apiregistrationV1],
  ['io.k8s.api.apps.v1', appsV1],
  ['io.k8s.api.authentication.v1', authenticationV1],
  ['io.k8s.api.authentication.v1alpha1', authenticationV1alpha1],
  ['io.k8s.api.authorization.v1', authorizationV1],
  ['io.k8s.api.autoscaling.v1', autoscalingV1],
  ['io.k8s.api.autoscaling.v2', autoscalingV2],
  ['io.k8s.api.batch.v1', batchV1],
  ['io.k8s.api.certificates.v1', certificatesV1],
  ['io.k8s.api.certificates.v1alpha1', certificatesV1alpha1],
  ['io.k8s.api.certificates.v1beta1', certificatesV1beta1],
  ['io.k8s.api.coordination.v1', coordinationV1],
  ['io.k8s.api.coordination.v1alpha2', coordinationV1alpha2],
  ['io.k8s.api.coordination.v1beta1', coordinationV1beta1],
  ['io.k8s.api.core.v1', coreV1],
  ['io.k8s.api.discovery.v1', discoveryV1],
  ['io.k8s.api.events.v1', eventsV1],
  ['io.k8s.api.flowcontrol.v1', flowcontrolV1],
  ['io.k8s.apimachinery.pkg.apis.meta.v1', metaV1],
  ['io.k8s.api.networking.v1', networkingV1],
  ['io.k8s.api.networking.v1beta1', networkingV1beta1],
  ['io.k8s.api.node.v1', nodeV1],
  ['io.k8s.api.node.v1alpha1', nodeV1alpha1],
  ['io.k8s.api.node.v1beta1', nodeV1beta1],
  ['io.k8s.api.policy.v1', policyV1],
  ['io.k8s.api.rbac.v1', rbacV1],
  ['io.k8s.api.resource.v1', resourceV1],
  ['io.k8s.api.resource.v1alpha3', resourceV1alpha3],
  ['io.k8s.api.resource.v1beta1', resourceV1beta1],
  ['io.k8s.api.resource.v1beta2', resourceV1beta2],
  ['io.k8s.api.scheduling.v1', schedulingV1],
  ['io.k8s.api.scheduling.v1alpha2', schedulingV1alpha2],
  ['io.k8s.api.storage.v1', storageV1],
  ['io.k8s.api.storagemigration.v1beta1', storagemigrationV1beta1]
]);

/** How Go holds one field. */
export interface GoField {
  readonly always: boolean;
  readonly pointer: boolean;
  readonly byValue: boolean;
  readonly omitZero: boolean;
  /** An empty list is not the same as none: some default or rule looks at the difference. */
  readonly keepsEmpty: boolean;
  /** The name of the field's own type, with its package (`v1.ResourceList`). */
  readonly typeName?: string;
  /** The name of its elements' type (`v1.KeyUsage` in `[]v1.KeyUsage`). */
  readonly elementName?: string;
  /** The embedded structs it stands in, outermost first. */
  readonly embedded: readonly string[];
}

const plain: GoField = { always: false, pointer: false, byValue: false, omitZero: false, keepsEmpty: false, embedded: [] };

/** The fields of a definition that are not plain, by JSON name. */
export function goFields(definition: string): (name: string) => GoField {
  const { namespace, name } = splitDefinition(definition);
  const notation = tables.get(namespace)?.[name];
  if (notation === undefined) return () => plain;
  const fields = new Map<string, GoField>();
  const embedded: string[] = [];
  for (const [, opened, word, closed] of notation.matchAll(/@(\w+)\(|([^\s()]+)|(\))/g)) {
    if (opened !== undefined) embedded.push(opened);
    else if (closed !== undefined) embedded.pop();
    else if (word !== undefined) addField(fields, word, { package: goPackage(definition), embedded: [...embedded] });
  }
  return field => fields.get(field) ?? plain;
}

function addField(fields: Map<string, GoField>, word: string, place: { package: string; embedded: readonly string[] }): void {
  const [, name = '', flags = '', sign = '', type = ''] = /^([^!*&~^=:]+)([!*&~^]*)(?:([=:])(.+))?$/.exec(word) ?? [];
  const qualified = type.includes('.') ? type : `${place.package}.${type}`;
  fields.set(name, {
    always: flags.includes('!'), pointer: flags.includes('*'), byValue: flags.includes('&'), omitZero: flags.includes('~'), keepsEmpty: flags.includes('^'), embedded: place.embedded,
    ...(sign === '=' ? { typeName: qualified } : {}), ...(sign === ':' ? { elementName: qualified } : {})
  });
}

/** `v1` for `io.k8s.api.core.v1.Pod`: the Go package whose name stands in type errors. */
export function goPackage(definition: string): string {
  return definition.split('.').at(-2) ?? '';
}

/** `Pod` for `io.k8s.api.core.v1.Pod`. */
export function goStructName(definition: string): string {
  return splitDefinition(definition).name;
}

function splitDefinition(definition: string): { namespace: string; name: string } {
  const dot = definition.lastIndexOf('.');
  return { namespace: definition.slice(0, dot), name: definition.slice(dot + 1) };
}
