import type { Endpoint, EndpointPort, Node, Pod, Service, ServicePort } from '../../../generated/types';
import { isPodFinished, isPodReady } from '../podState';

/** `IPv4` or `IPv6`, with the families a Service has (getAddressTypesForService, endpointslice/utils.go, v1.36). */
export function addressTypesOf(service: Service): string[] {
  const families = (service.spec?.ipFamilies ?? []).filter(family => family === 'IPv4' || family === 'IPv6');
  if (families.length > 0) return [...new Set(families)].sort();
  const ip = service.spec?.clusterIP ?? '';
  return ip !== '' && ip !== 'None' && ip.includes(':') ? ['IPv6'] : ['IPv4'];
}

/** Whether a pod can be an endpoint at all: it has an address and has not ended. */
export function isEndpoint(pod: Pod): boolean {
  return !isPodFinished(pod) && ((pod.status?.podIP ?? '') !== '' || (pod.status?.podIPs ?? []).length > 0);
}

/** The pod as an endpoint of the Service; its zone is its node's (podToEndpoint). */
export function endpointOf(pod: Pod, node: Node | undefined, service: Service, addressType: string): Endpoint {
  const serving = isPodReady(pod);
  const terminating = pod.metadata?.deletionTimestamp !== undefined;
  const ready = service.spec?.publishNotReadyAddresses === true || (serving && !terminating);
  const zone = node?.metadata?.labels?.['topology.kubernetes.io/zone'] ?? '';
  const { namespace = '', name = '', uid = '' } = pod.metadata ?? {};
  const hostname = pod.spec?.hostname ?? '';
  return {
    addresses: addressesOf(pod).filter(address => address.includes(':') === (addressType === 'IPv6')),
    conditions: { ready, serving, terminating },
    ...(hostname !== '' && pod.spec?.subdomain === service.metadata?.name ? { hostname } : {}),
    targetRef: { kind: 'Pod', namespace, name, uid },
    ...(pod.spec?.nodeName === undefined ? {} : { nodeName: pod.spec.nodeName }),
    ...(zone === '' ? {} : { zone })
  };
}

function addressesOf(pod: Pod): string[] {
  const listed = (pod.status?.podIPs ?? []).map(row => row.ip ?? '');
  return listed.length > 0 ? listed : [pod.status?.podIP ?? ''];
}

/** The ports that the Service reaches on this pod; a name that the pod does not have is left out (getEndpointPorts). */
export function endpointPorts(service: Service, pod: Pod): EndpointPort[] {
  return (service.spec?.ports ?? []).flatMap(servicePort => {
    const port = findPort(pod, servicePort);
    if (port === undefined) return [];
    const { name = '', protocol = 'TCP', appProtocol } = servicePort;
    return [{ name, protocol, port, ...(appProtocol === undefined ? {} : { appProtocol }) }];
  });
}

function findPort(pod: Pod, servicePort: ServicePort): number | undefined {
  const target = servicePort.targetPort ?? servicePort.port ?? 0;
  if (typeof target === 'number') return target;
  const sidecars = (pod.spec?.initContainers ?? []).filter(container => container.restartPolicy === 'Always');
  for (const container of [...pod.spec?.containers ?? [], ...sidecars]) {
    const found = (container.ports ?? []).find(port => port.name === target && (port.protocol ?? 'TCP') === (servicePort.protocol ?? 'TCP'));
    if (found?.containerPort !== undefined) return found.containerPort;
  }
  return undefined;
}

/** Equal for lists of ports that may share a slice. */
export function portMapKey(ports: readonly EndpointPort[]): string {
  return ports.map(({ name = '', protocol = '', port = 0, appProtocol = '' }) => `${name}/${protocol}/${port}/${appProtocol}`).sort().join(' ');
}

const keys = new WeakMap<Endpoint, string>();

/** Equal for one and the same endpoint, whatever its state. */
export function endpointKey(endpoint: Endpoint): string {
  const last = keys.get(endpoint);
  if (last !== undefined) return last;
  const key = newKey(endpoint);
  keys.set(endpoint, key);
  return key;
}

function newKey(endpoint: Endpoint): string {
  const { namespace = '', name = '' } = endpoint.targetRef ?? {};
  return `${[...endpoint.addresses ?? []].sort().join(',')}|${endpoint.hostname ?? ''}|${namespace}/${name}`;
}

/** Whether a change of a pod can change what it is as an endpoint, or to which Services it belongs (podEndpointsChanged). */
export function endpointChanged(old: Pod, pod: Pod): boolean {
  const ips = (which: Pod): string => addressesOf(which).join(',');
  return old.metadata?.deletionTimestamp !== pod.metadata?.deletionTimestamp || isPodReady(old) !== isPodReady(pod) || ips(old) !== ips(pod);
}
