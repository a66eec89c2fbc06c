import type { ContainerStatus, Job, Pod, PodFailurePolicyOnExitCodesRequirement, PodFailurePolicyRule } from '../../../generated/types';

/** What a Job's failure policy says of a failed pod: whether the failure counts, and whether it fails its index, or the Job with this message. */
export interface FailureVerdict { readonly counts: boolean; readonly failsIndex: boolean; readonly failsJob?: string }

/** The first rule that matches decides (matchPodFailurePolicy, pkg/controller/job/pod_failure_policy.go, v1.36). */
export function judgeFailure(job: Job, pod: Pod): FailureVerdict {
  for (const [i, rule] of (job.spec?.podFailurePolicy?.rules ?? []).entries()) {
    const what = matchedBy(rule, pod);
    if (what === undefined) continue;
    if (rule.action === 'FailJob') return { counts: true, failsIndex: false, failsJob: `${what} matching FailJob rule at index ${i}` };
    return { counts: rule.action !== 'Ignore', failsIndex: rule.action === 'FailIndex' };
  }
  return { counts: true, failsIndex: false };
}

function matchedBy(rule: PodFailurePolicyRule, pod: Pod): string | undefined {
  const name = `${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''}`;
  const { onExitCodes, onPodConditions } = rule;
  if (onExitCodes !== undefined) {
    const status = [...pod.status?.containerStatuses ?? [], ...pod.status?.initContainerStatuses ?? []].find(container => exitMatches(container, onExitCodes));
    return status === undefined ? undefined : `Container ${status.name ?? ''} for pod ${name} failed with exit code ${status.state?.terminated?.exitCode ?? 0}`;
  }
  const condition = pod.status?.conditions?.find(candidate => onPodConditions?.some(pattern => pattern.type === candidate.type && (pattern.status ?? 'True') === candidate.status));
  return condition === undefined ? undefined : `Pod ${name} has condition ${condition.type ?? ''}`;
}

function exitMatches(container: ContainerStatus, requirement: PodFailurePolicyOnExitCodesRequirement): boolean {
  const exitCode = container.state?.terminated?.exitCode ?? 0;
  if (exitCode === 0 || (requirement.containerName !== undefined && requirement.containerName !== container.name)) return false;
  const listed = (requirement.values ?? []).includes(exitCode);
  return requirement.operator === 'In' ? listed : requirement.operator === 'NotIn' && !listed;
}
