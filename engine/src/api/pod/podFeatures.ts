/** What a version of Kubernetes does with pods that an older one did not: the minor version since when it is on by default (pkg/features/kube_features.go, v1.36). */
const onSince = {
  RelaxedDNSSearchValidation: 33,
  PodLifecycleSleepActionAllowZero: 33,
  ContainerRestartRules: 35,
  EnvFiles: 35,
  RestartAllContainersOnContainerExits: 36
} as const;

export type PodFeature = keyof typeof onSince;

/** Whether the feature is on by default in that minor version. */
export function isPodFeatureOn(feature: PodFeature, { minor }: { readonly minor: number }): boolean {
  return minor >= onSince[feature];
}
