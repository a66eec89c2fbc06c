/** The Go package that holds a group's types, as it stands in the names of OpenAPI definitions (without the version). */
export function packageOf(group) {
  return unusual[group] ?? `io.k8s.api.${group.split('.')[0]}`;
}

const unusual = {
  '': 'io.k8s.api.core',
  'apiextensions.k8s.io': 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions',
  'apiregistration.k8s.io': 'io.k8s.kube-aggregator.pkg.apis.apiregistration',
  'internal.apiserver.k8s.io': 'io.k8s.api.apiserverinternal'
};

export const metaPackage = 'io.k8s.apimachinery.pkg.apis.meta';

/** `io.k8s.api.core.v1.PodSpec` → package, version and short name. */
export function partsOf(definition) {
  const parts = definition.split('.');
  return { pkg: parts.slice(0, -2).join('.'), version: parts.at(-2), name: parts.at(-1) };
}

/**
 * A model of the generated client is named by its version and its name (`V1beta1Lease`), and where that is not unique also by
 * the last part of its package (`CoreV1Event`).
 */
export function splitModelName(model) {
  const match = /^([A-Z][a-z]+)??(V\d+(?:(?:alpha|beta)\d+)?)([A-Z]\w*)$/.exec(model);
  if (match === null) return undefined;
  return { prefix: match[1]?.toLowerCase(), version: match[2].toLowerCase(), name: match[3] };
}
