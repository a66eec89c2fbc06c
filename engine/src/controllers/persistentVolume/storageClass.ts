import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../../generated/types';
import { own } from '../../core/json';
import type { Context } from '../../sim/context';

const betaClassAnnotation = 'volume.beta.kubernetes.io/storage-class';
const defaultAnnotations = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];

/** The class that a claim or a volume names, by the old annotation first; empty where it names none. */
export function classNameOf(object: PersistentVolumeClaim | PersistentVolume): string {
  const old = own(object.metadata?.annotations ?? {}, betaClassAnnotation);
  return typeof old === 'string' ? old : object.spec?.storageClassName ?? '';
}

/** Whether the claim says anything about its class: an empty name is an answer too. */
export function namesClass(claim: PersistentVolumeClaim): boolean {
  return own(claim.metadata?.annotations ?? {}, betaClassAnnotation) !== undefined || claim.spec?.storageClassName !== undefined;
}

export function classOf(ctx: Context, claim: PersistentVolumeClaim): StorageClass | undefined {
  return ctx.api.get<StorageClass>('storage.k8s.io/storageclasses', '', classNameOf(claim));
}

/** The youngest class that is marked as the default, by name among equals (pkg/volume/util/storageclass.go, v1.36). */
export function defaultClass(ctx: Context): StorageClass | undefined {
  const marked = ctx.api.list<StorageClass>('storage.k8s.io/storageclasses').filter(({ metadata }) => defaultAnnotations.some(name => own(metadata?.annotations ?? {}, name) === 'true'));
  return marked.reduce<StorageClass | undefined>((best, item) => best === undefined || createdAt(item) > createdAt(best) ? item : best, undefined);
}

function createdAt(item: StorageClass): string {
  return item.metadata?.creationTimestamp ?? '';
}

/** Whether claims of that class wait for a pod before they are bound. */
export function waitsForConsumer(ctx: Context, claim: PersistentVolumeClaim): boolean {
  return classNameOf(claim) !== '' && classOf(ctx, claim)?.volumeBindingMode === 'WaitForFirstConsumer';
}
