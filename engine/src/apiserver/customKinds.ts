import type { CustomResourceDefinition } from '../../generated/types';
import { customResourceKinds } from '../api/apiextensions/customResource';
import { withKinds, type KindRegistry } from '../api/kindRegistry';
import type { KubeObject } from '../api/object';

/** Keeps the registry with the kinds of custom resources until a definition comes, goes or changes. */
export class CustomKinds {
  private definitions: readonly KubeObject[] = [];
  private base: KindRegistry | undefined;
  private merged: KindRegistry | undefined;

  over(base: KindRegistry, definitions: readonly KubeObject[]): KindRegistry {
    if (definitions.length === 0) return base;
    const same = this.base === base && definitions.length === this.definitions.length && definitions.every((object, i) => object === this.definitions[i]);
    if (this.merged !== undefined && same) return this.merged;
    this.base = base;
    this.definitions = definitions;
    // Only what validation has accepted is stored: the object has the type of its kind.
    const accepted = (definitions as readonly CustomResourceDefinition[]).filter(isAccepted);
    this.merged = withKinds(base, accepted.flatMap(customResourceKinds));
    return this.merged;
  }
}

/** A definition whose names belong to another is not served; one that nobody has looked at yet will be, within moments. */
function isAccepted({ status }: CustomResourceDefinition): boolean {
  return (status?.conditions ?? []).find(condition => condition.type === 'Established')?.status !== 'False';
}
