import type { Container, Pod } from '../../generated/types';
import type { ApiClient } from '../apiserver/client';

/** Why a container cannot be created: the first ConfigMap, Secret or key that its environment wants and does not find (makeEnvironmentVariables, pkg/kubelet/kubelet_pods.go, v1.36). */
export function missingConfig(api: ApiClient, pod: Pod, container: Container): string | undefined {
  const namespace = pod.metadata?.namespace ?? '';
  for (const source of container.envFrom ?? []) {
    const missing = source.configMapRef !== undefined ? missingObject(api, 'configmap', namespace, source.configMapRef) : source.secretRef !== undefined ? missingObject(api, 'secret', namespace, source.secretRef) : undefined;
    if (missing !== undefined) return missing;
  }
  for (const { valueFrom } of container.env ?? []) {
    const missing = valueFrom?.configMapKeyRef !== undefined ? missingKey(api, 'configmap', namespace, valueFrom.configMapKeyRef)
      : valueFrom?.secretKeyRef !== undefined ? missingKey(api, 'secret', namespace, valueFrom.secretKeyRef) : undefined;
    if (missing !== undefined) return missing;
  }
  return undefined;
}

/** Why the pod's volumes cannot be mounted; undefined when nothing is missing. */
export function missingVolume(api: ApiClient, pod: Pod): string | undefined {
  const namespace = pod.metadata?.namespace ?? '';
  for (const volume of pod.spec?.volumes ?? []) {
    const { configMap, secret } = volume;
    const missing = configMap !== undefined ? missingObject(api, 'configmap', namespace, configMap)
      : secret !== undefined ? missingObject(api, 'secret', namespace, { ...(secret.secretName === undefined ? {} : { name: secret.secretName }), ...(secret.optional === undefined ? {} : { optional: secret.optional }) }) : undefined;
    if (missing !== undefined) return `MountVolume.SetUp failed for volume "${volume.name ?? ''}" : ${missing}`;
  }
  return undefined;
}

type Source = 'configmap' | 'secret';
interface Selector { readonly name?: string; readonly optional?: boolean }

function missingObject(api: ApiClient, source: Source, namespace: string, selector: Selector): string | undefined {
  if (selector.optional === true || api.get(`${source}s`, namespace, selector.name ?? '') !== undefined) return undefined;
  return `${source} "${selector.name ?? ''}" not found`;
}

function missingKey(api: ApiClient, source: Source, namespace: string, selector: Selector & { readonly key?: string }): string | undefined {
  if (selector.optional === true) return undefined;
  const object = api.get(`${source}s`, namespace, selector.name ?? '');
  if (object === undefined) return `${source} "${selector.name ?? ''}" not found`;
  const keys = { ...object['data'] as object | undefined, ...object['binaryData'] as object | undefined };
  if (Object.prototype.hasOwnProperty.call(keys, selector.key ?? '')) return undefined;
  const kind = source === 'configmap' ? 'ConfigMap' : 'Secret';
  return `couldn't find key ${selector.key ?? ''} in ${kind} ${namespace}/${selector.name ?? ''}`;
}
