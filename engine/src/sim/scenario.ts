import type { Node, Taint } from '../../generated/types';
import { invalid, notSupported, required, type FieldError } from '../api/fieldError';
import { FieldPath } from '../core/fieldPath';
import { isObject, own, type Json, type JsonObject } from '../core/json';
import type { Millis } from '../core/time';
import { behaviourKeys, type BehaviourRule } from '../kubelet/behaviour';
import { clusterPresets, nodeFrom } from './clusters';
import { parseExpectation, type Expectation } from './expectations';
import { scenarioActions } from './scenarioActions';
import { Fields } from './scenarioReader';
import type { Injection } from './worldTimeline';

/** The one apiVersion of scenarios. */
export const scenarioApiVersion = 'clusterville.dev/v1alpha1';

/** A scenario as it is run: where, how containers behave, what is done when, and what is expected. */
export interface Scenario {
  readonly name: string;
  readonly seed?: number;
  readonly untilMs?: Millis;
  /** Absent: the default cluster. */
  readonly nodes?: readonly Node[];
  readonly behaviours: readonly BehaviourRule[];
  readonly injections: readonly Injection[];
  readonly expectations: readonly { readonly text: string; readonly expectation: Expectation; readonly path: FieldPath }[];
}

/** Whether a document is a scenario. */
export function isScenario(value: Json | undefined): value is JsonObject {
  return isObject(value) && own(value, 'kind') === 'Scenario' && scalarText(own(value, 'apiVersion')).startsWith('clusterville.dev/');
}

/** Reads a scenario; whatever is wrong is named at its place, and what is right is kept. */
export function parseScenario(value: JsonObject): { readonly scenario: Scenario; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  if (own(value, 'apiVersion') !== scenarioApiVersion) errors.push(notSupported(FieldPath.of('apiVersion'), own(value, 'apiVersion'), [scenarioApiVersion]));
  const metadata = own(value, 'metadata');
  const name = isObject(metadata) && typeof metadata['name'] === 'string' ? metadata['name'] : 'scenario';
  const spec = Fields.at(own(value, 'spec'), FieldPath.of('spec'), errors);
  const seed = spec.count('seed');
  const untilMs = spec.duration('until');
  const nodes = spec.has('cluster') ? clusterNodes(spec.nested('cluster')) : undefined;
  const behaviours = spec.list('behaviours').flatMap(({ value: item, path }) => behaviourRule(Fields.at(item, path, errors)) ?? []);
  const injections = actions(spec, behaviours);
  const expectations = spec.list('expect').flatMap(({ value: item, path }) => expectation(item, path, errors));
  spec.finish();
  return { errors, scenario: { name, behaviours, injections, expectations, ...(seed === undefined ? {} : { seed }), ...(untilMs === undefined ? {} : { untilMs }), ...(nodes === undefined ? {} : { nodes }) } };
}

function clusterNodes(cluster: Fields): Node[] | undefined {
  const preset = cluster.text('preset');
  if (preset !== undefined && clusterPresets[preset] === undefined) cluster.errors.push(notSupported(cluster.path.child('preset'), preset, Object.keys(clusterPresets).sort()));
  const nodes = cluster.list('nodes').flatMap(({ value, path }) => isObject(value) && own(value, 'kind') === 'Node' ? [value as unknown as Node] : nodesFrom(Fields.at(value, path, cluster.errors)));
  cluster.finish();
  const base = preset === undefined ? [] : clusterPresets[preset]?.nodes.map(nodeFrom) ?? [];
  const all = [...base, ...nodes];
  return all.length === 0 ? undefined : all;
}

/** One short line for one node, or for `count` of them, numbered. */
function nodesFrom(fields: Fields): Node[] {
  const name = fields.text('name', 'required');
  const count = fields.count('count');
  const quantity = (field: string): string | undefined => {
    const value = fields.get(field);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const zone = fields.text('zone'), cpu = quantity('cpu'), memory = quantity('memory'), pods = quantity('pods');
  const labels = fields.get('labels'), taints = fields.get('taints');
  fields.finish();
  if (name === undefined) return [];
  const template = {
    ...(zone === undefined ? {} : { zone }), ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }), ...(pods === undefined ? {} : { pods }),
    ...(isObject(labels) ? { labels: Object.fromEntries(Object.entries(labels).map(([key, label]) => [key, scalarText(label)])) } : {}),
    ...(Array.isArray(taints) ? { taints: taints.filter(isObject) as readonly Taint[] } : {})
  };
  if (count === undefined) return [nodeFrom({ name, ...template })];
  return Array.from({ length: Math.min(count, 5000) }, (_, i) => nodeFrom({ name: `${name}-${i + 1}`, ...template }));
}

/** `{pod: web, container: app, startup: 30s}`: whom it is about, and what is said. */
function behaviourRule(fields: Fields): BehaviourRule | undefined {
  const namespace = fields.text('namespace'), pod = fields.text('pod'), container = fields.text('container');
  const set: Record<string, string> = {};
  for (const key of fields.rest()) {
    const value = fields.get(key);
    const known = Object.prototype.hasOwnProperty.call(behaviourKeys, key) ? behaviourKeys[key] : undefined;
    if (known === undefined) fields.errors.push(notSupported(fields.path, key, Object.keys(behaviourKeys).sort()));
    else if (scalarText(value).split(',').some(item => known.read(item.trim()) === undefined)) fields.errors.push(invalid(fields.path.child(key), value, known.doc));
    else set[key] = scalarText(value);
  }
  return Object.keys(set).length === 0 ? undefined : { ...(namespace === undefined ? {} : { namespace }), ...(pod === undefined ? {} : { pod }), ...(container === undefined ? {} : { container }), set };
}

/** Each action is one line: when, and one of the things that can be done. */
function actions(spec: Fields, behaviours: readonly BehaviourRule[]): Injection[] {
  const names = [...Object.keys(scenarioActions), 'behave'].sort();
  let rules = behaviours;
  return spec.list('actions').flatMap(({ value, path }) => {
    const fields = Fields.at(value, path, spec.errors);
    const atMs = fields.duration('at', 'required') ?? 0;
    const chosen = names.filter(name => fields.has(name));
    fields.finish();
    const [name] = chosen;
    if (name === undefined || chosen.length > 1) {
      spec.errors.push(chosen.length === 0 ? required(path, `one of ${names.join(', ')}`) : invalid(path, chosen.join(', '), 'must be one action; write a line for each'));
      return [];
    }
    if (name === 'behave') {
      const rule = behaviourRule(fields.nested('behave'));
      rules = rule === undefined ? rules : [...rules, rule];
      return [{ atMs, target: 'kubelet', type: 'behaviour', data: rules }];
    }
    const injection = scenarioActions[name]?.read(fields, name);
    return injection === undefined ? [] : [{ atMs, ...injection }];
  }).sort((a, b) => a.atMs - b.atMs);
}

function expectation(item: Json, path: FieldPath, errors: FieldError[]): Scenario['expectations'][number][] {
  if (typeof item !== 'string') {
    errors.push(invalid(path, item, 'must be a sentence, for example "deployment/web available within 60s"'));
    return [];
  }
  const parsed = parseExpectation(item);
  if (typeof parsed === 'string') errors.push(invalid(path, item, parsed));
  return typeof parsed === 'string' ? [] : [{ text: item, expectation: parsed, path }];
}

/** What a person wrote in one word; anything deeper is no word, and stands for none. */
function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
