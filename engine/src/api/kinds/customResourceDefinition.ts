import type { CustomResourceDefinition } from '../../../generated/types';
import type { Mutable } from '../../core/json';
import { validateDefinition } from '../apiextensions/definition';
import { formatWarnings } from '../apiextensions/formatWarnings';
import { defineKind } from '../kind';
import { countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateObjectMeta, validateObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain, type NameRule } from '../validation/names';

/** `apiextensions.k8s.io/v1/CustomResourceDefinition`, mirrors apiextensions-apiserver's registry/customresourcedefinition and apis/apiextensions of v1.36. */
export const customResourceDefinition = defineKind<CustomResourceDefinition>({
  gvk: { group: 'apiextensions.k8s.io', version: 'v1', kind: 'CustomResourceDefinition' },
  plural: 'customresourcedefinitions', singular: 'customresourcedefinition', shortNames: ['crd', 'crds'], categories: ['api-extensions'], scope: 'Cluster',
  definition: 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition',
  subresources: ['status'],
  versionedUpdates: true,
  setDefaults(object) {
    const spec = object.spec ??= {}, names = spec.names ??= {}, kind = names.kind ?? '';
    if ((names.singular ?? '') === '' && kind !== '') names.singular = kind.toLowerCase();
    if ((names.listKind ?? '') === '' && kind !== '') names.listKind = `${kind}List`;
    spec.conversion ??= { strategy: 'None' };
    const service = spec.conversion.webhook?.clientConfig?.service;
    if (service !== undefined) service.port ??= 443;
  },
  prepareForCreate(object) {
    object.status = {};
    startGeneration(object);
    addStoredVersion(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    countGeneration(object, old);
    addStoredVersion(object);
  },
  validate: object => [...validateObjectMeta(object.metadata, 'Cluster', nameRule(object), metadataPath), ...validateDefinition(object, undefined)],
  validateUpdate: (object, old) => [...validateObjectMetaUpdate(object.metadata, old.metadata, metadataPath), ...validateDefinition(object, old)],
  warnings: (object, old) => formatWarnings(object, old)
});

/** The version that is written from now on joins those that were. */
function addStoredVersion(object: Mutable<CustomResourceDefinition>): void {
  const name = (object.spec?.versions ?? []).find(version => version.storage === true)?.name;
  const status = object.status ??= {};
  if (name !== undefined && !(status.storedVersions ?? []).includes(name)) status.storedVersions = [...status.storedVersions ?? [], name];
}

function nameRule(object: CustomResourceDefinition): NameRule {
  const { names, group = '' } = object.spec ?? {};
  return (name, use) => [...nameIsDnsSubdomain(name, use), ...(name === `${names?.plural ?? ''}.${group}` ? [] : ['must be spec.names.plural+"."+spec.group'])];
}
