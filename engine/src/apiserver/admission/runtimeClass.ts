import type { Overhead, Pod, RuntimeClass, Toleration } from '../../../generated/types';
import { clone, equal, type Mutable } from '../../core/json';
import { compareQuantity, quantityOf } from '../../core/quantity';
import type { AdmissionAttributes, AdmissionContext, AdmissionPlugin } from '../admission';
import type { StatusError } from '../client';
import { forbiddenError } from '../statusErrors';

/** A pod takes its runtime class's overhead, node selector and tolerations; the class must exist (plugin/pkg/admission/runtimeclass, v1.36). */
export const runtimeClass: AdmissionPlugin = {
  name: 'RuntimeClass',
  standalone: true,
  admit(ctx, attributes) {
    const found = classOf(ctx, attributes);
    if (found === undefined || 'refusal' in found) return found?.refusal;
    return setOverhead(attributes, found.runtimeClass) ?? setScheduling(attributes, found.runtimeClass);
  },
  validate(ctx, attributes) {
    const found = classOf(ctx, attributes);
    if (found === undefined || 'refusal' in found) return found?.refusal;
    const { kind, name, object } = attributes;
    const { overhead }: NonNullable<Pod['spec']> = (object as Pod).spec ?? {}, wanted = found.runtimeClass?.overhead?.podFixed;
    if (wanted !== undefined) return sameOverhead(wanted, overhead) ? undefined : forbiddenError(kind, name, mismatch);
    return overhead === undefined ? undefined : forbiddenError(kind, name, 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead');
  }
};

const mismatch = 'pod rejected: Pod\'s Overhead doesn\'t match RuntimeClass\'s defined Overhead';

/** The class of a pod that is created, if it names one; undefined where the plugin has nothing to say. */
function classOf(ctx: AdmissionContext, { resource, subresource, operation, kind, name, object }: AdmissionAttributes): { readonly refusal: StatusError } | { readonly runtimeClass: RuntimeClass | undefined } | undefined {
  if (resource !== 'pods' || subresource !== '' || operation !== 'CREATE') return undefined;
  const { spec }: Pod = object;
  if (spec?.runtimeClassName === undefined) return { runtimeClass: undefined };
  const found: RuntimeClass | undefined = ctx.get('node.k8s.io/runtimeclasses', '', spec.runtimeClassName);
  if (found !== undefined) return { runtimeClass: found };
  // Without a cluster nobody knows the class: it may be there.
  return ctx.cluster === 'unknown' ? undefined : { refusal: forbiddenError(kind, name, `pod rejected: RuntimeClass "${spec.runtimeClassName}" not found`) };
}

function setOverhead({ kind, name, object }: AdmissionAttributes, found: RuntimeClass | undefined): StatusError | undefined {
  if (found?.overhead === undefined) return undefined;
  const pod: Mutable<Pod> = object, spec = pod.spec ??= {}, wanted = found.overhead.podFixed;
  if (Object.keys(spec.overhead ?? {}).length > 0 && !sameOverhead(wanted, spec.overhead)) return forbiddenError(kind, name, mismatch);
  if (wanted !== undefined) spec.overhead = clone(wanted);
  return undefined;
}

function sameOverhead(a: Overhead['podFixed'] = {}, b: Overhead['podFixed'] = {}): boolean {
  return Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, amount]) => b[name] !== undefined && compareQuantity(quantityOf(amount), quantityOf(b[name])) === 0);
}

function setScheduling({ kind, name, object }: AdmissionAttributes, found: RuntimeClass | undefined): StatusError | undefined {
  if (found?.scheduling === undefined) return undefined;
  const pod: Mutable<Pod> = object, spec = pod.spec ??= {}, { nodeSelector = {}, tolerations = [] } = found.scheduling;
  for (const [key, value] of Object.entries(nodeSelector)) {
    const own = spec.nodeSelector?.[key];
    if (own !== undefined && own !== value) return forbiddenError(kind, name, `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${own}`);
  }
  if (Object.keys(nodeSelector).length > 0) spec.nodeSelector = { ...spec.nodeSelector, ...nodeSelector };
  const merged = withoutRedundant([...spec.tolerations ?? [], ...tolerations]);
  if (merged.length > 0) spec.tolerations = clone(merged);
  return undefined;
}

/** Without tolerations that another one covers; of equal ones the first stays (pkg/util/tolerations, v1.36). */
function withoutRedundant(all: readonly Toleration[]): readonly Toleration[] {
  const merged: Toleration[] = [];
  all.forEach((toleration, i) => {
    const covered = merged.some(other => covers(other, toleration)) || all.slice(i + 1).some(other => !equal(other, toleration) && covers(other, toleration));
    if (!covered) merged.push(toleration);
  });
  return merged;
}

function covers(wide: Toleration, narrow: Toleration): boolean {
  if (equal(wide, narrow)) return true;
  const anyKey = (wide.key ?? '') === '' && wide.operator === 'Exists';
  if ((narrow.key ?? '') !== (wide.key ?? '') && !anyKey) return false;
  if ((narrow.effect ?? '') !== (wide.effect ?? '') && (wide.effect ?? '') !== '') return false;
  const tooLong = wide.effect === 'NoExecute' && wide.tolerationSeconds !== undefined && (narrow.tolerationSeconds === undefined || narrow.tolerationSeconds > wide.tolerationSeconds);
  if (tooLong) return false;
  return wide.operator === 'Exists' || (narrow.operator !== 'Exists' && (narrow.value ?? '') === (wide.value ?? ''));
}
