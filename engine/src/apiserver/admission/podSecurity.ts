import type { Container, Pod, PodSpec, PodTemplateSpec } from '../../../generated/types';
import { equal, isObject } from '../../core/json';
import { compareText } from '../../core/order';
import type { PodUnderCheck } from '../../api/podSecurity/check';
import { evaluatePod, forbiddenDetail } from '../../api/podSecurity/evaluate';
import { compareLevels, levelVersionText, policyOf, type LevelVersion, type PodSecurityPolicy } from '../../api/podSecurity/policy';
import { controllerOf, labelsOf, type KubeObject } from '../../api/object';
import { metadataPath } from '../../api/validation/objectMeta';
import type { AdmissionAttributes, AdmissionContext, AdmissionPlugin } from '../admission';
import type { StatusError } from '../client';
import { forbiddenError, invalidError } from '../statusErrors';

const labelsPath = metadataPath.child('labels');
const maxPodsToCheck = 3000;
const ignoredPodSubresources: ReadonlySet<string> = new Set(['exec', 'attach', 'binding', 'eviction', 'log', 'portforward', 'proxy', 'status']);
/** Where the template of a workload stands (`ExtractPodSpec`). */
const templatePaths: ReadonlyMap<string, readonly string[]> = new Map([
  ['replicationcontrollers', ['spec', 'template']], ['podtemplates', ['template']],
  ['apps/replicasets', ['spec', 'template']], ['apps/deployments', ['spec', 'template']], ['apps/daemonsets', ['spec', 'template']],
  ['apps/statefulsets', ['spec', 'template']], ['batch/jobs', ['spec', 'template']], ['batch/cronjobs', ['spec', 'jobTemplate', 'spec', 'template']]
]);

/**
 * Pods that break the standard that their namespace enforces are refused; workloads whose pods would, are warned of; a namespace
 * must name levels that exist, and is told of pods that its new level would not let in (pod-security-admission/admission, v1.36).
 */
export const podSecurity: AdmissionPlugin = {
  name: 'PodSecurity',
  standalone: true,
  validate(ctx, attributes) {
    const { operation, resource, subresource } = attributes;
    if (operation === 'DELETE') return undefined;
    if (resource === 'namespaces') return subresource === '' ? judgeNamespace(ctx, attributes) : undefined;
    if (resource === 'pods') return ignoredPodSubresources.has(subresource) ? undefined : judgePod(ctx, attributes);
    if (subresource === '') warnOfTemplate(ctx, attributes);
    return undefined;
  }
};

function judgeNamespace(ctx: AdmissionContext, { kind, object, old }: AdmissionAttributes): StatusError | undefined {
  const { policy, errors } = policyOf(labelsOf(object), labelsPath);
  if (old === undefined) return errors.length === 0 ? undefined : invalidError(kind.gvk, object.metadata?.name ?? '', errors);
  const before = policyOf(labelsOf(old), labelsPath);
  if (errors.length > 0 && !equal(errors, before.errors)) return invalidError(kind.gvk, object.metadata?.name ?? '', errors);
  if (isStricter(policy.enforce, before.policy.enforce)) warnOfPods(ctx, object.metadata?.name ?? '', policy.enforce);
  return undefined;
}

/** Whether pods that were let in might not be any more. */
function isStricter(next: LevelVersion, old: LevelVersion): boolean {
  if (next.level === 'privileged') return false;
  return next.version === old.version ? compareLevels(next.level, old.level) > 0 : true;
}

