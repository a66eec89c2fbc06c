import type { RuntimeClass, Scheduling, Toleration } from '../../../generated/types';
import { FieldPath } from '../../core/fieldPath';
import { sortedKeys } from '../../core/order';
import { duplicate, invalidEach, required, type FieldError } from '../fieldError';
import { goStruct } from '../goPrint/goStruct';
import { defineKind, type ValidationContext } from '../kind';
import { nodeLabelMessage } from '../pod/warnings/nodeLabelWarnings';
import { validateLabels } from '../validation/labels';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate, validateImmutable } from '../validation/objectMeta';
import { isDns1123Label, nameIsDnsSubdomain } from '../validation/names';
import type { PodValidationContext } from '../validation/pod/podValidationContext';
import { validateResourceRequirements } from '../validation/pod/resources';
import { validateTolerations } from '../validation/pod/tolerations';

const handlerPath = FieldPath.of('handler'), schedulingPath = FieldPath.of('scheduling');

/** `node.k8s.io/v1/RuntimeClass`, mirrors pkg/registry/node/runtimeclass and pkg/apis/node of v1.36. */
export const runtimeClass = defineKind<RuntimeClass>({
  gvk: { group: 'node.k8s.io', version: 'v1', kind: 'RuntimeClass' },
  plural: 'runtimeclasses', singular: 'runtimeclass', shortNames: [], categories: [], scope: 'Cluster',
  definition: 'io.k8s.api.node.v1.RuntimeClass',
  subresources: [],
  versionedUpdates: true,
  validate,
  validateUpdate: (object, old, ctx) => [
    ...validate(object, ctx),
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateImmutable(object.handler ?? '', old.handler ?? '', handlerPath)
  ],
  warnings: object => sortedKeys(object.scheduling?.nodeSelector ?? {}).flatMap(key => nodeLabelMessage(key).map(message => `scheduling.nodeSelector: ${message}`))
});

function validate(object: RuntimeClass, ctx: ValidationContext): FieldError[] {
  const { handler = '', overhead, scheduling } = object, strict: PodValidationContext = { ...ctx, subject: 'Pod', tolerates: new Set() };
  return [
    ...validateCoreObjectMeta(object.metadata, 'Cluster', nameIsDnsSubdomain, metadataPath),
    ...(handler === '' ? [required(handlerPath)] : invalidEach(handlerPath, handler, isDns1123Label(handler))),
    ...(overhead === undefined ? [] : validateResourceRequirements({ limits: overhead.podFixed ?? {} }, FieldPath.of('overhead'), { ...strict, claimNames: new Set() })),
    ...(scheduling === undefined ? [] : validateScheduling(scheduling, strict))
  ];
}

/** What the class adds to its pods: each toleration once, however long it lasts. */
function validateScheduling({ nodeSelector, tolerations = [] }: Scheduling, ctx: PodValidationContext): FieldError[] {
  const path = schedulingPath.child('tolerations'), seen = new Set<string>();
  const errors = [...validateLabels(nodeSelector, schedulingPath.child('nodeSelector')), ...validateTolerations(tolerations, path, ctx)];
  tolerations.forEach((toleration, i) => {
    const key = identityOf(toleration);
    if (seen.has(key)) errors.push(duplicate(path.index(i), goStruct('Toleration', toleration)));
    seen.add(key);
  });
  return errors;
}

function identityOf({ key = '', operator = '', value = '', effect = '' }: Toleration): string {
  return JSON.stringify([key, operator, value, effect]);
}
