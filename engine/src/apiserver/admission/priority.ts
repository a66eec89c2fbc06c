import type { Pod, PriorityClass } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import type { AdmissionAttributes, AdmissionContext, AdmissionPlugin } from '../admission';
import type { StatusError } from '../client';
import { forbiddenError } from '../statusErrors';

const resource = 'scheduling.k8s.io/priorityclasses';

/** A pod's class decides its priority and whether it may preempt; there is one default class at most (plugin/pkg/admission/priority, v1.36). */
export const priority: AdmissionPlugin = {
  name: 'Priority',
  standalone: true,
  admit(ctx, write) {
    if (write.resource !== 'pods' || write.subresource !== '' || write.operation === 'DELETE') return undefined;
    return write.operation === 'UPDATE' ? keep(write.object, write.old ?? {}) : admitPod(ctx, write);
  },
  validate(ctx, write) {
    if (write.resource !== resource || write.operation === 'DELETE') return undefined;
    const { globalDefault }: PriorityClass = write.object;
    const other = globalDefault === true ? defaultClass(ctx) : undefined;
    if (other === undefined || other.metadata?.name === write.object.metadata?.name) return undefined;
    return forbiddenError(write.kind, write.name, `PriorityClass ${other.metadata?.name ?? ''} is already marked as default. Only one default can exist`);
  }
};

function admitPod(ctx: AdmissionContext, write: AdmissionAttributes): StatusError | undefined {
  const pod: Mutable<Pod> = write.object;
  const spec = pod.spec ??= {};
  const name = spec.priorityClassName ?? '';
  const found: PriorityClass | undefined = name === '' ? defaultClass(ctx) : ctx.get(resource, '', name);
  if (name !== '' && found === undefined) {
    // Without a cluster nobody knows the class: it may be there.
    return ctx.cluster === 'unknown' ? undefined : forbiddenError(write.kind, write.name, `no PriorityClass with name ${name} was found`);
  }
  const value = found?.value ?? 0, policy = found?.preemptionPolicy ?? 'PreemptLowerPriority';
  if (spec.priority !== undefined && spec.priority !== value) return forbiddenError(write.kind, write.name, `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${value} from the given PriorityClass name`);
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== policy) {
    return forbiddenError(write.kind, write.name, `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${policy} from the given PriorityClass name`);
  }
  if (name === '' && found?.metadata?.name !== undefined) spec.priorityClassName = found.metadata.name;
  spec.priority = value;
  spec.preemptionPolicy = policy;
  return undefined;
}

/** An update that leaves them out means no change. */
function keep(pod: Mutable<Pod>, old: Pod): undefined {
  const spec = pod.spec ??= {};
  if (spec.priority === undefined && old.spec?.priority !== undefined) spec.priority = old.spec.priority;
  if (spec.preemptionPolicy === undefined && old.spec?.preemptionPolicy !== undefined) spec.preemptionPolicy = old.spec.preemptionPolicy;
}

/** The lowest of the classes marked as default, should there be several. */
function defaultClass(ctx: AdmissionContext): PriorityClass | undefined {
  const classes: readonly PriorityClass[] = ctx.list(resource);
  return classes.filter(found => found.globalDefault === true).sort((a, b) => (a.value ?? 0) - (b.value ?? 0))[0];
}
