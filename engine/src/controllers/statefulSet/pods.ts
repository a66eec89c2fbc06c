import type { Pod, StatefulSet } from '../../../generated/types';
import type { Context } from '../../sim/context';
import { createClaims, ownersMatch, source, updateOwners } from './claims';
import { identityMatches, storageMatches, withIdentity } from './identity';

/** Creates the pod after its claims; what went wrong, if anything (CreateStatefulPod, pkg/controller/statefulset/stateful_pod_control.go, v1.36). */
export function createPod(ctx: Context, set: StatefulSet, pod: Pod): string | undefined {
  const claims = createClaims(ctx, set, pod);
  if (claims !== undefined) return told(ctx, set, pod, { verb: 'Create', error: claims });
  const result = ctx.api.create('pods', pod);
  if (!result.ok && result.error.reason === 'AlreadyExists') return result.error.message;
  const owners = updateOwners(ctx, set, pod);
  if (owners !== undefined) return told(ctx, set, pod, { verb: 'Update', error: owners });
  return told(ctx, set, pod, { verb: 'Create', error: result.ok ? undefined : result.error.message });
}

/** Gives a pod the name, labels, claims and owners of claims that it should have (UpdateStatefulPod). */
export function updatePod(ctx: Context, set: StatefulSet, pod: Pod): string | undefined {
  const storage = storageMatches(set, pod);
  const error = (storage ? undefined : createClaims(ctx, set, pod)) ?? (ownersMatch(ctx, set, pod) ? undefined : updateOwners(ctx, set, pod));
  if (error !== undefined) return told(ctx, set, pod, { verb: 'Update', error });
  const result = ctx.api.update('pods', identityMatches(set, pod) && storage ? pod : withIdentity(set, pod));
  return told(ctx, set, pod, { verb: 'Update', error: result.ok ? undefined : result.error.message });
}

/** Deletes a pod; one that is gone already counts as deleted (DeleteStatefulPod). */
export function deletePod(ctx: Context, set: StatefulSet, pod: Pod): string | undefined {
  const result = ctx.api.delete('pods', pod.metadata?.namespace ?? '', pod.metadata?.name ?? '');
  return told(ctx, set, pod, { verb: 'Delete', error: result.ok || result.error.code === 404 ? undefined : result.error.message });
}

/** Creates what a pending pod lacks of claims. */
export function completeClaims(ctx: Context, set: StatefulSet, pod: Pod): string | undefined {
  const claims = createClaims(ctx, set, pod);
  if (claims !== undefined) return claims;
  const error = updateOwners(ctx, set, pod);
  return error === undefined ? undefined : told(ctx, set, pod, { verb: 'Update', error });
}

/** Tells in the set's events what was done, or not; hands the error on. */
function told(ctx: Context, set: StatefulSet, pod: Pod, done: { readonly verb: string; readonly error: string | undefined }): string | undefined {
  const what = `${done.verb} Pod ${pod.metadata?.name ?? ''} in StatefulSet ${set.metadata?.name ?? ''}`;
  ctx.recordEvent(set, done.error === undefined
    ? { type: 'Normal', reason: `Successful${done.verb}`, message: `${what} successful`, source }
    : { type: 'Warning', reason: `Failed${done.verb}`, message: `${what} failed error: ${done.error}`, source });
  return done.error;
}
