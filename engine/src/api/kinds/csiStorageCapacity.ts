import type { CSIStorageCapacity } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { equal } from '../../core/json';
import { sortedKeys } from '../../core/order';
import { invalid, type FieldError } from '../fieldError';
import { goLabelSelector } from '../goPrint/goStruct';
import { defineKind } from '../kind';
import { nodeLabelMessage } from '../pod/warnings/nodeLabelWarnings';
import { validateObjectName } from '../validation/fieldNames';
import { validateLabelSelector, type LabelSelectorOptions } from '../validation/labels';
import { fieldImmutable, metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';
import { validateNonnegativeQuantity } from '../validation/resourceNames';

const topologyPath = FieldPath.of('nodeTopology'), classPath = FieldPath.of('storageClassName');

/** `storage.k8s.io/v1/CSIStorageCapacity`, mirrors pkg/registry/storage/csistoragecapacity and pkg/apis/storage of v1.36. */
export const csiStorageCapacity = defineKind<CSIStorageCapacity>({
  gvk: { group: 'storage.k8s.io', version: 'v1', kind: 'CSIStorageCapacity' },
  plural: 'csistoragecapacities', singular: 'csistoragecapacity', shortNames: [], categories: [], scope: 'Namespaced',
  definition: 'io.k8s.api.storage.v1.CSIStorageCapacity',
  subresources: [],
  versionedUpdates: true,
  validate: object => validate(object, {}),
  validateUpdate: (object, old) => [
    ...validate(object, { allowInvalidValues: validateLabelSelector(old.nodeTopology, topologyPath).length > 0 }),
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...(equal(object.nodeTopology, old.nodeTopology) ? [] : [invalid(topologyPath, goLabelSelector(object.nodeTopology), fieldImmutable)]),
    ...((object.storageClassName ?? '') === (old.storageClassName ?? '') ? [] : [invalid(classPath, object.storageClassName ?? '', fieldImmutable)])
  ],
  warnings: ({ nodeTopology }) => [
    ...(nodeTopology?.matchExpressions ?? []).flatMap(({ key = '' }, i) => nodeLabelMessage(key).map(message => `${topologyPath.child('matchExpressions').index(i).child('key').toString()}: ${key} is ${message}`)),
    ...sortedKeys(nodeTopology?.matchLabels ?? {}).flatMap(key => nodeLabelMessage(key).map(message => `${topologyPath.child('matchLabels', key).toString()}: ${message}`))
  ]
});

function validate({ metadata, nodeTopology, storageClassName = '', capacity }: CSIStorageCapacity, options: LabelSelectorOptions): FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validateLabelSelector(nodeTopology, topologyPath, options),
    ...validateObjectName(storageClassName, classPath),
    ...(capacity === undefined ? [] : validateNonnegativeQuantity(capacity, FieldPath.of('capacity')))
  ];
}
