import { compareText } from '../core/order';
import type { Cluster } from './cluster';
import type { CycleState } from './cycleState';
import type { Handle, NodeRejections, Plugin, PluginFactory, PostFilterResult, QueuedPod } from './framework';
import type { NodeInfo } from './nodeInfo';
import type { Nominator } from './nominator';
import type { PodInfo } from './podInfo';
import { perPod } from './perPod';
import type { ExtensionPoint, Profile } from './profile';
import { FilterResult, RejectionTable, type Rejection } from './rejections';
import { failed, isRejected, statusMessage, unresolvable, unschedulable, type Status } from './status';

/** What came of the preFilter plugins. */
export interface PreFilterOutcome {
  readonly refusal?: Rejection;
  /** The only nodes to look at; undefined for all. */
  readonly nodeNames?: ReadonlySet<string>;
  readonly pluginsWithNodes: readonly string[];
}

/** One plugin's scores after normalizing and weighting, in the order of the nodes that fit. */
export interface PluginScores { readonly plugin: string; readonly scores: Float64Array }

/** Runs the plugins of one profile, in order (pkg/scheduler/framework/runtime/framework.go, v1.36), and records what each said. */
export class Framework implements Handle {
  readonly rejections = new RejectionTable();
  private readonly plugins: ReadonlyMap<string, Plugin>;
  private readonly byPoint = new Map<ExtensionPoint, readonly Plugin[]>();
  private readonly filters: readonly Plugin[];
  /** The leading filters that depend on the node and the pod's signature only. */
  private readonly sharedFilters: readonly Plugin[];
  private readonly signatures = perPod(pod => new Map([...this.plugins.values()].map(plugin => [plugin.name, plugin.sign?.(pod) ?? ''])));

  constructor(readonly profile: Profile, readonly cluster: Cluster, readonly nominator: Nominator, factories: readonly PluginFactory[]) {
    const wanted = new Set(Object.values(profile.points).flat());
    this.plugins = new Map(factories.filter(factory => wanted.has(factory.name)).map(factory => [factory.name, factory.create(profile.args[factory.name], this)]));
    this.filters = this.at('filter');
    const firstOwn = this.filters.findIndex(plugin => plugin.sign === undefined);
    this.sharedFilters = firstOwn < 0 ? this.filters : this.filters.slice(0, firstOwn);
  }

  /** Every plugin of the profile. */
  get all(): readonly Plugin[] {
    return [...this.plugins.values()];
  }

  /** The profile's plugins at an extension point, in the order in which they run. */
  at(point: ExtensionPoint): readonly Plugin[] {
    let plugins = this.byPoint.get(point);
    if (plugins === undefined) {
      plugins = (this.profile.points[point] ?? []).flatMap(name => this.plugins.get(name) ?? [])
        .filter(plugin => plugin[point] !== undefined || (point === 'score' && plugin.scoreAll !== undefined));
      this.byPoint.set(point, plugins);
    }
    return plugins;
  }

  /** Who keeps the pod out of the queue, if anyone. */
  preEnqueue(pod: PodInfo): Rejection | undefined {
    for (const plugin of this.at('preEnqueue')) {
      const status = plugin.preEnqueue?.(pod);
      if (status !== undefined) return { plugin: plugin.name, status };
    }
    return undefined;
  }

  queueSort(a: QueuedPod, b: QueuedPod): number {
    return this.at('queueSort')[0]?.queueSort?.(a, b) ?? compareText(a.key, b.key);
  }

  preFilter(state: CycleState, pod: PodInfo): PreFilterOutcome {
    let nodeNames: ReadonlySet<string> | undefined;
    let refusal: Rejection | undefined;
    const pluginsWithNodes: string[] = [];
    for (const plugin of this.at('preFilter')) {
      const result = plugin.preFilter?.(state, pod);
      const status = result?.status;
      if (status?.code === 'Skip') { state.skippedFilters.add(plugin.name); continue; }
      if (status?.code === 'Unschedulable') { refusal = { plugin: plugin.name, status }; continue; }
      if (status?.code === 'UnschedulableAndUnresolvable') return { refusal: { plugin: plugin.name, status }, pluginsWithNodes: [] };
      if (status !== undefined) {
        const error = failed(`running PreFilter plugin "${plugin.name}": ${statusMessage(status)}`);
        return { refusal: { plugin: plugin.name, status: error }, pluginsWithNodes: [] };
      }
      if (result?.nodeNames === undefined) continue;
      pluginsWithNodes.push(plugin.name);
      nodeNames = intersect(nodeNames, result.nodeNames);
      if (nodeNames.size === 0) return { refusal: { plugin: '', status: noNodesLeft(pluginsWithNodes) }, pluginsWithNodes };
    }
    pluginsWithNodes.sort(compareText);
    return { pluginsWithNodes, ...(refusal === undefined ? {} : { refusal }), ...(nodeNames === undefined ? {} : { nodeNames }) };
  }

