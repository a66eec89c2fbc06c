import type { Container, LimitRange, LimitRangeItem, PersistentVolumeClaim, Pod } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { compareText } from '../../core/order';
import { amountsFrom } from '../../api/quota/amounts';
import { podResources } from '../../api/pod/podResources';
import type { AdmissionAttributes, AdmissionContext, AdmissionPlugin } from '../admission';
import { forbiddenError } from '../statusErrors';
import { limitProblems, type Asked } from './limitConstraints';

/** Containers get the defaults of their namespace's limit ranges; pods and claims outside the limits are refused (plugin/pkg/admission/limitranger, v1.36). */
export const limitRanger: AdmissionPlugin = {
  name: 'LimitRanger',
  admit(ctx, attributes) {
    if (attributes.resource === 'pods') for (const range of limitRangesFor(ctx, attributes)) setContainerDefaults(range, attributes.object);
    return undefined;
  },
  validate(ctx, attributes) {
    for (const range of limitRangesFor(ctx, attributes)) {
      const problems = [...new Set((range.spec?.limits ?? []).flatMap(limit => askedUnder(limit, attributes).flatMap(asked => limitProblems(limit, asked))))];
      if (problems.length > 0) return forbiddenError(attributes.kind, attributes.name, problems.length === 1 ? problems[0] ?? '' : `[${problems.join(', ')}]`);
    }
    return undefined;
  }
};

/**
 * The ranges that the request is held to: a pod's containers do not change after its creation, but through `resize`. In which
 * order several ranges apply is left to chance upstream; here the last name comes first.
 */
function limitRangesFor(ctx: AdmissionContext, { resource, subresource, operation, namespace, old }: AdmissionAttributes): readonly LimitRange[] {
  const held = resource === 'pods' ? (operation === 'CREATE' && subresource === '') || (operation === 'UPDATE' && subresource === 'resize')
    : resource === 'persistentvolumeclaims' && operation !== 'DELETE' && subresource === '';
  if (!held || old?.metadata?.deletionTimestamp !== undefined) return [];
  const ranges: readonly LimitRange[] = ctx.list('limitranges', namespace);
  return [...ranges].reverse();
}

function setContainerDefaults(range: LimitRange, pod: Mutable<Pod>): void {
  const limits: Record<string, string | number> = {}, requests: Record<string, string | number> = {};
  for (const item of (range.spec?.limits ?? []).filter(({ type }) => type === 'Container')) {
    Object.assign(requests, item.defaultRequest);
    Object.assign(limits, item.default);
  }
  const added: string[] = [];
  for (const container of pod.spec?.containers ?? []) added.push(...fill(container, 'container', { requests, limits }));
  for (const container of pod.spec?.initContainers ?? []) added.push(...fill(container, 'init container', { requests, limits }));
  if (added.length > 0) ((pod.metadata ??= {}).annotations ??= {})['kubernetes.io/limit-ranger'] = `LimitRanger plugin set: ${added.join('; ')}`;
}

/** Says what it has set: `cpu, memory request for container c`. */
function fill(container: Mutable<Container>, what: string, defaults: Readonly<Record<'requests' | 'limits', Readonly<Record<string, string | number>>>>): string[] {
  const said: string[] = [];
  for (const field of ['requests', 'limits'] as const) {
    const present = new Set(Object.keys(container.resources?.[field] ?? {}));
    const missing = Object.entries(defaults[field]).filter(([name]) => !present.has(name)).sort(([a], [b]) => compareText(a, b));
    if (missing.length === 0) continue;
    const resources = container.resources ??= {};
    resources[field] = { ...resources[field], ...Object.fromEntries(missing) };
    said.push(`${missing.map(([name]) => name).join(', ')} ${field === 'requests' ? 'request' : 'limit'} for ${what} ${container.name ?? ''}`);
  }
  return said;
}

/** What the object asks for, in the parts that a limit of this type looks at. */
function askedUnder({ type }: LimitRangeItem, { resource, object }: AdmissionAttributes): readonly Asked[] {
  if (resource === 'persistentvolumeclaims') {
    const claim: PersistentVolumeClaim = object;
    return type === 'PersistentVolumeClaim' ? [{ requests: amountsFrom(claim.spec?.resources?.requests), limits: undefined }] : [];
  }
  const { spec = {} }: Pod = object;
  if (type === 'Pod') return [{ requests: podResources(spec, 'requests'), limits: podResources(spec, 'limits') }];
  if (type !== 'Container') return [];
  return [...spec.containers ?? [], ...spec.initContainers ?? []].map(({ resources }) => ({ requests: amountsFrom(resources?.requests), limits: amountsFrom(resources?.limits) }));
}
