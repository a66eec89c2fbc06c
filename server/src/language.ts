import { docsFrom, kindRegistry, noDocs, schemasFor, supportedVersions, type KindRegistry, type SchemaDocs, type SchemaStore } from '../../engine/src/index';
import type { Platform } from './platform';

/** Kinds, fields and docs of one Kubernetes version. */
export interface Language {
  readonly schemas: SchemaStore;
  /** What the API server does with each kind. */
  readonly registry: KindRegistry;
  /** Read from disk when first asked for; empty when the file is missing. */
  readonly docs: SchemaDocs;
  /** The minor version, for example 36. */
  readonly minor: number;
}

const noSchemas: SchemaStore = { kubernetesVersion: '', kinds: [], kind: () => undefined, definition: () => undefined };

/** The languages by version; each is made once. */
export class Languages {
  private readonly made = new Map<string, Language>();
  private docs: SchemaDocs | undefined;

  constructor(private readonly platform: Platform) {}

  /** Versions with schemas, newest first. */
  readonly versions: readonly string[] = supportedVersions;

  of(kubernetesVersion: string): Language {
    const known = this.made.get(kubernetesVersion);
    if (known !== undefined) return known;
    const schemas = schemasFor(kubernetesVersion) ?? noSchemas;
    const readDocs = (): SchemaDocs => this.docs ??= this.readDocs();
    const language: Language = {
      schemas, registry: kindRegistry(schemas), minor: Number(kubernetesVersion.split('.')[1] ?? 0),
      docs: { definition: name => readDocs().definition(name), field: (definition, field) => readDocs().field(definition, field) }
    };
    this.made.set(kubernetesVersion, language);
    return language;
  }

  private readDocs(): SchemaDocs {
    const text = this.platform.readAsset('docs.json');
    return text === undefined ? noDocs : docsFrom(JSON.parse(text));
  }
}
