import type { PodSpec, PodTemplateSpec } from '../../../../generated/types';
import { unifiedDiff } from '../../../core/unifiedDiff';
import { goStruct } from '../../goPrint/goStruct';

/** The lines that differ between two pod specs, printed as the server prints its internal type. */
export function podSpecDiff(old: PodSpec, spec: PodSpec): string {
  return unifiedDiff(prettyJson(goPodSpec(old)), prettyJson(goPodSpec(spec)));
}

/** `json.MarshalIndent(v, "", " ")`. */
function prettyJson(value: unknown): string {
  return JSON.stringify(value, null, 1).replace(/[<>&\u2028\u2029]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The spec as Go prints it; internally the host's namespaces belong to the security context. */
export function goPodSpec(spec: PodSpec): unknown {
  const { hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers } = spec;
  return goStruct('PodSpec', { ...spec, securityContext: { ...spec.securityContext, hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers } });
}

export function goPodTemplate(template: PodTemplateSpec): unknown {
  return { ...goStruct('ObjectMeta', template.metadata) as object, Spec: goPodSpec(template.spec ?? {}) };
}
