import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocumentsConfiguration } from 'vscode-languageserver/node';
import { documentAt, parseManifests, updateManifests, type ManifestDocument, type ManifestFile, type ManifestOptions } from '../../engine/src/index';

/** What is known of a file by its URI. */
export type OptionsOf = (uri: string) => ManifestOptions;

/**
 * An open file: its text as the client has it, and its documents. Each edit makes a new one out of the last, so that what
 * holds an `OpenDocument` holds one version; only the YAML documents that the edit touched are parsed again.
 */
export class OpenDocument {
  private parsed: ManifestFile | undefined;
  private base: ManifestFile | undefined;
  private readonly content: string;

  private constructor(readonly text: TextDocument, readonly version: number, private readonly optionsOf: OptionsOf, base?: ManifestFile) {
    this.content = text.getText();
    this.base = base;
  }

  /** How a server's open files are made; `optionsOf` says what is known of a file beyond its text. */
  static configuration(optionsOf: OptionsOf): TextDocumentsConfiguration<OpenDocument> {
    return {
      create: (uri, languageId, version, content) => new OpenDocument(TextDocument.create(uri, languageId, version, content), version, optionsOf),
      update: (document, changes, version) => OpenDocument.update(document, changes, version)
    };
  }

  static create(uri: string, languageId: string, version: number, content: string): OpenDocument {
    return OpenDocument.configuration(path => ({ path })).create(uri, languageId, version, content);
  }

  static update(document: OpenDocument, changes: Parameters<typeof TextDocument.update>[1], version: number): OpenDocument {
    return new OpenDocument(TextDocument.update(document.text, changes, version), version, document.optionsOf, document.parsed ?? document.base);
  }

  get uri(): string {
    return this.text.uri;
  }

  /** True while no newer version has come: an old one's text has moved on under it. */
  get isCurrent(): boolean {
    return this.text.version === this.version;
  }

  /** The parsed documents, computed when first asked for. */
  get file(): ManifestFile {
    if (this.parsed === undefined) {
      this.parsed = this.base === undefined ? parseManifests(this.content, this.optionsOf(decoded(this.uri))) : updateManifests(this.base, this.content);
      this.base = undefined;
    }
    return this.parsed;
  }

  /** The YAML document that an offset is in; at a border the one that begins there. */
  documentAt(offset: number): ManifestDocument | undefined {
    return documentAt(this.file, offset);
  }
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
