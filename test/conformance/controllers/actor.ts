import type { ApiClient, Result } from '../../../engine/src/apiserver/client';
import { isObject } from '../../../engine/src/core/json';
import type { KubeObject } from '../../../engine/src/api/object';
import type { Store } from '../../../engine/src/store/store';
import type { FakeKubelet } from './fakeKubelet';
import type { Roles } from './roles';

/** What the user of a recording acts with. */
export interface Actor { readonly api: ApiClient; readonly store: Store; readonly kubelet: FakeKubelet; readonly roles: Roles; readonly namespace: string; readonly nowMs: () => number }

/** An answer's object with the names that recordings use. */
export function inParts(value: unknown, roles: Roles): unknown {
  return typeof value === 'string' ? roles.text(value) : Array.isArray(value) ? value.map(item => inParts(item, roles)) : isObject(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'lastTransitionTime').map(([key, item]) => [key, inParts(item, roles)])) : value;
}

/** An answer of the server as recordings show it. */
export function answer(result: Result<KubeObject>, roles: Roles, select?: readonly string[]): object {
  const warnings = result.warnings.length === 0 ? {} : { warnings: result.warnings };
  if (result.ok) return { code: result.code, ...warnings, ...(select === undefined ? {} : { object: inParts(selected(result.value, select), roles) }) };
  const { code, reason, message } = result.error;
  const causes = result.error.causes.map(({ field, message: detail, reason: why }) => ({ ...(why === '' ? {} : { reason: why }), message: roles.text(detail), ...(field === '' ? {} : { field }) }));
  return { code, ...(reason === '' ? {} : { reason }), message: roles.text(message), ...(causes.length === 0 ? {} : { causes }), ...warnings };
}

/** The fields of the answered object that were written down. */
export function selected(object: KubeObject, paths: readonly string[]): unknown {
  return Object.fromEntries(paths.map(path => [path, path.split('.').reduce<unknown>((value, name) => isObject(value) ? (value)[name] : undefined, object)]).filter(([, value]) => value !== undefined));
}
