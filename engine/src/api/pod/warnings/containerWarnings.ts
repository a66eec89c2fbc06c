import type { Container } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { goQuote } from '../../../core/goText';
import { containersWithPath } from '../visitContainers';
import { wholeByteWarnings } from './byteWarnings';
import { containerAnnotationWarnings } from './securityAnnotationWarnings';
import type { WarnedPod } from './warnedPod';

/** Annotations, resources and variables of each container (pkg/api/pod/warnings.go, v1.36). */
export function containerWarnings(pod: WarnedPod): string[] {
  return [...containersWithPath(pod.spec, pod.path.child('spec'))].flatMap(({ container, path }) => [
    ...containerAnnotationWarnings(pod, container),
    ...['memory', 'ephemeral-storage'].flatMap(name => (['limits', 'requests'] as const).flatMap(field =>
      wholeByteWarnings(container.resources?.[field], path.child('resources', field), [name]))),
    ...hiddenVariableWarnings(container, path)
  ]);
}

/** A variable set twice is lost, unless the second builds on the first. */
function hiddenVariableWarnings({ env = [] }: Container, path: FieldPath): string[] {
  const seen = new Set<string>();
  return env.flatMap(({ name = '', value = '', valueFrom }, i) => {
    if (!seen.has(name)) { seen.add(name); return []; }
    const reference = `$(${name})`;
    const builds = valueFrom === undefined && value !== reference && value.includes(reference);
    return builds ? [] : [`${path.child('env').index(i).toString()}: hides previous definition of ${goQuote(name)}, which may be dropped when using apply`];
  });
}
