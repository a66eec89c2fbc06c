import type { PodSpec, PodTemplateSpec } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { setContainerDefaults } from './container';
import { setVolumeDefaults } from './volume';

/** `SetDefaults_PodSpec` and what hangs below it: what pods and templates share (pkg/apis/core/v1/defaults.go, v1.36). */
export function setPodSpecDefaults(spec: Mutable<PodSpec>): void {
  spec.dnsPolicy ??= 'ClusterFirst';
  spec.restartPolicy ??= 'Always';
  spec.securityContext ??= {};
  spec.terminationGracePeriodSeconds ??= 30;
  spec.schedulerName ??= 'default-scheduler';
  for (const volume of spec.volumes ?? []) setVolumeDefaults(volume);
  for (const container of [...spec.initContainers ?? [], ...spec.containers ?? [], ...spec.ephemeralContainers ?? []]) setContainerDefaults(container);
  if (spec.serviceAccountName !== undefined) {
    if (spec.serviceAccount !== spec.serviceAccountName) spec.serviceAccount = spec.serviceAccountName;
  } else if (spec.serviceAccount !== undefined) spec.serviceAccountName = spec.serviceAccount;
}

/** The same for the template of a workload, whose spec is never absent. */
export function setPodTemplateDefaults(holder: { template?: Mutable<PodTemplateSpec> }): Mutable<PodTemplateSpec> {
  const template = holder.template ??= {};
  setPodSpecDefaults(template.spec ??= {});
  return template;
}