/** One warning for each set of reasons, with the first pod's name and how many others share it. */
function warnOfPods(ctx: AdmissionContext, namespace: string, enforce: LevelVersion): void {
  const pods = oneOfEachControllerFirst(ctx.list('pods', namespace)), found = new Map<string, string[]>();
  for (const pod of pods.slice(0, maxPodsToCheck)) {
    const reasons = violations(enforce, pod).map(({ reason }) => reason).join(', ');
    if (reasons !== '') found.set(reasons, [...found.get(reasons) ?? [], pod.metadata.name ?? '']);
  }
  if (pods.length > maxPodsToCheck) ctx.warn(`new PodSecurity enforce level only checked against the first ${maxPodsToCheck} of ${pods.length} existing pods`);
  if (found.size > 0) ctx.warn(`existing pods in namespace "${namespace}" violate the new PodSecurity enforce level "${levelVersionText(enforce)}"`);
  const texts = [...found].map(([reasons, names]) => `${names.sort(compareText)[0] ?? ''}${othersText(names.length - 1)}: ${reasons}`);
  texts.sort(compareText).forEach(text => ctx.warn(text));
}

function othersText(others: number): string {
  return others === 0 ? '' : ` (and ${others} other pod${others === 1 ? '' : 's'})`;
}

function oneOfEachControllerFirst(objects: readonly KubeObject[]): PodUnderCheck[] {
  const seen = new Set<string>(), first: KubeObject[] = [], later: KubeObject[] = [];
  for (const pod of objects) {
    const owner = controllerOf(pod)?.uid;
    if (owner !== undefined && seen.has(owner)) later.push(pod);
    else first.push(pod);
    if (owner !== undefined) seen.add(owner);
  }
  return [...first, ...later].map(podUnderCheck);
}

function judgePod(ctx: AdmissionContext, attributes: AdmissionAttributes): StatusError | undefined {
  const { kind, object, old, namespace, name } = attributes;
  const policy = namespacePolicy(ctx, namespace), pod = podUnderCheck(object);
  if (policy === undefined || (old !== undefined && !isSignificantUpdate(pod.spec, podUnderCheck(old).spec))) return undefined;
  const enforced = violations(policy.enforce, pod);
  if (enforced.length > 0) return forbiddenError(kind, name, `violates PodSecurity "${levelVersionText(policy.enforce)}": ${forbiddenDetail(enforced)}`);
  warnOf(ctx, policy, pod);
  return undefined;
}

function warnOfTemplate(ctx: AdmissionContext, { resource, namespace, object }: AdmissionAttributes): void {
  const path = templatePaths.get(resource);
  const template = path?.reduce<unknown>((value, field) => (isObject(value) ? value[field] : undefined), object);
  const policy = template === undefined ? undefined : namespacePolicy(ctx, namespace);
  if (policy !== undefined && isObject(template)) warnOf(ctx, policy, podUnderCheck(template));
}

function warnOf(ctx: AdmissionContext, { warn }: PodSecurityPolicy, pod: PodUnderCheck): void {
  const found = violations(warn, pod);
  if (found.length > 0) ctx.warn(`would violate PodSecurity "${levelVersionText(warn)}": ${forbiddenDetail(found)}`);
}

/** Nothing is asked where the namespace is not known. */
function namespacePolicy(ctx: AdmissionContext, namespace: string): PodSecurityPolicy | undefined {
  const found = ctx.get('namespaces', '', namespace);
  return found === undefined ? undefined : policyOf(labelsOf(found), labelsPath).policy;
}

function violations({ level, version }: LevelVersion, pod: PodUnderCheck) {
  return evaluatePod(level, version, pod);
}

function podUnderCheck(object: Pod | PodTemplateSpec): PodUnderCheck {
  return { metadata: object.metadata ?? {}, spec: object.spec ?? {} };
}

/** Of what may change in a pod, only images and added containers can matter. */
function isSignificantUpdate(spec: PodSpec, old: PodSpec): boolean {
  const imagesDiffer = (now: readonly Container[] = [], before: readonly Container[] = []): boolean =>
    now.length !== before.length || now.some((container, i) => container.image !== before[i]?.image);
  if (imagesDiffer(spec.containers, old.containers) || imagesDiffer(spec.initContainers, old.initContainers)) return true;
  return (spec.ephemeralContainers ?? []).some(container => old.ephemeralContainers?.find(({ name }) => name === container.name)?.image !== container.image);
}
