import { epochMs, type KubeObject, type WorldView } from '../../../engine/src/index';
import type { MomentModel, PodModel, SentenceModel, WorkloadModel } from '../../src/model/moment';
import { textAt } from '../read';
import { nodeModels } from './nodes';
import type { Origins } from './origins';
import { topOwner } from './owners';
import { notReadyReason, podState } from './podState';
import { podStatus } from './podStatus';
import { requestsOf, type Requests } from './requests';

/** What stays the same through all moments of a run: where things come from, and the number that gives a workload its colour. */
export interface Naming { readonly origins: Origins; readonly colours: Map<string, number> }

/** The picture of the cluster at the moment at which the world stands. */
export function momentModel(world: WorldView, moment: number, sentence: SentenceModel, naming: Naming): MomentModel {
  const { origins } = naming;
  const workloads = new WorkloadTable(world, naming);
  const requested = new Map<string, Requests>();
  const pods = world.list('pods').map(pod => {
    const model = podModel(pod, workloads, origins);
    // A pod that has ended holds nothing any more, though it still names its node.
    if (model.node !== undefined && textAt(pod, 'status', 'phase') !== 'Succeeded' && textAt(pod, 'status', 'phase') !== 'Failed') {
      const sum = requested.get(model.node);
      requested.set(model.node, { cpuMillis: model.cpuMillis + (sum?.cpuMillis ?? 0), memoryBytes: model.memoryBytes + (sum?.memoryBytes ?? 0) });
    }
    return model;
  });
  return { moment, atMs: world.nowMs, sentence, nodes: nodeModels(world.list('nodes'), requested), pods, workloads: workloads.list };
}

function podModel(pod: KubeObject, workloads: WorkloadTable, origins: Origins): PodModel {
  const node = textAt(pod, 'spec', 'nodeName');
  const { status, readyContainers, containers, restarts } = podStatus(pod);
  const state = podState(pod);
  const workload = workloads.indexOf(pod);
  const namespace = pod.metadata?.namespace ?? '', name = pod.metadata?.name ?? '';
  const origin = workloads.list[workload]?.origin ?? origins.find('Pod', namespace, name);
  const reason = state === 'ready' || state === 'succeeded' ? undefined : notReadyReason(pod);
  return {
    uid: pod.metadata?.uid ?? `${namespace}/${name}`, namespace, name, ...(node === '' ? {} : { node }),
    state, status: status || 'Pending', ready: `${readyContainers}/${containers}`, restarts, createdMs: virtualMs(pod.metadata?.creationTimestamp),
    ...requestsOf(pod), workload, ...(origin === undefined ? {} : { origin }), ...(reason === undefined ? {} : { reason })
  };
}

/** A timestamp of the cluster as virtual time; 0 for what is none. */
export function virtualMs(timestamp: string | undefined): number {
  const parsed = timestamp === undefined ? NaN : Date.parse(timestamp);
  return Number.isFinite(parsed) ? parsed - epochMs : 0;
}

/** The workloads whose pods are there; a chain of owners is walked once for each direct owner. */
class WorkloadTable {
  readonly list: WorkloadModel[] = [];
  private readonly byOwner = new Map<string, number>();
  private readonly byName = new Map<string, number>();

  constructor(private readonly world: WorldView, private readonly naming: Naming) {}

  indexOf(pod: KubeObject): number {
    const direct = pod.metadata?.ownerReferences?.find(reference => reference.controller === true)?.uid;
    const known = direct === undefined ? undefined : this.byOwner.get(direct);
    if (known !== undefined) return known;
    const owner = topOwner(pod, 'Pod', (resource, namespace, name) => this.world.get(resource, namespace, name));
    const key = `${owner.kind}\n${owner.namespace}\n${owner.name}`;
    let index = this.byName.get(key);
    if (index === undefined) {
      const origin = this.naming.origins.find(owner.kind, owner.namespace, owner.name);
      const colour = this.naming.colours.get(key) ?? this.naming.colours.size;
      this.naming.colours.set(key, colour);
      index = this.list.push({ ...owner, colour, ...(origin === undefined ? {} : { origin }) }) - 1;
      this.byName.set(key, index);
    }
    if (direct !== undefined) this.byOwner.set(direct, index);
    return index;
  }
}
