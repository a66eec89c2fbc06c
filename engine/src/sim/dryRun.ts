import type { Node } from '../../generated/types';
import { assert } from '../core/assert';
import { clone, isObject, own, type Json, type JsonObject } from '../core/json';
import type { Millis } from '../core/time';
import { errorBody, errorText, type FieldError } from '../api/fieldError';
import type { KubeObject } from '../api/object';
import { kindRegistry, type KindRegistry } from '../api/kindRegistry';
import type { SchemaStore } from '../api/schema/schema';
import { schemasFor } from '../api/schema/schemaStore';
import type { ApiClient } from '../apiserver/client';
import { ApiServer } from '../apiserver/server';
import type { BehaviourRule } from '../kubelet/behaviour';
import type { ManifestFile } from '../manifest/document';
import { resourcesOf } from '../manifest/resources';
import { profilesOf } from '../scheduler/configuration';
import type { Profile } from '../scheduler/profile';
import type { Store } from '../store/store';
import { addNode, bootstrapCluster, installStorage } from './bootstrap';
import { clusterPresets, nodeFrom } from './clusters';
import { components, componentsWith } from './components';
import type { Component } from './component';
import { isScenario, parseScenario, type Scenario } from './scenario';
import type { AppliedDocument, WorkloadVerdict } from './timeline';
import { userComponent, type ActionOutcome, type UserAction } from './user';
import { FactCollector, verdictsOf } from './verdicts';
import { World } from './world';
import { WorldTimeline } from './worldTimeline';

/** A manifest file by its name, as the caller knows it. */
export interface DryRunFile { readonly name: string; readonly file: ManifestFile }

/** How to run; all of it optional. */
export interface DryRunOptions {
  readonly seed?: number;
  /** How far to simulate at once; 10 minutes. The timeline can go on from there. */
  readonly untilMs?: Millis;
  /** A preset's name, or nodes. Node documents among the files win over both. */
  readonly cluster?: string | readonly Node[];
  /** `1.36` */
  readonly kubernetesVersion?: string;
  /** A KubeSchedulerConfiguration as it is written; it wins over those among the files, whose profiles run side by side. Without any the default scheduler runs. */
  readonly schedulerConfiguration?: Json;
  readonly behaviours?: readonly BehaviourRule[];
  /** What a person does later, in order of time. */
  readonly actions?: readonly { readonly atMs: Millis; readonly action: UserAction }[];
  /** Where, how, what then and what is expected. A Scenario document among the files counts as this one; the options above win over it. */
  readonly scenario?: Scenario;
  /** Stop after so many entries, for a first picture; the rest follows with `timeline.runUntil`. */
  readonly maxEntries?: number;
}

/** A run of some files on a cluster. */
export interface DryRun {
  readonly timeline: WorldTimeline;
  /** The answer to each document, in the order of the files. */
  readonly applied: readonly AppliedDocument[];
  /** What has become of the workloads at the moment that the timeline shows. */
  verdicts(): readonly WorkloadVerdict[];
  /** The sentences of the scenario, and what is wrong with each; walks the whole run. */
  expectations(): readonly { readonly text: string; readonly failure?: string }[];
}

/**
 * Applies the files to a fresh cluster and simulates what follows. Namespaces and CustomResourceDefinitions come first, the
 * rest as written, which is kubectl's order for one file. Pods that name their node run already; kinds that the cluster does
 * not know are skipped; an object that is refused stops nothing.
 */
export function dryRun(files: readonly DryRunFile[], options: DryRunOptions = {}): DryRun {
  const schemas = schemasFor(options.kubernetesVersion ?? '1.36') ?? schemasFor('1.36');
  assert(schemas !== undefined, 'the schemas of Kubernetes 1.36 are part of every build');
  const all = documentsOf(files, kindRegistry(schemas));
  const documents = all.filter(document => !isScenario(document.value));
  const told = all.filter(document => isScenario(document.value)).map(document => ({ document, ...parseScenario(document.value) }));
  const scenario = options.scenario ?? told[0]?.scenario;
  const profiles = schedulerProfiles(files, options);
  const newWorld = (): World => worldOf(schemas, options.seed ?? scenario?.seed ?? 1, { ...(profiles === undefined ? {} : { profiles }) });
  const world = newWorld();
  const early = prepare(world, documents, options.cluster ?? scenario?.nodes);
  for (const document of early.later) world.inject({ atMs: 0, target: 'user', type: 'act', data: applyAction(document) });
  inject(world, options, scenario);
  const timeline = WorldTimeline.from(newWorld, world.snapshot());
  const run = new Run(timeline, all, [...early.outcomes, ...told.map(({ document, errors }) => scenarioOutcome(document, errors))], scenario);
  timeline.runUntil(options.untilMs ?? scenario?.untilMs ?? 600_000, options.maxEntries);
  timeline.seek(timeline.length);
  return run;
}

