import { FieldPath } from '../core/fieldPath';
import { isObject, own, type JsonObject } from '../core/json';
import type { DocumentRole, ManifestDocument, ManifestIdentity } from './document';
import { identityOf, roleOfObject } from './role';

/** One object of a document: the document's own, or an item of its List. */
export interface ManifestResource extends ManifestIdentity {
  readonly document: ManifestDocument;
  /** Where the object stands in the document: the root, or `items[i]`. */
  readonly path: FieldPath;
  readonly role: DocumentRole;
  readonly value: JsonObject;
}

const itemsPath = FieldPath.of('items');

/** The objects of a document that kubectl would send one by one: the items of a `…List`, or the document itself. Nothing for text that kubectl cannot read. */
export function resourcesOf(document: ManifestDocument): ManifestResource[] {
  const { value } = document;
  if (!isObject(value)) return [];
  const items = own(value, 'items');
  if (document.role === 'resource' && document.gvk?.kind.endsWith('List') === true && Array.isArray(items)) {
    return items.flatMap((item: unknown, i) => isObject(item)
      ? [{ document, path: itemsPath.index(i), role: roleOfObject(item), value: item, ...identityOf(item) }] : []);
  }
  const { gvk, name, namespace, role } = document;
  return [{ document, path: FieldPath.root, role, value, gvk, name, namespace }];
}
