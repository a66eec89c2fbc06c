import type { ContainerResizePolicy } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { duplicate, invalid, NamedText, notSupportedName, required, type FieldError } from '../../fieldError';

/** Whether a container is restarted when its resources change; most is reported at the list (`validateResizePolicy`, v1.36). */
export function validateResizePolicy(policies: readonly ContainerResizePolicy[], path: FieldPath, podRestartPolicy: string | undefined): FieldError[] {
  const seen = new Set<string>();
  return policies.flatMap(({ resourceName = '', restartPolicy = '' }, i) => {
    const errors = seen.has(resourceName) ? [duplicate(path.index(i), new NamedText(resourceName))] : [];
    seen.add(resourceName);
    errors.push(...resourceName === '' ? [required(path)] : notSupportedName(path, resourceName, ['cpu', 'memory']));
    errors.push(...restartPolicy === '' ? [required(path)] : notSupportedName(path, restartPolicy, ['NotRequired', 'RestartContainer']));
    if (podRestartPolicy === 'Never' && restartPolicy !== 'NotRequired') {
      errors.push(invalid(path, new NamedText(restartPolicy), "must be 'NotRequired' when pod `restartPolicy` is 'Never'"));
    }
    return errors;
  });
}