/** What happens by itself later: behaviours and actions of the options and of the scenario. */
function inject(world: World, options: DryRunOptions, scenario: Scenario | undefined): void {
  const behaviours = [...scenario?.behaviours ?? [], ...options.behaviours ?? []];
  if (behaviours.length > 0) world.inject({ atMs: 0, target: 'kubelet', type: 'behaviour', data: behaviours });
  for (const { atMs, action } of options.actions ?? []) world.inject({ atMs, target: 'user', type: 'act', data: action });
  for (const injection of scenario?.injections ?? []) world.inject(injection);
}

/** A scenario with mistakes is told like an object that the server refuses; what is right in it holds nevertheless. */
function scenarioOutcome(document: Document, errors: readonly FieldError[]): AppliedDocument {
  if (errors.length === 0) return applied(document, { result: 'configured', warnings: [] });
  const texts = errors.map(errorText);
  const message = `Scenario "${document.name}" is invalid: ${texts.length === 1 ? texts[0] ?? '' : `[${texts.join(', ')}]`}`;
  const causes = errors.map(error => ({ reason: error.type, field: error.path.toString(), message: errorBody(error) }));
  return applied(document, { result: 'refused', warnings: [], error: { code: 422, reason: 'Invalid', message, causes, errors } });
}

/** What an empty world has beyond the usual. */
export interface WorldExtras { readonly components?: readonly Component[]; readonly profiles?: readonly Profile[] }

/** An empty world of all components, with an API server of that version. */
export function worldOf(schemas: SchemaStore, seed: number, { components: extra = [], profiles }: WorldExtras = {}): World {
  const registry = kindRegistry(schemas);
  return new World({
    seed, components: [userComponent(schemas), ...profiles === undefined ? components : componentsWith(profiles), ...extra],
    api: (store, environment) => new ApiServer(store, environment, registry), ...(profiles === undefined ? {} : { schedulerProfiles: profiles })
  });
}

/** The schedulers of the options or of the files' KubeSchedulerConfigurations, one beside the other; undefined when nobody says. */
function schedulerProfiles(files: readonly DryRunFile[], { schedulerConfiguration }: DryRunOptions): readonly Profile[] | undefined {
  const written = files.flatMap(({ file }) => file.documents.flatMap(({ gvk, value }) => gvk?.kind === 'KubeSchedulerConfiguration' && gvk.group === 'kubescheduler.config.k8s.io' ? [value] : []));
  const configurations = schedulerConfiguration === undefined ? written : [schedulerConfiguration];
  if (configurations.length === 0) return undefined;
  const profiles = new Map(configurations.flatMap(profilesOf).map(profile => [profile.schedulerName, profile]));
  return [...profiles.values()];
}

interface Document { readonly file: string; readonly index: number; readonly value: JsonObject; readonly kind: string; readonly namespace: string; readonly name: string; readonly rank: number }

/** The objects of the files in the order in which they are sent. */
function documentsOf(files: readonly DryRunFile[], registry: KindRegistry): Document[] {
  const documents = files.flatMap(({ name: file, file: { documents: parsed } }) => parsed.filter(document => document.role === 'resource' || isScenario(document.value)).flatMap(document => resourcesOf(document).map(resource => {
    const kind = resource.gvk?.kind ?? '';
    const scope = registry.kind(String(own(resource.value, 'apiVersion')), kind)?.scope;
    return {
      file, index: document.index, value: resource.value, kind, namespace: scope === 'Cluster' ? '' : resource.namespace ?? 'default', name: resource.name ?? '',
      rank: kind === 'Namespace' ? 0 : kind === 'CustomResourceDefinition' ? 1 : 2
    };
  })));
  return documents.sort((a, b) => a.rank - b.rank);
}

function applyAction(document: Document): UserAction {
  return { do: 'apply', file: document.file, document: document.index, object: clone(document.value) as JsonObject };
}

/** Sets the cluster up: its nodes, and the pods of the files that run already. The other documents are applied later. */
function prepare(world: World, documents: readonly Document[], cluster: DryRunOptions['cluster']): { readonly later: readonly Document[]; readonly outcomes: readonly AppliedDocument[] } {
  const nodes = documents.filter(document => document.kind === 'Node');
  const running = documents.filter(document => document.kind === 'Pod' && nodeNameOf(document.value) !== undefined);
  const outcomes = world.perform(0, (api, store) => {
    bootstrapCluster(api, store, nodes.length > 0 ? [] : clusterNodes(cluster));
    if (nodes.length === 0 && typeof cluster !== 'object') installStorage(api);
    const made = [...nodes.map(document => register(api, store, document))];
    return [...made, ...running.map(document => place(api, document))];
  });
  return { later: documents.filter(document => !nodes.includes(document) && !running.includes(document)), outcomes };
}

