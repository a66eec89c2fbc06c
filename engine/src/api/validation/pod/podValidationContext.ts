import type { ValidationContext } from '../../kind';

/** A rule that an update may go on breaking, because the stored object breaks it already (`PodValidationOptions`, v1.36). */
export type PodTolerance =
  | 'InvalidPodDeletionCost' | 'InvalidLabelValueInSelector' | 'InvalidLabelValueInRequiredNodeAffinity' | 'IndivisibleHugePages'
  | 'InvalidTopologySpreadLabelSelector' | 'InvalidTopologySpreadMatchLabelKeys' | 'NonLocalProjectedTokenPath' | 'NamespacedSysctlsForHostNamespaces'
  | 'AnySELinuxChangePolicy' | 'RestartContainerForInitContainer' | 'UserNamespacesWithVolumeDevices' | 'UserNamespacesWithHostNetwork'
  | 'TolerationComparison';

/** How a pod spec is judged: for which version, as a pod or as a template, and what is let through. */
export interface PodValidationContext extends ValidationContext {
  readonly subject: 'Pod' | 'PodTemplate';
  readonly tolerates: ReadonlySet<PodTolerance>;
}
