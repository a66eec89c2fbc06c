import type { DocumentModel } from '../../src/model/run';

/** Finds the document of the files that describes an object. Later documents win, as their apply does. */
export class Origins {
  private readonly byKey = new Map<string, number>();

  constructor(documents: readonly DocumentModel[]) {
    documents.forEach((document, index) => this.byKey.set(key(document.kind, document.namespace, document.name), index));
  }

  /** The index of the document, or undefined for an object that nobody wrote. */
  find(kind: string, namespace: string, name: string): number | undefined {
    return this.byKey.get(key(kind, namespace, name));
  }
}

function key(kind: string, namespace: string, name: string): string {
  return `${kind}\n${namespace}\n${name}`;
}
