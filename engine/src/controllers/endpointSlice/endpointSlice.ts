import type { Endpoint, EndpointPort, EndpointSlice, Pod, Service } from '../../../generated/types';
import { labelsMatch } from '../../api/labelSelector';
import { labelsOf } from '../../api/object';
import { equal } from '../../core/json';
import { timestamp } from '../../core/timestamp';
import type { Context } from '../../sim/context';
import { labelIndexKey } from '../../store/indexes';
import type { Change } from '../../store/store';
import { keyOf, splitKey, watchOwn, type Controller, type SyncResult } from '../controller';
import { isNamespaceTerminating } from '../podControl';
import { podHasLabels, readyCondition } from '../podState';
import { addressTypesOf, endpointChanged, portMapKey } from './endpoints';
import { needsHints, withHints } from './hints';
import { endpointRows } from './rows';
import { isPlaceholder, managedBy, newSlice, reconcilePorts, type SliceChanges } from './reconcile';

const resource = 'discovery.k8s.io/endpointslices';
const triggerAnnotation = 'endpoints.kubernetes.io/last-change-trigger-time';

/** What was seen of a Service and its pods at the last sync: the times that say since when an endpoint has been changing. */
interface Seen { readonly service: string; readonly pods: Map<string, string> }
type Memory = Map<string, Seen>;

/** Lists the pods of each Service with a selector in EndpointSlices (pkg/controller/endpointslice, v1.36). */
export const endpointSliceController: Controller<Memory> = {
  name: 'endpoint-slice-controller',
  watches: [watchOwn('services'), { resource: 'pods', keysFor: keysForPod }, { resource, keysFor: keysForSlice }],
  initialMemory: () => new Map(),
  sync
};

function keysForPod(ctx: Context, change: Change): readonly string[] {
  const pod = change.object as Pod;
  const old = change.type === 'MODIFIED' ? change.old as Pod | undefined : undefined;
  const relabelled = old !== undefined && !equal(old.metadata?.labels, pod.metadata?.labels);
  if (old !== undefined && !relabelled && !endpointChanged(old, pod)) return [];
  const keys = new Set<string>();
  for (const service of ctx.api.list<Service>('services', change.key.namespace)) {
    const selector = service.spec?.selector;
    if (selector === undefined || Object.keys(selector).length === 0) continue;
    if (labelsMatch(selector, labelsOf(pod)) || (old !== undefined && relabelled && labelsMatch(selector, labelsOf(old)))) keys.add(keyOf(service));
  }
  return [...keys];
}

/** A slice that somebody else took away is made again. */
function keysForSlice(_ctx: Context, change: Change): readonly string[] {
  const labels = labelsOf(change.object);
  const service = labels['kubernetes.io/service-name'] ?? '';
  return change.type === 'DELETED' && labels['endpointslice.kubernetes.io/managed-by'] === managedBy ? [`${change.key.namespace}/${service}`] : [];
}

function sync(ctx: Context, key: string, memory: Memory): SyncResult {
  const { namespace, name } = splitKey(key);
  const service = ctx.api.get<Service>('services', namespace, name);
  if (service === undefined) {
    memory.delete(key);
    return undefined;
  }
  const { selector, type } = service.spec ?? {};
  if (type === 'ExternalName' || selector === undefined || Object.keys(selector).length === 0) return undefined;
  const pods = selectedPods(ctx, namespace, selector);
  const slices = ctx.api.list<EndpointSlice>(resource, namespace).filter(slice => {
    const labels = labelsOf(slice);
    return labels['kubernetes.io/service-name'] === name && labels['endpointslice.kubernetes.io/managed-by'] === managedBy && slice.metadata?.deletionTimestamp === undefined;
  });
  const trigger = triggerTime(key, service, pods, memory);
  const failed = new Reconciler(ctx, service, pods, trigger).run(slices);
  if (failed === undefined) return undefined;
  ctx.recordEvent(service, { type: 'Warning', reason: 'FailedToUpdateEndpointSlices', message: `Error updating Endpoint Slices for Service ${namespace}/${name}: ${failed}`, source: 'endpoint-slice-controller' });
  return { retry: failed };
}

