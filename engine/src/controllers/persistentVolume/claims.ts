import type { PersistentVolume, PersistentVolumeClaim, Pod } from '../../../generated/types';
import { compareText } from '../../core/order';
import type { Context } from '../../sim/context';
import { isPodFinished } from '../podState';
import { annotated, annotationOf, betaStorageProvisioner, bindCompleted, boundByController, selectedNode, storageProvisioner } from './annotations';
import { findVolume, isPromisedTo, mismatchOf } from './matching';
import { classNameOf, classOf, defaultClass, namesClass, waitsForConsumer } from './storageClass';
import { bind, claimsResource, Refused, setClaimPhase, source, volumesResource, written } from './writes';

/** What a claim's sync came to; `waits` has it looked at again before long. */
export type ClaimOutcome = Refused | 'waits' | undefined;

/** One round of a claim: towards a volume, or, once it has one, keeping it (syncClaim, pv_controller.go, v1.36). */
export function syncClaim(ctx: Context, claim: PersistentVolumeClaim): ClaimOutcome {
  if (annotationOf(claim, bindCompleted) !== undefined) return syncBound(ctx, claim);
  const wanted = claim.spec?.volumeName ?? '';
  return wanted === '' ? seekVolume(ctx, claim) : seekNamed(ctx, claim, wanted);
}

function seekVolume(ctx: Context, claim: PersistentVolumeClaim): ClaimOutcome {
  const delayed = waitsForConsumer(ctx, claim);
  const volume = findVolume(ctx.api.list<PersistentVolume>(volumesResource), claim, delayed ? 'delayed' : 'immediate');
  if (volume !== undefined) return bind(ctx, volume, claim);
  const byDefault = namesClass(claim) ? undefined : defaultClass(ctx);
  if (byDefault !== undefined) return refusalOf(written(ctx.api.update(claimsResource, { ...claim, spec: { ...claim.spec, storageClassName: byDefault.metadata?.name ?? '' } })));
  if (delayed && annotationOf(claim, selectedNode) === undefined) tellWaiting(ctx, claim);
  else if (classNameOf(claim) !== '') return provision(ctx, claim);
  else tell(ctx, claim, { type: 'Normal', reason: 'FailedBinding', message: 'no persistent volumes available for this claim and no storage class is set' });
  return pending(ctx, claim);
}

function seekNamed(ctx: Context, claim: PersistentVolumeClaim, name: string): ClaimOutcome {
  const volume = ctx.api.get<PersistentVolume>(volumesResource, '', name);
  if (volume === undefined) return pending(ctx, claim);
  if (volume.spec?.claimRef === undefined) {
    const mismatch = mismatchOf(volume, claim);
    if (mismatch === undefined) return bind(ctx, volume, claim);
    tell(ctx, claim, { type: 'Warning', reason: 'VolumeMismatch', message: `Cannot bind to requested volume "${name}": ${mismatch}` });
    return pending(ctx, claim);
  }
  if (isPromisedTo(volume, claim)) return bind(ctx, volume, claim);
  tell(ctx, claim, { type: 'Warning', reason: 'FailedBinding', message: `volume "${name}" already bound to a different claim.` });
  return annotationOf(claim, boundByController) === undefined ? pending(ctx, claim) : 'waits';
}

function syncBound(ctx: Context, claim: PersistentVolumeClaim): ClaimOutcome {
  const name = claim.spec?.volumeName ?? '';
  if (name === '') return lose(ctx, claim, 'ClaimLost', 'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!');
  const volume = ctx.api.get<PersistentVolume>(volumesResource, '', name);
  if (volume === undefined) return lose(ctx, claim, 'ClaimLost', 'Bound claim has lost its PersistentVolume. Data on the volume is lost!');
  const holder = volume.spec?.claimRef;
  if (holder === undefined || holder.uid === claim.metadata?.uid) return bind(ctx, volume, claim);
  return lose(ctx, claim, 'ClaimMisbound', 'Two claims are bound to the same volume, this one is bound incorrectly');
}

