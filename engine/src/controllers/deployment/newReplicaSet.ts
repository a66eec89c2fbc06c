import type { Deployment, ReplicaSet } from '../../../generated/types';
import { clone, equal, type Mutable } from '../../core/json';
import { controllerOf, type KubeObject } from '../../api/object';
import type { StatusError } from '../../apiserver/client';
import type { Context } from '../../sim/context';
import { controllerRef, isNamespaceTerminating } from '../podControl';
import { templateHash } from '../templateHash';
import { conditionOf, hasProgressDeadline, newCondition, setCondition } from './conditions';
import { annotation, newReplicas } from './replicas';
import { hashLabel, maxRevision, setNewAnnotations, withoutHash } from './revisions';

type Outcome = { readonly replicaSet: ReplicaSet } | { readonly retry: string };

/** The ReplicaSet of a Deployment's present template: kept up to date, or made (getNewReplicaSet, sync.go, v1.36). */
export class NewReplicaSet {
  constructor(private readonly ctx: Context, private readonly deployment: Mutable<Deployment>, private readonly old: readonly ReplicaSet[]) {}

  /** It exists: its annotations and minReadySeconds follow the Deployment, the Deployment's revision follows it. */
  refresh(existing: ReplicaSet): Outcome {
    const { ctx, deployment } = this;
    const copy = clone(existing);
    const annotated = setNewAnnotations(deployment, copy, maxRevision(this.old) + 1, 'existing');
    const minReadySeconds = deployment.spec?.minReadySeconds ?? 0;
    if (annotated || (copy.spec?.minReadySeconds ?? 0) !== minReadySeconds) {
      (copy.spec ??= {}).minReadySeconds = minReadySeconds;
      const result = ctx.api.update<ReplicaSet & KubeObject>('apps/replicasets', copy);
      return result.ok ? { replicaSet: result.value } : { retry: result.error.message };
    }
    let changed = this.setRevision(copy.metadata?.annotations?.[annotation.revision] ?? '');
    if (hasProgressDeadline(deployment) && conditionOf(deployment.status, 'Progressing') === undefined) {
      this.setProgressing('True', 'FoundNewReplicaSet', `Found new replica set "${existing.metadata?.name ?? ''}"`);
      changed = true;
    }
    return (changed ? this.writeStatus() : undefined) ?? { replicaSet: existing };
  }

  create(): Outcome {
    const { ctx, deployment } = this;
    const revision = maxRevision(this.old) + 1;
    const wanted = this.describe(revision);
    const result = ctx.api.create<ReplicaSet & KubeObject>('apps/replicasets', wanted);
    if (!result.ok && result.error.reason !== 'AlreadyExists') return this.refused(wanted, result.error);
    const replicaSet = result.ok ? result.value : this.ownWithThatName(wanted);
    if (replicaSet === undefined) return this.collided();
    const replicas = wanted.spec?.replicas ?? 0;
    if (result.ok && replicas > 0) {
      ctx.recordEvent(deployment, { type: 'Normal', reason: 'ScalingReplicaSet', message: `Scaled up replica set ${replicaSet.metadata?.name ?? ''} from 0 to ${replicas}`, source: 'deployment-controller' });
    }
    let changed = this.setRevision(String(revision));
    if (result.ok && hasProgressDeadline(deployment)) {
      this.setProgressing('True', 'NewReplicaSetCreated', `Created new replica set "${replicaSet.metadata?.name ?? ''}"`);
      changed = true;
    }
    return (changed ? this.writeStatus() : undefined) ?? { replicaSet };
  }

  private describe(revision: number): Mutable<ReplicaSet> {
    const { deployment } = this;
    const template = clone(deployment.spec?.template ?? {});
    const hash = templateHash(template, deployment.status?.collisionCount);
    const labels = { ...template.metadata?.labels, [hashLabel]: hash };
    (template.metadata ??= {}).labels = labels;
    const selector = clone(deployment.spec?.selector ?? {});
    selector.matchLabels = { ...selector.matchLabels, [hashLabel]: hash };
    const replicaSet: Mutable<ReplicaSet> = {
      apiVersion: 'apps/v1', kind: 'ReplicaSet',
      metadata: {
        name: `${(deployment.metadata?.name ?? '').slice(0, 252 - hash.length)}-${hash}`, namespace: deployment.metadata?.namespace ?? '',
        ownerReferences: [controllerRef(deployment, 'apps/v1', 'Deployment')], labels: { ...labels }
      },
      spec: { replicas: 0, minReadySeconds: deployment.spec?.minReadySeconds ?? 0, selector, template }
    };
    (replicaSet.spec ??= {}).replicas = newReplicas(deployment, this.old, 0);
    setNewAnnotations(deployment, replicaSet, revision, 'new');
    return replicaSet;
  }

  /** The name is taken: it is ours after all if we own it and the templates are equal. */
  private ownWithThatName(wanted: ReplicaSet): ReplicaSet | undefined {
    const found = this.ctx.api.get<ReplicaSet>('apps/replicasets', wanted.metadata?.namespace ?? '', wanted.metadata?.name ?? '');
    if (found === undefined || controllerOf(found)?.uid !== this.deployment.metadata?.uid) return undefined;
    return equal(withoutHash(found.spec?.template), withoutHash(this.deployment.spec?.template)) ? found : undefined;
  }

  /** Another object has the name: the next try hashes with a higher collision count. */
  private collided(): Outcome {
    const status = this.deployment.status ??= {};
    status.collisionCount = (status.collisionCount ?? 0) + 1;
    this.writeStatus();
    return { retry: 'hash collision' };
  }

  private refused(wanted: ReplicaSet, error: StatusError): Outcome {
    if (isNamespaceTerminating(error)) return { retry: error.message };
    const message = `Failed to create new replica set "${wanted.metadata?.name ?? ''}": ${error.message}`;
    if (hasProgressDeadline(this.deployment)) {
      this.setProgressing('False', 'ReplicaSetCreateError', message);
      this.writeStatus();
    }
    this.ctx.recordEvent(this.deployment, { type: 'Warning', reason: 'ReplicaSetCreateError', message, source: 'deployment-controller' });
    return { retry: error.message };
  }

  private setRevision(revision: string): boolean {
    const annotations = (this.deployment.metadata ??= {}).annotations ??= {};
    if (annotations[annotation.revision] === revision) return false;
    annotations[annotation.revision] = revision;
    return true;
  }

  private setProgressing(status: string, reason: string, message: string): void {
    setCondition(this.deployment.status ??= {}, newCondition(this.ctx.nowMs, 'Progressing', status, { reason, message }));
  }

  private writeStatus(): { readonly retry: string } | undefined {
    const result = this.ctx.api.updateStatus<Deployment & KubeObject>('apps/deployments', this.deployment);
    return result.ok ? undefined : { retry: result.error.message };
  }
}
