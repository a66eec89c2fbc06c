import type { Job } from '../../../generated/types';
import { equal, type Mutable } from '../../core/json';
import { setJobSpecDefaults } from '../defaults/jobSpec';
import { defineKind } from '../kind';
import { dropDisabledTemplateFields } from '../pod/disabledFields';
import { generateJobSelector } from '../pod/jobSelector';
import { clearStatus, countGeneration, keepStatus, startGeneration } from '../strategy';
import { metadataPath, validateCoreObjectMeta, validateCoreObjectMetaUpdate } from '../validation/objectMeta';
import { nameIsDnsSubdomain } from '../validation/names';

/** `batch/v1/Job`, mirrors pkg/registry and pkg/apis of v1.36. */
export const job = defineKind<Job>({
  gvk: { group: 'batch', version: 'v1', kind: 'Job' },
  plural: 'jobs', singular: 'job', shortNames: [], categories: ['all'], scope: 'Namespaced',
  definition: 'io.k8s.api.batch.v1.Job',
  subresources: ['status'],
  setDefaults(object) {
    const spec = object.spec ??= {};
    if (spec.parallelism === undefined) spec.completions ??= 1;
    spec.parallelism ??= 1;
    spec.backoffLimit ??= spec.backoffLimitPerIndex === undefined ? 6 : maxInt32;
    labelAsTemplate(object);
    spec.completionMode ??= 'NonIndexed';
    spec.suspend ??= false;
    spec.podReplacementPolicy ??= spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed';
    spec.manualSelector ??= false;
    setJobSpecDefaults(spec);
  },
  prepareForCreate(object) {
    const labelled = equal(object.metadata?.labels, object.spec?.template?.metadata?.labels);
    if (object.spec?.manualSelector !== true) generateJobSelector(object);
    // Where the labels are the template's, Go shares one map between them; where there are none, reading from etcd sets the default again.
    if (labelled) delete object.metadata?.labels;
    labelAsTemplate(object);
    clearStatus(object);
    startGeneration(object);
    dropDisabledTemplateFields(object.spec?.template);
  },
  prepareForUpdate(object, old) {
    dropDisabledTemplateFields(object.spec?.template, old.spec?.template);
    keepStatus(object, old);
    countGeneration(object, old);
  },
  validate: object => validateCoreObjectMeta(object.metadata, 'Namespaced', nameIsDnsSubdomain, metadataPath),
  validateUpdate: (object, old) => validateCoreObjectMetaUpdate(object.metadata, old.metadata, metadataPath)
});

const maxInt32 = 2147483647;

/** A job without labels takes those of its template. */
function labelAsTemplate(object: Mutable<Job>): void {
  const labels = object.spec?.template?.metadata?.labels;
  if (labels !== undefined && Object.keys(object.metadata?.labels ?? {}).length === 0) (object.metadata ??= {}).labels = { ...labels };
}
