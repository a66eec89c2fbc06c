import type { StatefulSet } from '../../../generated/types';
import { setPersistentVolumeClaimDefaults } from '../defaults/persistentVolumeClaim';
import { setPodTemplateDefaults } from '../defaults/podSpec';
import type { Mutable } from '../../core/json';
import { defineKind } from '../kind';
import { dropDisabledTemplateFields } from '../pod/disabledFields';
import { claimWarnings } from '../pod/warnings/byteWarnings';
import { podTemplateWarnings } from '../pod/warnings/podWarnings';
import { clearStatus, countGeneration, isNewGeneration, keepStatus, startGeneration } from '../strategy';
import { specPath } from '../pod/visitContainers';
import { nameIsDnsLabel } from '../validation/names';
import { metadataPath, validateCoreObjectMeta } from '../validation/objectMeta';
import { templateContext } from '../validation/pod/podTemplate';
import { validateStatefulSetSpec } from '../validation/workloads/statefulSetSpec';
import { validateStatefulSetUpdate } from '../validation/workloads/statefulSetUpdate';
import { statefulSetStatus, validateStatusUpdate } from '../validation/workloads/replicaStatus';

/** `apps/v1/StatefulSet`, mirrors pkg/registry and pkg/apis of v1.36. */
export const statefulSet = defineKind<StatefulSet>({
  gvk: { group: 'apps', version: 'v1', kind: 'StatefulSet' },
  plural: 'statefulsets', singular: 'statefulset', shortNames: ['sts'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.apps.v1.StatefulSet',
  subresources: ['scale', 'status'],
  setDefaults(object) {
    const spec = object.spec ??= {};
    spec.podManagementPolicy ??= 'OrderedReady';
    const strategy = spec.updateStrategy ??= {};
    if (strategy.type === undefined) {
      strategy.type = 'RollingUpdate';
      strategy.rollingUpdate ??= {};
    }
    if (strategy.type === 'RollingUpdate' && strategy.rollingUpdate !== undefined) strategy.rollingUpdate.partition ??= 0;
    const retention = spec.persistentVolumeClaimRetentionPolicy ??= {};
    retention.whenDeleted ??= 'Retain';
    retention.whenScaled ??= 'Retain';
    spec.replicas ??= 1;
    spec.revisionHistoryLimit ??= 10;
    setPodTemplateDefaults(spec);
    for (const claim of spec.volumeClaimTemplates ?? []) {
      Object.assign(claim, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
      setPersistentVolumeClaimDefaults(claim);
    }
  },
  prepareForCreate(object) {
    clearStatus(object);
    startGeneration(object);
    dropDisabledStrategy(object);
    dropDisabledTemplateFields(object.spec?.template);
  },
  prepareForUpdate(object, old) {
    dropDisabledStrategy(object, old);
    dropDisabledTemplateFields(object.spec?.template, old.spec?.template);
    keepStatus(object, old);
    countGeneration(object, old);
  },
  validate: (object, ctx) => [
    ...validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsLabel, metadataPath),
    ...validateStatefulSetSpec(object.spec ?? {}, specPath, { ...templateContext(ctx), exempt: new Set() })
  ],
  validateUpdate: (object, old, ctx) => validateStatefulSetUpdate(object, old, templateContext(ctx, old.spec?.template)),
  warnings(object, old) {
    const { template, volumeClaimTemplates = [], revisionHistoryLimit = 0 } = object.spec ?? {};
    const at = specPath.child('volumeClaimTemplates');
    return [
      ...old === undefined || isNewGeneration(object, old) ? podTemplateWarnings(template, specPath.child('template')) : [],
      ...volumeClaimTemplates.flatMap((claim, i) => claimWarnings(claim.spec, old === undefined ? at.index(i) : at.index(i).child('Spec'))),
      ...revisionHistoryLimit < 0 ? ['spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended'] : []
    ];
  },
  status: { validateUpdate: (object, old) => validateStatusUpdate(object.status, old.status, statefulSetStatus) }
});

/** `maxUnavailable` is off by default (MaxUnavailableStatefulSet); an object that has it keeps it. */
function dropDisabledStrategy(object: Mutable<StatefulSet>, old?: StatefulSet): void {
  if (old?.spec?.updateStrategy?.rollingUpdate?.maxUnavailable === undefined) delete object.spec?.updateStrategy?.rollingUpdate?.maxUnavailable;
}
