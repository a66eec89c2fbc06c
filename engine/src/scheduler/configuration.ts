import { isObject, own, type Json, type JsonObject } from '../core/json';
import { defaultPlugins, defaultProfile, extensionPoints, type ExtensionPoint, type Profile } from './profile';

/** An extension point of the configuration's `plugins`, which knows a few more names than plugins have methods. */
const configuredPoints: Readonly<Partial<Record<ExtensionPoint, string>>> = { unreserve: 'reserve' };

interface EnabledPlugin { readonly name: string; readonly weight?: number }

/**
 * The profiles of a KubeSchedulerConfiguration (kubescheduler.config.k8s.io/v1) with defaults filled in: plugins enabled, disabled
 * (`*` for all) and re-weighted, at single points or at all (`multiPoint`), and their arguments (apis/config/v1/default_plugins.go
 * and framework/runtime/framework.go, v1.36). What is malformed counts as not written; without profiles there is the default one.
 */
export function profilesOf(configuration: unknown): readonly Profile[] {
  const profiles = items(member(configuration, 'profiles')).map((profile, index) => profileOf(profile, index));
  const percentage = percentageOf(configuration);
  return (profiles.length === 0 ? [defaultProfile] : profiles).map(profile => percentage === undefined || profile.percentageOfNodesToScore !== undefined ? profile : { ...profile, percentageOfNodesToScore: percentage });
}

function profileOf(profile: Json, index: number): Profile {
  const schedulerName = text(member(profile, 'schedulerName')) ?? 'default-scheduler';
  const plugins = member(profile, 'plugins');
  const multiPoint = mergedSet(defaultPlugins, member(plugins, 'multiPoint'));
  const percentage = percentageOf(profile);
  const weights: Record<string, number> = {};
  for (const { name, weight } of multiPoint) if (weight !== undefined) weights[name] = weight;
  for (const { name, weight } of enabledIn(member(plugins, 'score'))) if (weight !== undefined) weights[name] = weight;
  return {
    id: `${index} ${schedulerName}`,
    schedulerName,
    points: Object.fromEntries(extensionPoints.map(point => [point, pluginsAt(member(plugins, configuredPoints[point] ?? point), multiPoint)])),
    weights,
    args: argsOf(member(profile, 'pluginConfig')),
    ...(percentage === undefined ? {} : { percentageOfNodesToScore: percentage })
  };
}

/** From 0 to 100; what is none counts as not written. Unlike upstream, not written means all: a simulation leaves no node out unasked. */
function percentageOf(value: unknown): number | undefined {
  const percentage = member(value, 'percentageOfNodesToScore');
  return typeof percentage === 'number' && percentage >= 0 && percentage <= 100 ? Math.trunc(percentage) : undefined;
}

/** The defaults without those disabled, re-configured ones in their place, further ones after them (mergePluginSet). */
function mergedSet(defaults: readonly EnabledPlugin[], custom: Json | undefined): readonly EnabledPlugin[] {
  const disabled = disabledIn(custom), enabled = enabledIn(custom);
  const kept = disabled.has('*') ? [] : defaults.filter(plugin => !disabled.has(plugin.name));
  const replaced = kept.map(plugin => enabled.find(other => other.name === plugin.name) ?? plugin);
  return [...replaced, ...enabled.filter(plugin => !kept.some(other => other.name === plugin.name))];
}

/** What stands at one point: plugins that override the common list first, then that list, then the point's own (expandMultiPointPlugins). */
function pluginsAt(custom: Json | undefined, multiPoint: readonly EnabledPlugin[]): readonly string[] {
  const disabled = disabledIn(custom), enabled = enabledIn(custom).map(plugin => plugin.name);
  if (disabled.has('*')) return enabled;
  const common = multiPoint.map(plugin => plugin.name).filter(name => !disabled.has(name));
  const overriding = enabled.filter(name => common.includes(name));
  return [...overriding, ...common.filter(name => !overriding.includes(name)), ...enabled.filter(name => !overriding.includes(name))];
}

function enabledIn(set: Json | undefined): EnabledPlugin[] {
  return items(member(set, 'enabled')).flatMap(item => {
    const name = text(member(item, 'name')), weight = member(item, 'weight');
    return name === undefined ? [] : [{ name, ...(typeof weight === 'number' && weight !== 0 ? { weight } : {}) }];
  });
}

function disabledIn(set: Json | undefined): ReadonlySet<string> {
  return new Set(items(member(set, 'disabled')).flatMap(item => text(member(item, 'name')) ?? []));
}

function argsOf(list: Json | undefined): Readonly<Record<string, unknown>> {
  return Object.fromEntries(items(list).flatMap(item => {
    const name = text(member(item, 'name'));
    return name === undefined ? [] : [[name, member(item, 'args')]];
  }));
}

function member(value: unknown, key: string): Json | undefined {
  return isObject(value) ? own(value satisfies JsonObject, key) : undefined;
}

function items(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
