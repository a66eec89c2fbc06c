import type { Deployment } from '../../../generated/types';
import { equal } from '../../core/json';
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
import { validateDeploymentSpec } from '../validation/workloads/deploymentSpec';
import { validateSelectorUpdate } from '../validation/workloads/templateSelector';
import { deploymentStatus, validateStatusUpdate } from '../validation/workloads/replicaStatus';

/** `apps/v1/Deployment`, mirrors pkg/registry and pkg/apis of v1.36. */
export const deployment = defineKind<Deployment>({
  gvk: { group: 'apps', version: 'v1', kind: 'Deployment' },
  plural: 'deployments', singular: 'deployment', shortNames: ['deploy'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.apps.v1.Deployment',
  subresources: ['scale', 'status'],
  setDefaults(object) {
    const spec = object.spec ??= {};
    spec.replicas ??= 1;
    spec.revisionHistoryLimit ??= 10;
    spec.progressDeadlineSeconds ??= 600;
    const strategy = spec.strategy ??= {};
    strategy.type ??= 'RollingUpdate';
    if (strategy.type === 'RollingUpdate') {
      const rollingUpdate = strategy.rollingUpdate ??= {};
      rollingUpdate.maxUnavailable ??= '25%';
      rollingUpdate.maxSurge ??= '25%';
    }
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
    if (!equal(object.metadata?.annotations ?? {}, old.metadata?.annotations ?? {})) (object.metadata ??= {}).generation = (old.metadata?.generation ?? 0) + 1;
  },
  validate: (object, ctx) => [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validateDeploymentSpec(object.spec ?? {}, specPath, templateContext(ctx))
  ],
  validateUpdate: (object, old, ctx) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateDeploymentSpec(object.spec ?? {}, specPath, templateContext(ctx, old.spec?.template)),
    ...validateSelectorUpdate(object.spec?.selector, old.spec?.selector)
  ],
  warnings(object, old) {
    if (old !== undefined) return isNewGeneration(object, old) ? podTemplateWarnings(object.spec?.template, specPath.child('template')) : [];
    return [...hostnameWarnings(object.metadata?.name, 'workload'), ...podTemplateWarnings(object.spec?.template, specPath.child('template'))];
  },
  status: { validateUpdate: (object, old) => validateStatusUpdate(object.status, old.status, deploymentStatus) }
});
