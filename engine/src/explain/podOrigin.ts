import { FieldPath } from '../core/fieldPath';

const templates: Readonly<Record<string, FieldPath>> = {
  Pod: FieldPath.root, PodTemplate: FieldPath.of('template'), CronJob: FieldPath.of('spec', 'jobTemplate', 'spec', 'template'),
  ...Object.fromEntries(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job'].map(kind => [kind, FieldPath.of('spec', 'template')]))
};

/** Where an object of that kind holds the pod that it makes; the root for a Pod, undefined for a kind that makes none. */
export function templatePath(kind: string): FieldPath | undefined {
  return Object.hasOwn(templates, kind) ? templates[kind] : undefined;
}

/** Where a field of a pod is written in the object that makes the pod; undefined for a kind that makes none. */
export function originOf(kind: string, path: FieldPath): FieldPath | undefined {
  const template = templatePath(kind);
  return template === undefined ? undefined : joined(template, path);
}

/** One path behind another. */
export function joined(start: FieldPath, rest: FieldPath): FieldPath {
  return rest.segments().reduce((path, step) => step.type === 'index' ? path.index(step.index) : step.type === 'key' ? path.key(step.key) : path.child(step.name), start);
}