function clusterNodes(cluster: DryRunOptions['cluster']): readonly Node[] {
  if (typeof cluster === 'object') return cluster;
  return (clusterPresets[cluster ?? 'default'] ?? clusterPresets['default'])?.nodes.map(nodeFrom) ?? [];
}

/** A Node document: what it leaves out is as on the nodes of the presets. */
function register(api: ApiClient, store: Store, document: Document): AppliedDocument {
  const given = document.value as unknown as Node;
  const base = nodeFrom({ name: document.name });
  const status = isObject(given.status) ? given.status : {};
  const allocatable = status.allocatable ?? status.capacity ?? base.status?.allocatable ?? {};
  const { resourceVersion: _, uid: __, ...metadata } = given.metadata ?? {};
  addNode(api, store, {
    ...given, apiVersion: 'v1', kind: 'Node', metadata: { ...metadata, name: document.name, labels: { ...base.metadata?.labels, ...metadata.labels } },
    status: { ...base.status, ...status, capacity: status.capacity ?? allocatable, allocatable }
  });
  return applied(document, { result: 'created', warnings: [] });
}

/** A pod that runs already when the story begins. */
function place(api: ApiClient, document: Document): AppliedDocument {
  const result = api.handle({ verb: 'create', resource: 'pods', namespace: document.namespace, body: withoutServerFields(document.value) });
  if (!result.ok) return applied(document, { result: 'refused', error: result.error, warnings: result.warnings });
  const pod = result.value as KubeObject;
  const status = own(document.value, 'status');
  const condition = (type: string): object => ({ type, status: 'True', lastTransitionTime: pod.metadata?.creationTimestamp });
  api.updateStatus<KubeObject>('pods', { ...pod, status: { phase: 'Running', conditions: ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(condition), ...(isObject(status) ? status : {}) } });
  return applied(document, { result: 'created', warnings: result.warnings });
}

function withoutServerFields(value: JsonObject): JsonObject {
  const { status: _, ...rest } = value;
  const metadata = own(value, 'metadata');
  if (!isObject(metadata)) return rest;
  const { uid: __, resourceVersion: ___, creationTimestamp: ____, managedFields: _____, ...kept } = metadata;
  return { ...rest, metadata: kept };
}

function nodeNameOf(value: JsonObject): string | undefined {
  const spec = own(value, 'spec');
  const name = isObject(spec) ? own(spec, 'nodeName') : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

type Answer = Pick<AppliedDocument, 'result' | 'warnings'> & Partial<Pick<AppliedDocument, 'error'>>;

function applied(document: Document, answer: Answer): AppliedDocument {
  return { file: document.file, document: document.index, kind: document.kind, namespace: document.namespace, name: document.name, ...answer };
}

class Run implements DryRun {
  private readonly facts = new FactCollector();

  constructor(readonly timeline: WorldTimeline, private readonly documents: readonly Document[], private readonly early: readonly AppliedDocument[], private readonly scenario: Scenario | undefined) {}

  get applied(): readonly AppliedDocument[] {
    const outcomes = [...this.early];
    for (const entry of this.timeline.entries(0, this.timeline.length)) {
      if (entry.component !== 'user') continue;
      for (const line of entry.trace) if (line.type === 'action') outcomes.push(...this.appliedBy(line.data as ActionOutcome));
    }
    const order = new Map(this.documents.map((document, i) => [placeOf(document.file, document.index, document.name), i]));
    return outcomes.sort((a, b) => (order.get(placeOf(a.file, a.document, a.name)) ?? 0) - (order.get(placeOf(b.file, b.document, b.name)) ?? 0));
  }

  verdicts(): readonly WorkloadVerdict[] {
    this.facts.update(from => this.timeline.entries(from, this.timeline.length));
    return verdictsOf(this.applied, this.timeline.view, this.facts);
  }

  expectations(): readonly { readonly text: string; readonly failure?: string }[] {
    const { position } = this.timeline;
    const results = (this.scenario?.expectations ?? []).map(({ text, expectation }) => {
      const failure = expectation.check(this.timeline);
      return failure === undefined ? { text } : { text, failure };
    });
    this.timeline.seek(position);
    return results;
  }

  private appliedBy(outcome: ActionOutcome): AppliedDocument[] {
    if (outcome.action.do !== 'apply') return [];
    const { file, document } = outcome.action;
    const result = outcome.result === 'done' || outcome.result === 'unchanged' ? 'configured' : outcome.result;
    return [{ file, document, kind: outcome.kind, namespace: outcome.namespace, name: outcome.name, result, warnings: outcome.warnings, ...(outcome.error === undefined ? {} : { error: outcome.error }) }];
  }
}

function placeOf(file: string, index: number, name: string): string {
  return `${file}\u0000${index}\u0000${name}`;
}

