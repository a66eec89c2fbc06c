import type { ReplicaSet } from '../../../generated/types';
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
import { validateReplicaSetSpec } from '../validation/workloads/replicaSetSpec';
import { validateSelectorUpdate } from '../validation/workloads/templateSelector';
import { replicaSetStatus, validateStatusUpdate } from '../validation/workloads/replicaStatus';

/** `apps/v1/ReplicaSet`, mirrors pkg/registry and pkg/apis of v1.36. */
export const replicaSet = defineKind<ReplicaSet>({
  gvk: { group: 'apps', version: 'v1', kind: 'ReplicaSet' },
  plural: 'replicasets', singular: 'replicaset', shortNames: ['rs'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.apps.v1.ReplicaSet',
  subresources: ['scale', 'status'],
  setDefaults(object) {
    const spec = object.spec ??= {};
    spec.replicas ??= 1;
    setPodTemplateDefaults(spec);
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
    ...validateReplicaSetSpec(object.spec ?? {}, specPath, templateContext(ctx))
  ],
  validateUpdate: (object, old, ctx) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateReplicaSetSpec(object.spec ?? {}, specPath, templateContext(ctx, old.spec?.template)),
    ...validateSelectorUpdate(object.spec?.selector, old.spec?.selector)
  ],
  warnings(object, old) {
    if (old !== undefined) return isNewGeneration(object, old) ? podTemplateWarnings(object.spec?.template, specPath.child('template')) : [];
    return [...hostnameWarnings(object.metadata?.name, 'workload'), ...podTemplateWarnings(object.spec?.template, specPath.child('template'))];
  },
  status: { validateUpdate: (object, old) => validateStatusUpdate(object.status, old.status, replicaSetStatus) }
});
