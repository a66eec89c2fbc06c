import type { DeviceClass } from '../../generated/types';
import type { Cluster } from './cluster';

/** Extended resources that name a device class by themselves. */
const classPrefix = 'deviceclass.resource.kubernetes.io/';

/** The device class that provides an extended resource, if any (DRAExtendedResource, v1.36). */
export function deviceClassFor(cluster: Cluster, resource: string): DeviceClass | undefined {
  const classes = cluster.listers.of('resource.k8s.io/deviceclasses');
  if (resource.startsWith(classPrefix)) return classes.get(resource.slice(classPrefix.length));
  for (const one of classes.values()) if (one.spec?.extendedResourceName === resource) return one;
  return undefined;
}

/** Whether a node without that resource may still provide it, by devices. */
export function deviceClassBacks(cluster: Cluster, resource: string): boolean {
  return deviceClassFor(cluster, resource) !== undefined;
}
