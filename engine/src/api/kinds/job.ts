import type { Job } from '../../../generated/types';
import { equal, type Mutable } from '../../core/json';
import { setJobSpecDefaults } from '../defaults/jobSpec';
import { defineKind } from '../kind';
import { dropDisabledTemplateFields } from '../pod/disabledFields';
import { generateJobSelector } from '../pod/jobSelector';
import { specPath } from '../pod/visitContainers';
import { hostnameWarnings } from '../pod/warnings/hostnameWarnings';
import { jobWarnings } from '../pod/warnings/jobWarnings';
import { clearStatus, countGeneration, isNewGeneration, keepStatus, startGeneration } from '../strategy';
import { templateContext } from '../validation/pod/podTemplate';
import { validateJob, validateJobUpdate } from '../validation/workloads/job';
import { validateJobStatus } from '../validation/workloads/jobStatus';
import { toleratingSelector } from '../validation/workloads/templateSelector';

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
    // Labels that came from the template are one map with the template's in Go, and grow with them.
    const shared = object.metadata?.labels !== undefined && equal(object.metadata?.labels, object.spec?.template?.metadata?.labels);
    if (object.spec?.manualSelector !== true) generateJobSelector(object);
    if (shared) {
      delete object.metadata?.labels;
      labelAsTemplate(object);
    }
    clearStatus(object);
    startGeneration(object);
    dropDisabledTemplateFields(object.spec?.template);
  },
  prepareForUpdate(object, old) {
    dropDisabledTemplateFields(object.spec?.template, old.spec?.template);
    keepStatus(object, old);
    countGeneration(object, old);
  },
  validate: (object, ctx) => validateJob(object, templateContext(ctx)),
  validateUpdate: (object, old, ctx) => {
    const judged = toleratingSelector(templateContext(ctx, old.spec?.template), old.spec?.selector);
    return [...validateJob(object, judged, old), ...validateJobUpdate(object, old, judged)];
  },
  status: { validateUpdate: validateJobStatus },
  warnings(object, old) {
    if (old !== undefined) return isNewGeneration(object, old) ? jobWarnings(object.spec ?? {}, specPath) : [];
    return [...hostnameWarnings(object.metadata?.name, 'workload'), ...jobWarnings(object.spec ?? {}, specPath)];
  }
});

const maxInt32 = 2147483647;

/** A job without labels takes those of its template. */
function labelAsTemplate(object: Mutable<Job>): void {
  const labels = object.spec?.template?.metadata?.labels;
  if (labels !== undefined && Object.keys(object.metadata?.labels ?? {}).length === 0) (object.metadata ??= {}).labels = { ...labels };
}
