import type { DeviceClass } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { maxConfigs, validateConfiguration, validateSelectors } from '../device/deviceParts';
import { invalid, type FieldError } from '../fieldError';
import { defineKind } from '../kind';
import { countGeneration, startGeneration } from '../strategy';
import { validateList } from '../validation/itemLists';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { contentDns1123Subdomain, type NameRule } from '../validation/names';
import { isExtendedResource } from '../validation/resourceNames';

const specPath = FieldPath.of('spec');
const nameIsLong: NameRule = name => contentDns1123Subdomain(name);

/** `resource.k8s.io/v1/DeviceClass`, mirrors pkg/registry/resource/deviceclass and pkg/apis/resource of v1.36. */
export const deviceClass = defineKind<DeviceClass>({
  gvk: { group: 'resource.k8s.io', version: 'v1', kind: 'DeviceClass' },
  plural: 'deviceclasses', singular: 'deviceclass', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.resource.v1.DeviceClass',
  subresources: [],
  prepareForCreate(object) {
    startGeneration(object);
  },
  prepareForUpdate(object, old) {
    countGeneration(object, old);
  },
  validate: object => [...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsLong, metadataPath), ...validateSpec(object)],
  validateUpdate: (object, old) => [
    ...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsLong, metadataPath),
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateSpec(object)
  ]
});

function validateSpec({ spec = {} }: DeviceClass): FieldError[] {
  const { selectors = [], config = [], extendedResourceName: name } = spec;
  return [
    ...validateSelectors(selectors, specPath.child('selectors')),
    ...validateList(config, maxConfigs, specPath.child('config'), ({ opaque }, at) => validateConfiguration(opaque, at)),
    ...(name === undefined || isExtendedResource(name) ? [] : [invalid(specPath.child('extendedResourceName'), name, 'must be a valid extended resource name')])
  ];
}
