import type { PersistentVolume, PersistentVolumeClaim, Pod } from '../../generated/types';
import type { KubeObject } from '../api/object';
import type { Context } from '../sim/context';
import type { Change } from '../store/store';
import { keyOf, splitKey, watchOwn, type Controller, type SyncResult } from './controller';
import { isPodFinished } from './podState';

const claims = 'persistentvolumeclaims';
const volumes = 'persistentvolumes';

/** Keeps a claim that is being deleted as long as a pod that has a node uses it (pkg/controller/volume/pvcprotection, v1.36). */
export const claimProtection: Controller = {
  name: 'persistentvolumeclaim-protection-controller',
  watches: [watchOwn(claims), { resource: 'pods', keysFor: claimsOfPod }],
  sync(ctx, key) {
    const { namespace, name } = splitKey(key);
    const claim = ctx.api.get<PersistentVolumeClaim>(claims, namespace, name);
    return claim === undefined ? undefined : protect(ctx, claims, claim, { finalizer: 'kubernetes.io/pvc-protection', isUsed: isClaimUsed });
  }
};

/** Keeps a volume that is being deleted as long as it is bound (pkg/controller/volume/pvprotection, v1.36). */
export const volumeProtection: Controller = {
  name: 'persistentvolume-protection-controller',
  watches: [watchOwn(volumes)],
  sync(ctx, key) {
    const volume = ctx.api.get<PersistentVolume>(volumes, '', splitKey(key).name);
    return volume === undefined ? undefined : protect(ctx, volumes, volume, { finalizer: 'kubernetes.io/pv-protection', isUsed: (_ctx, { status }) => status?.phase === 'Bound' });
  }
};

/** Pods that end or go may have been the last users. */
function claimsOfPod(_ctx: Context, change: Change): readonly string[] {
  const pod = change.object as Pod;
  const ended = change.type === 'DELETED' || isPodFinished(pod);
  if (!ended && (pod.spec?.nodeName ?? '') === '') return [];
  if (!ended && change.old !== undefined) return [];
  return (pod.spec?.volumes ?? []).flatMap(volume => {
    const name = volume.persistentVolumeClaim?.claimName ?? (volume.ephemeral === undefined ? '' : `${change.key.name}-${volume.name ?? ''}`);
    return name === '' ? [] : [`${change.key.namespace}/${name}`];
  });
}

function isClaimUsed(ctx: Context, claim: PersistentVolumeClaim): boolean {
  const name = claim.metadata?.name;
  return ctx.api.indexed<Pod>('pods', 'claim', keyOf(claim)).some(pod => (pod.spec?.nodeName ?? '') !== ''
    && (pod.spec?.volumes ?? []).some(volume => volume.persistentVolumeClaim?.claimName === name || (volume.ephemeral !== undefined && !isShutDown(pod))));
}

/** Being deleted and no container to wait for any more (podIsShutDown). */
function isShutDown(pod: Pod): boolean {
  return pod.metadata?.deletionTimestamp !== undefined && isPodFinished(pod) && pod.metadata.deletionGracePeriodSeconds === 0;
}

interface Protection<T> { readonly finalizer: string; isUsed(ctx: Context, object: T): boolean }

function protect<T extends KubeObject>(ctx: Context, resource: string, object: T, { finalizer, isUsed }: Protection<T>): SyncResult {
  const finalizers = object.metadata?.finalizers ?? [];
  const has = finalizers.includes(finalizer), going = object.metadata?.deletionTimestamp !== undefined;
  if (going !== has || (going && isUsed(ctx, object))) return undefined;
  const next = going ? finalizers.filter(name => name !== finalizer) : [...finalizers, finalizer];
  const result = ctx.api.update(resource, { ...object, metadata: { ...object.metadata, finalizers: next } });
  return result.ok || result.error.code === 404 ? undefined : { retry: result.error.message };
}