/** The pods with all these labels, found by the rarest of them. */
function selectedPods(ctx: Context, namespace: string, selector: Readonly<Record<string, string>>): readonly Pod[] {
  let fewest: readonly Pod[] | undefined;
  const wanted = Object.entries(selector);
  for (const [key, value] of wanted) {
    const pods = ctx.api.indexed<Pod>('pods', 'label', labelIndexKey(namespace, key, value));
    if (fewest === undefined || pods.length < fewest.length) fewest = pods;
  }
  return wanted.length === 1 ? fewest ?? [] : (fewest ?? []).filter(pod => podHasLabels(pod, selector));
}

class Reconciler {
  private readonly problems: string[] = [];

  constructor(private readonly ctx: Context, private readonly service: Service, private readonly pods: readonly Pod[], private readonly trigger: string | undefined) {}

  run(slices: readonly EndpointSlice[]): string | undefined {
    const types = addressTypesOf(this.service);
    for (const type of types) this.reconcileType(type, slices.filter(slice => slice.addressType === type));
    for (const slice of slices) if (!types.includes(slice.addressType ?? '')) this.remove(slice);
    return this.problems.length === 0 ? undefined : this.problems.length === 1 ? this.problems[0] : `[${this.problems.join(', ')}]`;
  }

  private reconcileType(addressType: string, existing: readonly EndpointSlice[]): void {
    const desired = this.desired(addressType);
    const owned = existing.filter(slice => this.isOwned(slice));
    const changes: SliceChanges = { create: [], update: [], remove: existing.filter(slice => !this.isOwned(slice)) };
    for (const [ports, group] of desired) {
      const { create, update, remove } = reconcilePorts(this.service, owned.filter(slice => portMapKey(slice.ports ?? []) === ports), { ...group, addressType });
      changes.create.push(...create);
      changes.update.push(...update);
      changes.remove.push(...remove);
    }
    changes.remove.push(...owned.filter(slice => !desired.has(portMapKey(slice.ports ?? []))));
    this.addPlaceholder(existing, changes, addressType);
    const touched = new Set([...changes.update, ...changes.remove].map(slice => slice.metadata?.name));
    changes.update.push(...owned.filter(slice => !touched.has(slice.metadata?.name) && needsHints(slice, this.service)));
    this.finalize(changes);
  }

  private desired(addressType: string): Map<string, { ports: readonly EndpointPort[]; endpoints: Endpoint[] }> {
    const groups = new Map<string, { ports: readonly EndpointPort[]; endpoints: Endpoint[] }>();
    const rows = endpointRows(this.ctx, this.service, this.pods, addressType);
    let last: { readonly key: string; readonly endpoints: Endpoint[] } | undefined;
    for (const [i, row] of rows.entries()) {
      if (row === undefined) continue;
      if (row.key !== last?.key) {
        const group = groups.get(row.key) ?? { ports: row.ports, endpoints: [] };
        groups.set(row.key, group);
        last = { key: row.key, endpoints: group.endpoints };
      }
      if (row.endpoint === undefined) this.skipped(this.pods[i]);
      else if ((row.endpoint.addresses ?? []).length > 0) last.endpoints.push(row.endpoint);
    }
    return groups;
  }

  private skipped(pod: Pod | undefined): void {
    const { namespace = '', name = '' } = this.service.metadata ?? {};
    this.problems.push(`skipping Pod ${pod?.metadata?.name ?? ''} for Service ${namespace}/${name}: Node ${pod?.spec?.nodeName ?? ''} Not Found`);
  }

  /** A Service with nothing behind it still has one empty slice. */
  private addPlaceholder(existing: readonly EndpointSlice[], changes: SliceChanges, addressType: string): void {
    if (existing.length !== changes.remove.length || changes.create.length > 0) return;
    const [only] = changes.remove;
    if (changes.remove.length === 1 && only !== undefined && isPlaceholder(only, this.service)) changes.remove = [];
    else changes.create.push(newSlice(this.service, { addressType, ports: [] }));
  }

