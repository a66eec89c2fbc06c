import { clone } from '../core/json';
import type { ResourceKind } from '../api/kind';
import type { KindRegistry } from '../api/kindRegistry';
import type { KubeObject } from '../api/object';
import { printed } from './decode/complete';
import { structPlan } from './decode/plan';

/** The object as the server's JSON shows it: a copy, with `null` where Go prints one. */
export function printObject(registry: KindRegistry, kind: ResourceKind, object: KubeObject): KubeObject {
  const copy = clone(object);
  const plan = structPlan(registry.schemas, kind.definition);
  if (plan !== undefined) printed(copy, plan);
  return copy;
}