  /** All filters on all nodes (or on those named). An error of any breaks the attempt off. */
  filterNodes(state: CycleState, pod: PodInfo, preFilter: PreFilterOutcome): FilterResult | { readonly error: string } {
    const { nodes } = this.cluster;
    const { nodeNames, pluginsWithNodes } = preFilter;
    const rest = this.filters.slice(this.sharedFilters.length).filter(plugin => !state.skippedFilters.has(plugin.name));
    const numbers = this.sharedFilterNumbers(state, pod);
    const hasNominated = !this.nominator.isEmpty;
    if (nodeNames !== undefined || rest.length > 0 || hasNominated) {
      for (let i = 0; i < nodes.length; i++) {
        const node = nodes[i];
        if (node === undefined) continue;
        if (nodeNames !== undefined && !nodeNames.has(node.name)) { numbers[i] = -1; continue; }
        const number = hasNominated && this.nominator.podsFor(node.name).length > 0
          ? this.numberOf(this.filterWithNominated(state, pod, node))
          : numbers[i] === 0 && rest.length > 0 ? this.numberOf(runFilters(rest, state, pod, node)) : numbers[i] ?? 0;
        numbers[i] = number;
        const rejection = this.rejections.entry(number);
        if (rejection?.status.code === 'Error') return { error: `running "${rejection.plugin}" filter plugin: ${statusMessage(rejection.status)}` };
      }
    }
    const absent = nodeNames === undefined ? undefined
      : { plugin: pluginsWithNodes[0] ?? '', status: unresolvable(`node(s) didn't satisfy plugin(s) [${pluginsWithNodes.join(' ')}]`) };
    return new FilterResult(this.cluster, this.rejections, numbers, absent);
  }

  filterNode(state: CycleState, pod: PodInfo, node: NodeInfo): Status | undefined {
    return this.filterWithNominated(state, pod, node)?.status;
  }

  /** Every filter's refusal of a node, not only the first: what stands in the pod's way there. */
  allRejections(state: CycleState, pod: PodInfo, node: NodeInfo): Rejection[] {
    return this.filters.filter(plugin => !state.skippedFilters.has(plugin.name)).flatMap(plugin => runFilters([plugin], state, pod, node) ?? []);
  }

  addPod(state: CycleState, pod: PodInfo, added: PodInfo, node: NodeInfo): void {
    for (const plugin of this.at('preFilter')) if (!state.skippedFilters.has(plugin.name)) plugin.addPod?.(state, pod, added, node);
  }

  removePod(state: CycleState, pod: PodInfo, removed: PodInfo, node: NodeInfo): void {
    for (const plugin of this.at('preFilter')) if (!state.skippedFilters.has(plugin.name)) plugin.removePod?.(state, pod, removed, node);
  }

  /** Asks in order for help; the first success ends it, else all reasons are kept. */
  postFilter(state: CycleState, pod: PodInfo, rejections: NodeRejections): PostFilterResult {
    const reasons: string[] = [];
    let nominatedNode: string | undefined;
    for (const plugin of this.at('postFilter')) {
      const result = plugin.postFilter?.(state, pod, rejections);
      if (result === undefined) continue;
      if (result.status === undefined) return result;
      if (result.status.code === 'UnschedulableAndUnresolvable' || !isRejected(result.status)) return result;
      if (result.nominatedNode !== undefined) nominatedNode = result.nominatedNode;
      reasons.push(...result.status.reasons);
    }
    return { status: unschedulable(...reasons), ...(nominatedNode === undefined ? {} : { nominatedNode }) };
  }

