import type { Node, PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../../generated/types';
import { own } from '../../core/json';
import type { Millis } from '../../core/time';
import type { Context } from '../../sim/context';
import type { Change } from '../../store/store';
import { keyOf, splitKey, type Controller, type SyncResult } from '../controller';
import { annotationOf, dynamicallyProvisioned, selectedNode, storageProvisioner } from '../persistentVolume/annotations';
import { classNameOf, classOf } from '../persistentVolume/storageClass';
import { driverDelayMs, driverName } from './driver';

const claims = 'persistentvolumeclaims', volumes = 'persistentvolumes';
const finalizer = 'external-provisioner.volume.kubernetes.io/finalizer';
const zoneLabel = 'topology.kubernetes.io/zone';
const claimPrefix = 'claim|', volumePrefix = 'volume|';

/** When the driver will be done with a claim or a volume. */
type Underway = Map<string, Millis>;

/** Makes a volume for each claim that the binder leaves to the driver, and deletes those that are released. */
export const provisioner: Controller<Underway> = {
  name: `${driverName}_csi-provisioner`,
  watches: [{ resource: claims, keysFor: keysForClaim }, { resource: volumes, keysFor: keysForVolume }],
  initialMemory: () => new Map(),
  sync: (ctx, key, underway) => key.startsWith(claimPrefix) ? provide(ctx, key, underway) : erase(ctx, key, underway)
};

function keysForClaim(ctx: Context, change: Change): readonly string[] {
  return change.type !== 'DELETED' && wantsVolume(ctx, change.object) ? [`${claimPrefix}${keyOf(change.object)}`] : [];
}

function keysForVolume(_ctx: Context, change: Change): readonly string[] {
  return change.type !== 'DELETED' && isReleased(change.object) ? [`${volumePrefix}/${change.key.name}`] : [];
}

/** The binder has named the driver; where the class waits for a pod, the scheduler has named the node. */
function wantsVolume(ctx: Context, claim: PersistentVolumeClaim): boolean {
  if (annotationOf(claim, storageProvisioner) !== driverName || (claim.spec?.volumeName ?? '') !== '' || claim.metadata?.deletionTimestamp !== undefined) return false;
  return annotationOf(claim, selectedNode) !== undefined || classOf(ctx, claim)?.volumeBindingMode !== 'WaitForFirstConsumer';
}

function isReleased(volume: PersistentVolume): boolean {
  return volume.status?.phase === 'Released' && volume.spec?.persistentVolumeReclaimPolicy === 'Delete' && annotationOf(volume, dynamicallyProvisioned) === driverName;
}

function provide(ctx: Context, key: string, underway: Underway): SyncResult {
  const { namespace, name } = splitKey(key.slice(claimPrefix.length));
  const claim = ctx.api.get<PersistentVolumeClaim>(claims, namespace, name);
  const storageClass = claim === undefined ? undefined : classOf(ctx, claim);
  if (claim === undefined || storageClass === undefined || !wantsVolume(ctx, claim)) {
    underway.delete(key);
    return undefined;
  }
  const volume = volumeFor(ctx, claim, storageClass);
  const volumeName = volume.metadata?.name ?? '';
  if (ctx.api.get(volumes, '', volumeName) !== undefined) return undefined;
  if (!underway.has(key)) ctx.recordEvent(claim, { type: 'Normal', reason: 'Provisioning', message: `External provisioner is provisioning volume for claim "${namespace}/${name}"`, source: provisioner.name });
  const wait = remaining(ctx, key, underway);
  if (wait > 0) return { requeueAfterMs: wait };
  const result = ctx.api.create(volumes, volume);
  if (!result.ok) return { retry: result.error.message };
  underway.delete(key);
  ctx.recordEvent(claim, { type: 'Normal', reason: 'ProvisioningSucceeded', message: `Successfully provisioned volume ${volumeName}`, source: provisioner.name });
  return undefined;
}

function erase(ctx: Context, key: string, underway: Underway): SyncResult {
  const { name } = splitKey(key.slice(volumePrefix.length));
  const volume = ctx.api.get<PersistentVolume>(volumes, '', name);
  if (volume === undefined || !isReleased(volume)) return undefined;
  const wait = remaining(ctx, key, underway);
  if (wait > 0) return { requeueAfterMs: wait };
  underway.delete(key);
  ctx.api.delete(volumes, '', name);
  const left = ctx.api.get<PersistentVolume>(volumes, '', name);
  if (left === undefined) return undefined;
  const result = ctx.api.update(volumes, { ...left, metadata: { ...left.metadata, finalizers: (left.metadata?.finalizers ?? []).filter(other => other !== finalizer) } });
  return result.ok || result.error.code === 404 ? undefined : { retry: result.error.message };
}

/** How long the driver still needs; the first to ask has it begin. */
function remaining(ctx: Context, key: string, underway: Underway): Millis {
  const doneMs = underway.get(key) ?? ctx.nowMs + driverDelayMs;
  underway.set(key, doneMs);
  return doneMs - ctx.nowMs;
}

function volumeFor(ctx: Context, claim: PersistentVolumeClaim, storageClass: StorageClass): PersistentVolume {
  const { namespace = '', name = '', uid = '', resourceVersion = '' } = claim.metadata ?? {};
  const { accessModes = [], volumeMode = 'Filesystem', resources } = claim.spec ?? {};
  const volumeName = `pvc-${uid}`;
  const zone = zoneFor(ctx, claim);
  return {
    apiVersion: 'v1', kind: 'PersistentVolume',
    metadata: { name: volumeName, annotations: { [dynamicallyProvisioned]: driverName }, finalizers: [finalizer] },
    spec: {
      accessModes, volumeMode, storageClassName: classNameOf(claim), persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      capacity: { storage: resources?.requests?.['storage'] ?? '0' },
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid, resourceVersion },
      csi: { driver: driverName, volumeHandle: volumeName, ...(volumeMode === 'Filesystem' ? { fsType: 'ext4' } : {}) },
      ...(storageClass.mountOptions === undefined ? {} : { mountOptions: storageClass.mountOptions }),
      ...(zone === undefined ? {} : { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: zoneLabel, operator: 'In', values: [zone] }] }] } } })
    }
  };
}

function zoneFor(ctx: Context, claim: PersistentVolumeClaim): string | undefined {
  const node = ctx.api.get<Node>('nodes', '', annotationOf(claim, selectedNode) ?? '');
  const zone = own(node?.metadata?.labels ?? {}, zoneLabel);
  return typeof zone === 'string' ? zone : undefined;
}
