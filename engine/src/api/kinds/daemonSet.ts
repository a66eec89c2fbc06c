import type { DaemonSet } from '../../../generated/types';
import { equal, type Mutable } from '../../core/json';
import { setPodTemplateDefaults } from '../defaults/podSpec';
import { defineKind } from '../kind';
import { dropDisabledTemplateFields } from '../pod/disabledFields';
import { podTemplateWarnings } from '../pod/warnings/podWarnings';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { specPath } from '../pod/visitContainers';
import { nameIsDnsSubdomain } from '../validation/names';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { templateContext } from '../validation/pod/podTemplate';
import { validateDaemonSetSpec } from '../validation/workloads/daemonSetSpec';
import { toleratingSelector, validateSelectorUpdate } from '../validation/workloads/templateSelector';
import { daemonSetStatus, validateStatusUpdate } from '../validation/workloads/replicaStatus';

/** `apps/v1/DaemonSet`, mirrors pkg/registry and pkg/apis of v1.36. */
export const daemonSet = defineKind<DaemonSet>({
  gvk: { group: 'apps', version: 'v1', kind: 'DaemonSet' },
  plural: 'daemonsets', singular: 'daemonset', shortNames: ['ds'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.apps.v1.DaemonSet',
  subresources: ['status'],
  setDefaults(object) {
    const spec = object.spec ??= {};
    spec.revisionHistoryLimit ??= 10;
    const strategy = spec.updateStrategy ??= {};
    strategy.type ??= 'RollingUpdate';
    if (strategy.type === 'RollingUpdate') {
      const rollingUpdate = strategy.rollingUpdate ??= {};
      rollingUpdate.maxUnavailable ??= 1;
      rollingUpdate.maxSurge ??= 0;
    }
    setPodTemplateDefaults(spec);
  },
  prepareForCreate(object) {
    clearStatus(object);
    startGeneration(object);
    setTemplateGeneration(object, Math.max(1, templateGenerationOf(object)));
    dropDisabledTemplateFields(object.spec?.template);
  },
  prepareForUpdate(object, old) {
    dropDisabledTemplateFields(object.spec?.template, old.spec?.template);
    keepStatus(object, old);
    const changed = !equal(object.spec?.template, old.spec?.template);
    setTemplateGeneration(object, templateGenerationOf(old) + (changed ? 1 : 0));
    countGeneration(object, old);
  },
  validate: (object, ctx) => [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
    ...validateDaemonSetSpec(object.spec ?? {}, specPath, templateContext(ctx))
  ],
  validateUpdate: (object, old, ctx) => [
    ...validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath),
    ...validateSelectorUpdate(object.spec?.selector, old.spec?.selector),
    ...validateDaemonSetSpec(object.spec ?? {}, specPath, toleratingSelector(templateContext(ctx, old.spec?.template), old.spec?.selector))
  ],
  warnings: (object, old) => old === undefined || !equal(object.spec?.template, old.spec?.template) ? podTemplateWarnings(object.spec?.template, specPath.child('template')) : [],
  status: { validateUpdate: (object, old) => validateStatusUpdate(object.status, old.status, daemonSetStatus) }
});

/** The count of template changes, which the API holds as an annotation. */
const templateGeneration = 'deprecated.daemonset.template.generation';

function templateGenerationOf(object: DaemonSet): number {
  const text = object.metadata?.annotations?.[templateGeneration] ?? '';
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : 0;
}

function setTemplateGeneration(object: Mutable<DaemonSet>, generation: number): void {
  ((object.metadata ??= {}).annotations ??= {})[templateGeneration] = String(generation);
}
