import type { CustomResourceDefinition, CustomResourceDefinitionCondition, CustomResourceDefinitionNames } from '../../generated/types';
import { goQuote } from '../core/goText';
import { equal } from '../core/json';
import { timestamp } from '../core/timestamp';
import type { KubeObject } from '../api/object';
import type { Context } from '../sim/context';
import { keyOf, splitKey, watchOwn, type Controller } from './controller';

const definitions = 'apiextensions.k8s.io/customresourcedefinitions';

/**
 * Gives a CustomResourceDefinition its names where nobody in its group has them, and establishes it
 * (apiextensions-apiserver/pkg/controller/status and establish, v1.36). The first to come keeps a name until it goes.
 */
export const customResourceNamingController: Controller = {
  name: 'crd-naming-condition-controller',
  watches: [watchOwn(definitions), { resource: definitions, keysFor: (ctx, change) => change.type === 'DELETED' ? ctx.api.list(definitions).map(keyOf) : [] }],
  sync(ctx, key) {
    const object = ctx.api.get<CustomResourceDefinition & KubeObject>(definitions, '', splitKey(key).name);
    if (object === undefined || object.metadata?.deletionTimestamp !== undefined) return undefined;
    const { names, conflict } = acceptNames(object, othersOf(ctx, object)), before = object.status?.conditions ?? [];
    const conditions = conditionsOf(before, conflict, timestamp(ctx.nowMs));
    if (equal(names, object.status?.acceptedNames) && equal(conditions, before)) return undefined;
    const result = ctx.api.updateStatus<KubeObject>(definitions, { ...object, status: { ...object.status, acceptedNames: names, conditions } });
    return result.ok ? undefined : { retry: result.error.message };
  }
};

interface Taken { readonly resources: ReadonlySet<string>; readonly kinds: ReadonlySet<string> }

/** The names that the others of the group have. */
function othersOf(ctx: Context, object: CustomResourceDefinition): Taken {
  const others = ctx.api.list<CustomResourceDefinition & KubeObject>(definitions).filter(other => other.spec?.group === object.spec?.group && other.metadata?.name !== object.metadata?.name);
  const accepted = others.map(other => other.status?.acceptedNames ?? {});
  return {
    resources: new Set(accepted.flatMap(({ plural = '', singular = '', shortNames = [] }) => [plural, singular, ...shortNames])),
    kinds: new Set(accepted.flatMap(({ kind = '', listKind = '' }) => [kind, listKind]))
  };
}

interface Conflict { readonly reason: string; readonly message: string }

function acceptNames({ spec, status }: CustomResourceDefinition, taken: Taken): { readonly names: CustomResourceDefinitionNames; readonly conflict: Conflict | undefined } {
  const wanted = spec?.names ?? {}, had = status?.acceptedNames ?? {};
  let conflict: Conflict | undefined;
  const settle = (field: 'plural' | 'singular' | 'kind' | 'listKind', used: ReadonlySet<string>, reason: string): string => {
    const name = wanted[field] ?? '', own = had[field] ?? '';
    if (name === own || !used.has(name)) return name;
    conflict = { reason, message: `${goQuote(name)} is already in use` };
    return own;
  };
  const plural = settle('plural', taken.resources, 'PluralConflict'), singular = settle('singular', taken.resources, 'SingularConflict');
  const clashes = (wanted.shortNames ?? []).filter(name => taken.resources.has(name) && !(had.shortNames ?? []).includes(name)).map(name => `${goQuote(name)} is already in use`);
  if (clashes.length > 0) conflict = { reason: 'ShortNamesConflict', message: clashes.length === 1 ? clashes[0] ?? '' : `[${clashes.join(', ')}]` };
  const shortNames = clashes.length > 0 ? had.shortNames : wanted.shortNames;
  const kind = settle('kind', taken.kinds, 'KindConflict'), listKind = settle('listKind', taken.kinds, 'ListKindConflict');
  const names = { plural, ...(singular === '' ? {} : { singular }), ...(shortNames === undefined ? {} : { shortNames }), kind, ...(listKind === '' ? {} : { listKind }) };
  return { names: wanted.categories === undefined ? names : { ...names, categories: wanted.categories }, conflict };
}

/** Whether the names are accepted, and whether the kind is served: once established, it stays so. */
function conditionsOf(before: readonly CustomResourceDefinitionCondition[], conflict: Conflict | undefined, now: string): CustomResourceDefinitionCondition[] {
  const established = before.find(condition => condition.type === 'Established');
  const wanted: CustomResourceDefinitionCondition[] = [
    { type: 'NamesAccepted', status: conflict === undefined ? 'True' : 'False', reason: conflict?.reason ?? 'NoConflicts', message: conflict?.message ?? 'no conflicts found' },
    conflict === undefined ? { type: 'Established', status: 'True', reason: 'InitialNamesAccepted', message: 'the initial names have been accepted' }
      : established?.status === 'True' ? established : { type: 'Established', status: 'False', reason: 'NotAccepted', message: 'not all names are accepted' }
  ];
  const settled = wanted.map(condition => {
    const old = before.find(other => other.type === condition.type);
    return { ...condition, lastTransitionTime: (old?.status === condition.status ? old?.lastTransitionTime : undefined) ?? now };
  });
  return [...settled, ...before.filter(condition => !wanted.some(other => other.type === condition.type))];
}
