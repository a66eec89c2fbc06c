import type { Pod, PodTemplateSpec } from '../../generated/types';
import type { KubeObject, OwnerReference } from '../api/object';
import type { Result, StatusError } from '../apiserver/client';
import type { Context } from '../sim/context';

/** The reference by which an object controls its dependents (metav1.NewControllerRef). */
export function controllerRef(owner: KubeObject, apiVersion: string, kind: string): OwnerReference {
  return { apiVersion, kind, name: owner.metadata?.name ?? '', uid: owner.metadata?.uid ?? '', controller: true, blockOwnerDeletion: true };
}

/** The pod that a template describes, owned; its name is left to the API server (`owner-xxxxx`), as GetPodFromTemplate does. */
export function podFromTemplate(template: PodTemplateSpec | undefined, owner: KubeObject, reference: OwnerReference): Pod {
  const { labels, annotations, finalizers } = template?.metadata ?? {};
  return {
    apiVersion: 'v1', kind: 'Pod',
    metadata: {
      generateName: podPrefix(owner.metadata?.name ?? ''), namespace: owner.metadata?.namespace ?? '',
      ...(labels === undefined ? {} : { labels }), ...(annotations === undefined ? {} : { annotations }), ...(finalizers === undefined ? {} : { finalizers }),
      ownerReferences: [reference]
    },
    ...(template?.spec === undefined ? {} : { spec: template.spec })
  };
}

/** The prefix of generated pod names; an owner's name that is too long for a prefix is used without the dash, as getPodsPrefix does. */
function podPrefix(owner: string): string {
  const prefix = `${owner}-`;
  return prefix.length > 253 ? owner : prefix;
}

/** Who acts on pods, for events. */
export interface PodControl { readonly owner: KubeObject; readonly source: string }

/** Creates a pod and tells so in the owner's events; nothing is told when the namespace is on its way out. */
export function createPod(ctx: Context, control: PodControl, pod: Pod): Result<Pod> {
  const result = ctx.api.create('pods', pod);
  if (result.ok) {
    record(ctx, control, { type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${result.value.metadata?.name ?? ''}` });
  } else if (!isNamespaceTerminating(result.error)) {
    record(ctx, control, { type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${result.error.message}` });
  }
  return result;
}

/** Deletes a pod and tells so; undefined when it is gone (or was before). */
export function deletePod(ctx: Context, control: PodControl, pod: Pod): StatusError | undefined {
  const name = pod.metadata?.name ?? '';
  const result = ctx.api.delete('pods', pod.metadata?.namespace ?? '', name);
  if (result.ok) {
    record(ctx, control, { type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${name}` });
    return undefined;
  }
  if (result.error.code === 404) return undefined;
  record(ctx, control, { type: 'Warning', reason: 'FailedDelete', message: `Error deleting: ${result.error.message}` });
  return result.error;
}

/** The create was refused because the namespace is being deleted: all later ones will be too. */
export function isNamespaceTerminating(error: StatusError): boolean {
  return error.causes.some(cause => cause.reason === 'NamespaceTerminating');
}

function record(ctx: Context, control: PodControl, event: { type: 'Normal' | 'Warning'; reason: string; message: string }): void {
  ctx.recordEvent(control.owner, { ...event, source: control.source });
}

/**
 * Calls `create` up to `count` times in batches of 1, 2, 4 …; after a batch with a failure no further one is begun
 * (slowStartBatch, pkg/controller/replicaset, v1.36). Returns the first error.
 */
export function slowStart(count: number, create: () => StatusError | undefined): StatusError | undefined {
  let remaining = count;
  for (let batch = Math.min(remaining, 1); batch > 0; batch = Math.min(2 * batch, remaining)) {
    let failure: StatusError | undefined;
    for (let i = 0; i < batch; i++) failure = create() ?? failure;
    if (failure !== undefined) return failure;
    remaining -= batch;
  }
  return undefined;
}
