import type { Pod } from '../../../generated/types';
import { setPodDefaults } from '../defaults/pod';
import { defineKind } from '../kind';
import { appArmorAnnotationWarnings, applyAppArmorAnnotations } from '../pod/appArmorAnnotations';
import { dropDisabledFields } from '../pod/disabledFields';
import { mergeLabelKeys } from '../pod/labelKeys';
import { newPodStatus } from '../pod/newPodStatus';
import { hostnameWarnings } from '../pod/warnings/hostnameWarnings';
import { podWarnings } from '../pod/warnings/podWarnings';
import { countGeneration, keepStatus, startGeneration } from '../strategy';
import { podContext, validatePodCreate } from '../validation/pod/pod';
import { validatePodUpdate } from '../validation/pod/podUpdate';

/** `v1/Pod`, mirrors pkg/registry and pkg/apis of v1.36. */
export const pod = defineKind<Pod>({
  gvk: { group: '', version: 'v1', kind: 'Pod' },
  plural: 'pods', singular: 'pod', shortNames: ['po'], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.core.v1.Pod',
  subresources: ['attach', 'binding', 'ephemeralcontainers', 'eviction', 'exec', 'log', 'portforward', 'proxy', 'resize', 'status'],
  setDefaults: setPodDefaults,
  prepareForCreate(object) {
    startGeneration(object);
    object.status = newPodStatus(object.spec ?? {});
    dropDisabledFields(object.spec ??= {});
    mergeLabelKeys(object);
    applyAppArmorAnnotations(object);
  },
  prepareForUpdate(object, old) {
    keepStatus(object, old);
    dropDisabledFields(object.spec ??= {}, old.spec);
    countGeneration(object, old);
  },
  validate: (object, ctx) => validatePodCreate(object, podContext(ctx)),
  validateUpdate: (object, old, ctx) => validatePodUpdate(object, old, podContext(ctx, old)),
  warnings(object, old) {
    if (old !== undefined) return [];
    return [...appArmorAnnotationWarnings(object), ...hostnameWarnings(object.metadata?.name, 'pod'), ...podWarnings(object.metadata, object.spec ?? {})];
  }
});