function lose(ctx: Context, claim: PersistentVolumeClaim, reason: string, message: string): ClaimOutcome {
  if (claim.status?.phase === 'Lost') return undefined;
  const lost = setClaimPhase(ctx, claim, 'Lost');
  if (lost instanceof Refused) return lost;
  tell(ctx, lost, { type: 'Warning', reason, message });
  return undefined;
}

/** Leaves the making of a volume to the class's provisioner; the ones that were built in are gone (provisionClaim). */
function provision(ctx: Context, claim: PersistentVolumeClaim): ClaimOutcome {
  const name = classNameOf(claim);
  const provisioner = classOf(ctx, claim)?.provisioner;
  if (provisioner === undefined) {
    tell(ctx, claim, { type: 'Warning', reason: 'ProvisioningFailed', message: `storageclass.storage.k8s.io "${name}" not found` });
    return 'waits';
  }
  const migrated = migratedProvisioners.get(provisioner) ?? provisioner;
  if (migrated.startsWith('kubernetes.io/')) {
    tell(ctx, claim, { type: 'Warning', reason: 'ProvisioningFailed', message: `no volume plugin matched name: ${provisioner}` });
    return 'waits';
  }
  const known = annotationOf(claim, storageProvisioner) === migrated;
  const told = known ? claim : written(ctx.api.update(claimsResource, annotated(claim, { [betaStorageProvisioner]: migrated, [storageProvisioner]: migrated })));
  if (told instanceof Refused) return told;
  tell(ctx, told, { type: 'Normal', reason: 'ExternalProvisioning', message: `Waiting for a volume to be created either by the external provisioner '${migrated}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.` });
  return 'waits';
}

/** Drivers that took over from code that was part of Kubernetes (csi-translation-lib/plugins, v1.36). */
const migratedProvisioners: ReadonlyMap<string, string> = new Map([
  ['kubernetes.io/aws-ebs', 'ebs.csi.aws.com'], ['kubernetes.io/gce-pd', 'pd.csi.storage.gke.io'], ['kubernetes.io/azure-disk', 'disk.csi.azure.com'],
  ['kubernetes.io/azure-file', 'file.csi.azure.com'], ['kubernetes.io/cinder', 'cinder.csi.openstack.org'], ['kubernetes.io/vsphere-volume', 'csi.vsphere.vmware.com'],
  ['kubernetes.io/portworx-volume', 'pxd.portworx.com']
]);

function tellWaiting(ctx: Context, claim: PersistentVolumeClaim): void {
  const { namespace = '', name = '' } = claim.metadata ?? {};
  const pods = ctx.api.indexed<Pod>('pods', 'claim', `${namespace}/${name}`).filter(pod => !isPodFinished(pod) && (pod.spec?.nodeName ?? '') === '').map(pod => pod.metadata?.name ?? '').sort(compareText);
  if (pods.length === 0) tell(ctx, claim, { type: 'Normal', reason: 'WaitForFirstConsumer', message: 'waiting for first consumer to be created before binding' });
  else tell(ctx, claim, { type: 'Normal', reason: 'WaitForPodScheduled', message: `waiting for ${pods.length > 1 ? 'pods' : 'pod'} ${pods.join(',')} to be scheduled` });
}

function pending(ctx: Context, claim: PersistentVolumeClaim): ClaimOutcome {
  const result = setClaimPhase(ctx, claim, 'Pending');
  return result instanceof Refused ? result : 'waits';
}

function refusalOf(result: PersistentVolumeClaim | Refused): Refused | undefined {
  return result instanceof Refused ? result : undefined;
}

interface Said { readonly type: 'Normal' | 'Warning'; readonly reason: string; readonly message: string }

function tell(ctx: Context, claim: PersistentVolumeClaim, said: Said): void {
  ctx.recordEvent(claim, { ...said, source });
}