  /** Slices that would be deleted take over the content of those that would be created (finalize). */
  private finalize(changes: SliceChanges): void {
    const remove: EndpointSlice[] = [];
    for (const slice of changes.remove) {
      const next = this.isOwned(slice) ? changes.create.pop() : undefined;
      if (next === undefined) remove.push(slice);
      else changes.update.push({ ...next, metadata: { ...next.metadata, name: slice.metadata?.name ?? '' } });
    }
    if (this.service.metadata?.deletionTimestamp === undefined) {
      for (const slice of changes.create) {
        const result = this.ctx.api.create<EndpointSlice>(resource, this.finished(slice));
        if (!result.ok && isNamespaceTerminating(result.error)) return;
        if (!result.ok) this.problems.push(`failed to create EndpointSlice for Service ${keyOf(this.service)}: ${result.error.message}`);
      }
    }
    for (const slice of changes.update) {
      const result = this.ctx.api.update<EndpointSlice>(resource, this.finished(slice));
      if (!result.ok) this.problems.push(`failed to update ${slice.metadata?.name ?? ''} EndpointSlice for Service ${keyOf(this.service)}: ${result.error.message}`);
    }
    for (const slice of remove) this.remove(slice);
  }

  private finished(slice: EndpointSlice): EndpointSlice {
    const { [triggerAnnotation]: _, ...annotations } = slice.metadata?.annotations ?? {};
    const next = this.trigger === undefined ? annotations : { ...annotations, [triggerAnnotation]: this.trigger };
    const { annotations: __, ...metadata } = slice.metadata ?? {};
    return withHints({ ...slice, metadata: Object.keys(next).length === 0 ? metadata : { ...metadata, annotations: next } }, this.service);
  }

  private remove(slice: EndpointSlice): void {
    const result = this.ctx.api.delete(resource, slice.metadata?.namespace ?? '', slice.metadata?.name ?? '');
    if (!result.ok && result.error.code !== 404) this.problems.push(`failed to delete ${slice.metadata?.name ?? ''} EndpointSlice for Service ${keyOf(this.service)}: ${result.error.message}`);
  }

  private isOwned(slice: EndpointSlice): boolean {
    return (slice.metadata?.ownerReferences ?? []).some(owner => owner.uid === this.service.metadata?.uid && owner.kind === 'Service' && owner.apiVersion === 'v1');
  }
}

/** Since when this change has been under way: the earliest of the times that are new (trigger_time_tracker.go, v1.36); undefined when none is. */
function triggerTime(key: string, service: Service, pods: readonly Pod[], memory: Memory): string | undefined {
  const seen = memory.get(key);
  const created = service.metadata?.creationTimestamp ?? timestamp(0);
  const times = seen?.pods ?? new Map<string, string>();
  let earliest: string | undefined;
  let counted = 0;
  for (const pod of pods) {
    const name = pod.metadata?.name ?? '';
    const at = readyCondition(pod)?.lastTransitionTime;
    if (at === undefined) continue;
    counted++;
    const before = times.get(name);
    if (before === at) continue;
    times.set(name, at);
    if (at > (before ?? '') && (earliest === undefined || at < earliest)) earliest = at;
  }
  if (times.size > counted) forgetOthers(times, pods);
  if (seen?.service !== created) memory.set(key, { service: created, pods: times });
  if (seen === undefined) return created;
  return created > seen.service && (earliest === undefined || created < earliest) ? created : earliest;
}

function forgetOthers(times: Map<string, string>, pods: readonly Pod[]): void {
  const present = new Set(pods.flatMap(pod => readyCondition(pod)?.lastTransitionTime === undefined ? [] : [pod.metadata?.name ?? '']));
  for (const name of [...times.keys()]) if (!present.has(name)) times.delete(name);
}
