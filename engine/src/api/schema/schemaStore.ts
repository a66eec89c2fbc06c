import { structureJson } from '../../../generated/structure';
import type { SchemaDefinition, SchemaField, SchemaStore, SchemaType, ServedKind } from './schema';

/** The pooled structure as tools/schemas writes it: indexes point into `types` and `fields`; bit n of a row says that `versions[n]` has it. */
interface Structure {
  readonly versions: readonly string[];
  readonly types: readonly SchemaType[];
  readonly fields: readonly FieldRow[];
  readonly definitions: readonly DefinitionRow[];
  readonly kinds: readonly KindRow[];
}
type FieldRow = readonly [name: string, type: number, required: 0 | 1, markers?: Omit<SchemaField, 'name' | 'schema' | 'required'>];
type DefinitionRow = readonly [bits: number, name: string, fields: readonly number[], mapType?: 'atomic'];
type KindRow = readonly [bits: number, group: string, version: string, kind: string, namespaced: 0 | 1, plural: string, definition: string, verbs: readonly string[], subresources: readonly string[]];

/** The pseudo-version that holds the API versions which no supported Kubernetes serves any more (`extensions/v1beta1` …). */
export const removedVersions = 'removed';

/** The Kubernetes versions with schemas, newest first. */
export const supportedVersions: readonly string[] = ['1.36', '1.34', '1.33', '1.32'];

const stores = new Map<string, SchemaStore>();
let parsed: Structure | undefined;

/**
 * The schemas of a Kubernetes minor version (`1.36`), or of the removed API versions (`removed`); undefined when it has none.
 * The same store is returned each time; its definitions are built when first asked for.
 */
export function schemasFor(kubernetesVersion: string): SchemaStore | undefined {
  const known = stores.get(kubernetesVersion);
  if (known !== undefined) return known;
  parsed ??= JSON.parse(structureJson) as Structure;
  const position = parsed.versions.indexOf(kubernetesVersion);
  if (position < 0) return undefined;
  const store = new PooledSchemaStore(parsed, position);
  stores.set(kubernetesVersion, store);
  return store;
}

/** The supported versions that know the kind, newest first (alpha and beta kinds too, which a cluster serves only when told to). */
export function versionsKnowing(apiVersion: string, kind: string): string[] {
  return supportedVersions.filter(version => schemasFor(version)?.kind(apiVersion, kind) !== undefined);
}

class PooledSchemaStore implements SchemaStore {
  readonly kubernetesVersion: string;
  readonly kinds: readonly ServedKind[];
  private readonly byApiVersionAndKind: ReadonlyMap<string, ServedKind>;
  private readonly rows: ReadonlyMap<string, DefinitionRow>;
  private readonly built = new Map<string, SchemaDefinition>();

  constructor(private readonly structure: Structure, position: number) {
    this.kubernetesVersion = structure.versions[position] ?? '';
    const bit = 1 << position;
    this.kinds = structure.kinds.filter(row => (row[0] & bit) !== 0).map(servedKind);
    this.byApiVersionAndKind = new Map(this.kinds.map(kind => [`${kind.group === '' ? '' : `${kind.group}/`}${kind.version} ${kind.kind}`, kind]));
    this.rows = new Map(structure.definitions.filter(([bits]) => (bits & bit) !== 0).map(row => [row[1], row]));
  }

  kind(apiVersion: string, kind: string): ServedKind | undefined {
    return this.byApiVersionAndKind.get(`${apiVersion} ${kind}`);
  }

  definition(name: string): SchemaDefinition | undefined {
    const known = this.built.get(name);
    if (known !== undefined) return known;
    const row = this.rows.get(name);
    if (row === undefined) return undefined;
    const [, , indexes, mapType] = row;
    const fields = indexes.flatMap(index => this.buildField(index));
    const byName = new Map(fields.map(field => [field.name, field]));
    const definition: SchemaDefinition = { name, fields, field: fieldName => byName.get(fieldName), ...(mapType === undefined ? {} : { mapType }) };
    this.built.set(name, definition);
    return definition;
  }

  private buildField(index: number): SchemaField[] {
    const row = this.structure.fields[index];
    const schema = row === undefined ? undefined : this.structure.types[row[1]];
    if (row === undefined || schema === undefined) return [];
    const [name, , required, markers] = row;
    return [{ name, schema, required: required === 1, ...markers }];
  }
}

function servedKind([, group, version, kind, namespaced, plural, definition, verbs, subresources]: KindRow): ServedKind {
  return { group, version, kind, plural, scope: namespaced === 1 ? 'Namespaced' : 'Cluster', definition, verbs, subresources };
}
