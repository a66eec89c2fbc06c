import type { PodSpec, PodTemplateSpec } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { allContainers } from './visitContainers';

/**
 * Drops the fields whose feature is off by default in 1.36, unless the old object uses them already
 * (`dropDisabledFields`, pkg/api/pod/util.go, v1.36).
 */
export function dropDisabledFields(spec: Mutable<PodSpec>, old?: PodSpec): void {
  dropProjections(spec, old);
  if (old?.schedulingGroup === undefined) delete spec.schedulingGroup;
  if (old === undefined || !allContainers(old).some(container => container.lifecycle?.stopSignal !== undefined)) dropStopSignals(spec);
}

/** The same for a template. */
export function dropDisabledTemplateFields(template: Mutable<PodTemplateSpec> | undefined, old?: PodTemplateSpec): void {
  if (template?.spec !== undefined) dropDisabledFields(template.spec, old?.spec);
}

/** ClusterTrustBundleProjection and PodCertificateRequest. */
function dropProjections(spec: Mutable<PodSpec>, old: PodSpec | undefined): void {
  for (const field of ['clusterTrustBundle', 'podCertificate'] as const) {
    const inUse = (old?.volumes ?? []).some(volume => (volume.projected?.sources ?? []).some(source => source[field] !== undefined));
    if (inUse) continue;
    for (const volume of spec.volumes ?? []) for (const source of volume.projected?.sources ?? []) delete source[field];
  }
}

/** ContainerStopSignals; a life cycle that said nothing else goes with it. */
function dropStopSignals(spec: Mutable<PodSpec>): void {
  for (const container of [...spec.initContainers ?? [], ...spec.containers ?? [], ...spec.ephemeralContainers ?? []]) {
    if (container.lifecycle?.stopSignal === undefined) continue;
    delete container.lifecycle.stopSignal;
    if (container.lifecycle.preStop === undefined && container.lifecycle.postStart === undefined) delete container.lifecycle;
  }
}
