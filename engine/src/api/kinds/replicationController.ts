import type { ReplicationController } from '../../../generated/types';
import { setPodTemplateDefaults } from '../defaults/podSpec';
import { defineKind } from '../kind';
import { dropDisabledTemplateFields } from '../pod/disabledFields';
import { hostnameWarnings } from '../pod/warnings/hostnameWarnings';
import { podTemplateWarnings } from '../pod/warnings/podWarnings';
import { clearStatus, countGeneration, isNewGeneration, keepStatus, startGeneration } from '../strategy';
import { specPath } from '../pod/visitContainers';
import { nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { templateContext } from '../validation/pod/podTemplate';
import { validateReplicationControllerSpec } from '../validation/workloads/replicationControllerSpec';
import { replicaSetStatus, validateStatusUpdate } from '../validation/workloads/replicaStatus';

/** `v1/ReplicationController`, mirrors pkg/registry and pkg/apis of v1.36. */
export const replicationController = defineKind<ReplicationController>({
  gvk: { group: '', version: 'v1', kind: 'ReplicationController' },
  plural: 'replicationcontrollers', singular: 'replicationcontroller', shortNames: ['rc'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.ReplicationController',
  subresources: ['scale', 'status'],
  setDefaults(object) {
    const spec = object.spec ??= {};
    const labels = spec.template?.metadata?.labels;
    if (labels !== undefined) {
      if (Object.keys(spec.selector ?? {}).length === 0) spec.selector = { ...labels };
      if (Object.keys(object.metadata?.labels ?? {}).length === 0) (object.metadata ??= {}).labels = { ...labels };
    }
    spec.replicas ??= 1;
    if (spec.template !== undefined) setPodTemplateDefaults(spec);
  },
  prepareForCreate(object) {
    clearStatus(object);
    startGeneration(object);
    dropDisabledTemplateFields(object.spec?.template);
  },
  prepareForUpdate(object, old) {
    dropDisabledTemplateFields(object.spec?.template, old.spec?.template);
    keepStatus(object, old);
    countGeneration(object, old);
  },
  validate: (object, ctx) => [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validateReplicationControllerSpec(object.spec ?? {}, specPath, templateContext(ctx))
  ],
  validateUpdate: (object, old, ctx) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateReplicationControllerSpec(object.spec ?? {}, specPath, templateContext(ctx, old.spec?.template))
  ],
  warnings(object, old) {
    if (old !== undefined) return isNewGeneration(object, old) ? podTemplateWarnings(object.spec?.template, specPath.child('template')) : [];
    return [...hostnameWarnings(object.metadata?.name, 'workload'), ...podTemplateWarnings(object.spec?.template, specPath.child('template'))];
  },
  status: { validateUpdate: (object, old) => validateStatusUpdate(object.status, old.status, replicaSetStatus) }
});
