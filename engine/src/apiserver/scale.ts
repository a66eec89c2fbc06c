import type { LabelSelector } from '../../generated/types';
import { isObject } from '../core/json';
import { selectorText } from '../api/labelSelector';
import type { ResourceKind } from '../api/kind';
import { scale } from '../api/kinds/scale';
import type { KindRegistry } from '../api/kindRegistry';
import { apiVersionOf, type KubeObject } from '../api/object';
import type { StatusError } from './client';
import { conflict, invalidError } from './statusErrors';
import { validationContext } from './strategyStages';

/** The `scale` subresource of workloads (pkg/registry/apps/deployment/storage and its siblings, v1.36). */

/** What `GET …/scale` shows of a workload. */
export function scaleOf(kind: ResourceKind, workload: KubeObject): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = workload.metadata ?? {};
  const { replicas, selector } = partsOf(workload);
  const found = selectorText(kind.gvk.kind === 'ReplicationController' ? { matchLabels: asLabels(selector) } : asSelector(selector));
  return {
    apiVersion: apiVersionOf(scale.gvk), kind: scale.gvk.kind,
    metadata: { ...(name === undefined ? {} : { name }), ...(namespace === undefined ? {} : { namespace }), ...(uid === undefined ? {} : { uid }), ...(resourceVersion === undefined ? {} : { resourceVersion }), ...(creationTimestamp === undefined ? {} : { creationTimestamp }) },
    spec: replicas === 0 ? {} : { replicas },
    status: { replicas: numberIn(workload['status'], 'replicas'), ...(found === '' ? {} : { selector: found }) }
  };
}

/** The workload with the replicas that a Scale asks for, built on the version that it names; or why not. */
export function withScale(registry: KindRegistry, kind: ResourceKind, workload: KubeObject, wanted: KubeObject): { readonly refusal: StatusError } | { readonly object: KubeObject } {
  const name = workload.metadata?.name ?? '', uid = wanted.metadata?.uid ?? '', found = workload.metadata?.uid ?? '';
  const errors = scale.validate?.(wanted, validationContext(registry)) ?? [];
  if (errors.length > 0) return { refusal: invalidError(scale.gvk, name, errors) };
  if (uid !== '' && uid !== found) {
    return { refusal: conflict({ gvk: kind.gvk, plural: `${kind.plural}/scale` }, name, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${found}`) };
  }
  const { resourceVersion: _, ...metadata } = workload.metadata ?? {};
  const resourceVersion = wanted.metadata?.resourceVersion ?? '';
  const spec = { ...asRecord(workload['spec']), replicas: numberIn(wanted['spec'], 'replicas') };
  return { object: { ...workload, metadata: { ...metadata, ...(resourceVersion === '' ? {} : { resourceVersion }) }, spec } };
}

function partsOf(workload: KubeObject): { readonly replicas: number; readonly selector: unknown } {
  return { replicas: numberIn(workload['spec'], 'replicas'), selector: asRecord(workload['spec'])['selector'] };
}

function numberIn(value: unknown, field: string): number {
  const found = asRecord(value)[field];
  return typeof found === 'number' ? found : 0;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

/** Stored objects are typed: what stands in a selector's place is one. */
function asSelector(value: unknown): LabelSelector | undefined {
  return isObject(value) ? value : undefined;
}

function asLabels(value: unknown): Readonly<Record<string, string>> {
  return isObject(value) ? value as Readonly<Record<string, string>> : {};
}
