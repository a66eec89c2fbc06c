import { judgeComponent, judgeStaticPod, type ComponentProblem, type ManifestResource } from '../../../engine/src/index';
import type { Finding } from './finding';
import { rangeIn, valueAt } from './place';

/** What kubectl, kubeadm, kustomize or a component has against its configuration file. */
export function checkComponent(resource: ManifestResource): Finding[] {
  return judgeComponent(resource.value).map(problem => findingOf(resource, problem));
}

/** What a component of the control plane has against its command line in a Pod; nothing for other pods. */
export function checkStaticPod(resource: ManifestResource): Finding[] {
  return judgeStaticPod(resource.value).map(problem => findingOf(resource, problem));
}

function findingOf(resource: ManifestResource, { code, severity, path, message }: ComponentProblem): Finding {
  const value = valueAt(resource.value, path);
  const prefer = code === 'UnknownField' || (typeof value === 'object' && value !== null) ? 'key' : 'value';
  return { code, severity, message, range: rangeIn(resource, path, prefer) };
}
