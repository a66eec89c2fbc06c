import type { Container, Pod, PriorityClass } from '../../engine/generated/types';
import type { KubeObject } from '../../engine/src/api/object';

/** The resource that objects of a kind live under. */
export function resourceOf(object: KubeObject): string {
  const group = (object.apiVersion ?? '').includes('/') ? `${(object.apiVersion ?? '').split('/')[0] ?? ''}/` : '';
  const kind = (object.kind ?? '').toLowerCase();
  return `${group}${kind.endsWith('s') ? `${kind}es` : kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`}`;
}

/**
 * What became of the recorded pods before the scheduler saw them: requests default to limits, the priority is resolved, the two node
 * tolerations added. The label keys of pod affinity terms were not merged into the selectors, which a whole API server does
 * (mutatePodAffinity, pkg/registry/core/pod/strategy.go, v1.36): the recordings show pods matched without them.
 */
export function admitPod(pod: Pod, objects: readonly KubeObject[]): Pod {
  const { spec = {}, metadata = {} } = pod;
  const priorityClass: PriorityClass | undefined = objects.find(object => object.kind === 'PriorityClass' && object.metadata?.name === spec.priorityClassName);
  const containers = spec.containers?.map(defaultRequests), initContainers = spec.initContainers?.map(defaultRequests);
  return {
    ...pod,
    metadata: { uid: `uid-${metadata.namespace ?? ''}-${metadata.name ?? ''}`, ...metadata },
    spec: {
      ...spec,
      priority: spec.priority ?? priorityClass?.value ?? 0,
      preemptionPolicy: spec.preemptionPolicy ?? priorityClass?.preemptionPolicy ?? 'PreemptLowerPriority',
      ...(containers === undefined ? {} : { containers }), ...(initContainers === undefined ? {} : { initContainers }),
      ...(spec.resources === undefined ? {} : { resources: podLevelRequests({ ...pod, spec: { ...spec, ...(containers === undefined ? {} : { containers }) } }) }),
      tolerations: [...spec.tolerations ?? [], ...nodeTolerations(spec.tolerations ?? [])]
    }
  };
}

function defaultRequests(container: Container): Container {
  const { limits, requests } = container.resources ?? {};
  return limits === undefined ? container : { ...container, resources: { ...container.resources, requests: { ...limits, ...requests } } };
}

function podLevelRequests(pod: Pod): NonNullable<NonNullable<Pod['spec']>['resources']> {
  const { limits, requests } = pod.spec?.resources ?? {};
  return { ...pod.spec?.resources, requests: { ...limits, ...requests } };
}

/** DefaultTolerationSeconds. */
function nodeTolerations(own: NonNullable<NonNullable<Pod['spec']>['tolerations']>): NonNullable<NonNullable<Pod['spec']>['tolerations']> {
  return ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
    .filter(key => !own.some(one => (one.key === key || (one.key ?? '') === '') && ((one.effect ?? '') === '' || one.effect === 'NoExecute')))
    .map(key => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }));
}