  /** Scores the nodes that fit: every plugin's, normalized and weighted. */
  score(state: CycleState, pod: PodInfo, nodes: readonly NodeInfo[]): PluginScores[] | { readonly error: string } {
    for (const plugin of this.at('preScore')) {
      const status = plugin.preScore?.(state, pod, nodes);
      if (status?.code === 'Skip') state.skippedScores.add(plugin.name);
      else if (status !== undefined) return { error: `running PreScore plugin "${plugin.name}": ${statusMessage(status)}` };
    }
    return this.at('score').filter(plugin => !state.skippedScores.has(plugin.name)).map(plugin => {
      const scores = this.rawScores(plugin, state, pod, nodes);
      plugin.normalizeScores?.(state, pod, scores, nodes);
      const weight = this.profile.weights[plugin.name] ?? 1;
      if (weight !== 1) for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) * weight;
      return { plugin: plugin.name, scores };
    });
  }

  reserve(state: CycleState, pod: PodInfo, nodeName: string): Rejection | undefined {
    for (const plugin of this.at('reserve')) {
      const status = plugin.reserve?.(state, pod, nodeName);
      if (status === undefined) continue;
      this.unreserve(state, pod, nodeName);
      return { plugin: plugin.name, status };
    }
    return undefined;
  }

  unreserve(state: CycleState, pod: PodInfo, nodeName: string): void {
    for (const plugin of [...this.at('unreserve')].reverse()) plugin.unreserve?.(state, pod, nodeName);
  }

  private rawScores(plugin: Plugin, state: CycleState, pod: PodInfo, nodes: readonly NodeInfo[]): Float64Array {
    if (plugin.scoreAll !== undefined) return plugin.scoreAll(state, pod, nodes);
    if (plugin.sign !== undefined) {
      const column = this.cluster.columns.read(this.columnKey('score', plugin, pod), node => plugin.score?.(state, pod, node) ?? 0);
      return nodes.length === column.length ? column.slice() : gather(column, nodes);
    }
    const scores = new Float64Array(nodes.length);
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i];
      if (node !== undefined) scores[i] = plugin.score?.(state, pod, node) ?? 0;
    }
    return scores;
  }

  /** By node, the number of the first shared filter's refusal or 0. */
  private sharedFilterNumbers(state: CycleState, pod: PodInfo): Int32Array {
    const numbers = new Int32Array(this.cluster.nodes.length);
    for (const plugin of this.sharedFilters) {
      if (state.skippedFilters.has(plugin.name)) continue;
      const column = this.cluster.columns.read(this.columnKey('filter', plugin, pod), node => this.numberOf(runFilters([plugin], state, pod, node)));
      for (let i = 0; i < numbers.length; i++) if (numbers[i] === 0) numbers[i] = column[i] ?? 0;
    }
    return numbers;
  }

  private columnKey(point: 'filter' | 'score', plugin: Plugin, pod: PodInfo): string {
    return `${point} ${this.profile.id} ${plugin.name} ${this.signatures(pod).get(plugin.name) ?? ''}`;
  }

  /** Pods nominated to the node with at least the same priority are taken as there; the pod must fit with and without them. */
  private filterWithNominated(state: CycleState, pod: PodInfo, node: NodeInfo): Rejection | undefined {
    const filters = this.filters.filter(plugin => !state.skippedFilters.has(plugin.name));
    const nominated = this.nominator.podsFor(node.name).filter(other => other.priority >= pod.priority && other.uid !== pod.uid);
    if (nominated.length > 0) {
      const withThem = node.clone(), stateWithThem = state.clone();
      for (const other of nominated) {
        withThem.addPod(other);
        this.addPod(stateWithThem, pod, other, withThem);
      }
      const rejection = runFilters(filters, stateWithThem, pod, withThem);
      if (rejection !== undefined) return rejection;
    }
    return runFilters(filters, state, pod, node);
  }

  private numberOf(rejection: Rejection | undefined): number {
    return rejection === undefined ? 0 : this.rejections.number(rejection.plugin, rejection.status);
  }
}

function runFilters(filters: readonly Plugin[], state: CycleState, pod: PodInfo, node: NodeInfo): Rejection | undefined {
  for (const plugin of filters) {
    const status = plugin.filter?.(state, pod, node);
    if (status !== undefined) return { plugin: plugin.name, status };
  }
  return undefined;
}

function gather(column: Float64Array, nodes: readonly NodeInfo[]): Float64Array {
  const scores = new Float64Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) scores[i] = column[nodes[i]?.index ?? 0] ?? 0;
  return scores;
}

function intersect(a: ReadonlySet<string> | undefined, b: ReadonlySet<string>): ReadonlySet<string> {
  return a === undefined ? b : new Set([...a].filter(name => b.has(name)));
}

function noNodesLeft(plugins: readonly string[]): Status {
  const [first, ...others] = plugins;
  return unresolvable(others.length === 0 ? `node(s) didn't satisfy plugin ${first ?? ''}`
    : `node(s) didn't satisfy plugin(s) [${[...plugins].sort(compareText).join(' ')}] simultaneously`);
}
