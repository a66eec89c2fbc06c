import { TextDocument } from 'vscode-languageserver-textdocument';
import { documentAt, parseManifests, updateManifests, type ManifestDocument, type ManifestFile } from '../../engine/src/index';

/**
 * An open file: its text as the client has it, and its documents. Each edit makes a new one out of the last, so that what
 * holds an `OpenDocument` holds one version; only the YAML documents that the edit touched are parsed again.
 */
export class OpenDocument {
  private parsed: ManifestFile | undefined;
  private base: ManifestFile | undefined;
  private readonly content: string;

  private constructor(readonly text: TextDocument, readonly version: number, base: ManifestFile | undefined) {
    this.content = text.getText();
    this.base = base;
  }

  static create(uri: string, languageId: string, version: number, content: string): OpenDocument {
    return new OpenDocument(TextDocument.create(uri, languageId, version, content), version, undefined);
  }

  static update(document: OpenDocument, changes: Parameters<typeof TextDocument.update>[1], version: number): OpenDocument {
    return new OpenDocument(TextDocument.update(document.text, changes, version), version, document.parsed ?? document.base);
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
      this.parsed = this.base === undefined ? parseManifests(this.content, { path: decodeURIComponentSafely(this.uri) }) : updateManifests(this.base, this.content);
      this.base = undefined;
    }
    return this.parsed;
  }

  /** The YAML document that an offset is in; at a border the one that begins there. */
  documentAt(offset: number): ManifestDocument | undefined {
    return documentAt(this.file, offset);
  }
}

function decodeURIComponentSafely(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
