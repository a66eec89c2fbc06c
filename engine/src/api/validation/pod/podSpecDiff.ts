import type { PodSpec, PodTemplateSpec } from '../../../../generated/types';
import { goDiff } from '../../goPrint/goDiff';
import { goStruct } from '../../goPrint/goStruct';

/** The lines that differ between two pod specs, printed as the server prints its internal type. */
export function podSpecDiff(old: PodSpec, spec: PodSpec): string {
  return goDiff(goPodSpec(old), goPodSpec(spec));
}

/** The spec as Go prints it; internally the host's namespaces belong to the security context. */
export function goPodSpec(spec: PodSpec): unknown {
  const { hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers } = spec;
  return goStruct('PodSpec', { ...spec, securityContext: { ...spec.securityContext, hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers } });
}

export function goPodTemplate(template: PodTemplateSpec): unknown {
  return { ...goStruct('ObjectMeta', template.metadata) as object, Spec: goPodSpec(template.spec ?? {}) };
}
