import type { Container, ObjectMeta, PodSpec } from '../../../generated/types';

export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** What a check found: the short reason that is always shown and the detail that names containers and values. */
export interface Violation { readonly reason: string; readonly detail: string }

/** The judged part of a pod or of a workload's template. */
export interface PodUnderCheck { readonly metadata: ObjectMeta; readonly spec: PodSpec }

/**
 * One control of the Pod Security Standards (pod-security-admission/policy, v1.36), in all its revisions.
 * `versions` rise by `sinceMinor`; the last one not newer than the asked policy version is run.
 * A revision's `overrides` name baseline checks that the restricted level then leaves out.
 */
export interface PodSecurityCheck {
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  readonly versions: readonly CheckVersion[];
}

export interface CheckVersion {
  readonly sinceMinor: number;
  readonly overrides?: readonly string[];
  check(pod: PodUnderCheck): Violation | undefined;
}

/** Init containers, containers and ephemeral ones, in the order upstream visits them. */
export function containersOf(spec: PodSpec): readonly Container[] {
  return [...(spec.initContainers ?? []), ...(spec.containers ?? []), ...(spec.ephemeralContainers ?? [])];
}

/** Names of the containers for which the predicate holds. */
export function containersWhere(spec: PodSpec, isBad: (container: Container) => boolean): string[] {
  return containersOf(spec).filter(isBad).map(container => container.name ?? '');
}

export function quoteAll(items: readonly string[]): string {
  return items.length === 0 ? '' : `"${items.join('", "')}"`;
}

export function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

/** `container "a"` or `containers "a", "b"`. */
export function namedContainers(names: readonly string[]): string {
  return `${plural(names.length, 'container', 'containers')} ${quoteAll(names)}`;
}

/** Who set a forbidden value, as upstream says it: `pod`, `container "a"`, `pod and containers "a", "b"`; '' for nobody. */
export function settersText(pod: 'pod' | undefined, containers: readonly string[]): string {
  const setters: string[] = pod === undefined ? [] : [pod];
  if (containers.length > 0) setters.push(namedContainers(containers));
  return setters.join(' and ');
}

/** The values once each, in byte order, as `sets.String.List()` gives them. */
export function sortedSet(values: Iterable<string>): string[] {
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Windows pods are exempt from some checks since 1.25: validation forbids them those fields. */
export function unlessWindows(check: CheckVersion['check']): CheckVersion['check'] {
  return pod => (pod.spec.os?.name === 'windows' ? undefined : check(pod));
}

/** Pods in a user namespace (`hostUsers: false`) are exempt from some checks since 1.35. */
export function unlessUserNamespace(check: CheckVersion['check']): CheckVersion['check'] {
  return pod => (pod.spec.hostUsers === false ? undefined : check(pod));
}
