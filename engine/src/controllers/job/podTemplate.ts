import type { Container, Job, Pod } from '../../../generated/types';
import { controllerRef, podFromTemplate } from '../podControl';
import { indexAnnotation } from './indexes';
import { trackingFinalizer } from './podsOfJob';

/** The longest prefix of a generated name (MaxGeneratedNameLength, apiserver/pkg/storage/names). */
const longestPrefix = 58;

/** The pod that a Job creates, tracked by its finalizer. */
export function podOf(job: Job): Pod {
  const pod = podFromTemplate(job.spec?.template, job, controllerRef(job, 'batch/v1', 'Job'));
  const finalizers = pod.metadata?.finalizers ?? [];
  const metadata = { ...pod.metadata, finalizers: finalizers.includes(trackingFinalizer) ? finalizers : [...finalizers, trackingFinalizer] };
  return { ...pod, metadata };
}

/** The same with an index: in its name, host name, labels, annotations and environment. */
export function indexedPodOf(job: Job, index: number, annotations: Readonly<Record<string, string>>): Pod {
  const pod = podOf(job);
  const name = job.metadata?.name ?? '';
  const suffix = `-${index}-`;
  const containers = pod.spec?.containers?.map(withIndex);
  const initContainers = pod.spec?.initContainers?.map(withIndex);
  return {
    ...pod,
    metadata: {
      ...pod.metadata, generateName: `${`${name}${suffix}`.length > longestPrefix ? name.slice(0, longestPrefix - suffix.length) : name}${suffix}`,
      annotations: { ...pod.metadata?.annotations, [indexAnnotation]: String(index), ...annotations }, labels: { ...pod.metadata?.labels, [indexAnnotation]: String(index) }
    },
    spec: { ...pod.spec, hostname: `${name}-${index}`, ...(containers === undefined ? {} : { containers }), ...(initContainers === undefined ? {} : { initContainers }) }
  };
}

const variable = 'JOB_COMPLETION_INDEX';

function withIndex(container: Container): Container {
  if (container.env?.some(entry => entry.name === variable) === true) return container;
  return { ...container, env: [...container.env ?? [], { name: variable, valueFrom: { fieldRef: { fieldPath: `metadata.labels['${indexAnnotation}']` } } }] };
}

