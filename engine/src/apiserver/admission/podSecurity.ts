import { equal } from '../../core/json';
import { invalid, type FieldError } from '../../api/fieldError';
import { labelsOf, type KubeObject } from '../../api/object';
import { metadataPath } from '../../api/validation/objectMeta';
import type { AdmissionPlugin } from '../admission';
import { invalidError } from '../statusErrors';

const levels = ['privileged', 'baseline', 'restricted'];
const modes = ['enforce', 'audit', 'warn'] as const;

/** The labels of a namespace must name levels and versions that exist (pod-security-admission/admission, v1.36). */
export const podSecurity: AdmissionPlugin = {
  name: 'PodSecurity',
  standalone: true,
  validate(_, { operation, kind, resource, subresource, object, old }) {
    if (resource !== 'namespaces' || subresource !== '' || operation === 'DELETE') return undefined;
    const errors = policyErrors(object);
    if (errors.length === 0 || (old !== undefined && equal(errors, policyErrors(old)))) return undefined;
    return invalidError(kind.gvk, object.metadata?.name ?? '', errors);
  }
};

/** What is wrong with the policy that the labels spell out (`PolicyToEvaluate`). */
function policyErrors(namespace: KubeObject): FieldError[] {
  const labels = labelsOf(namespace);
  return modes.flatMap(mode => {
    const level = labels[`pod-security.kubernetes.io/${mode}`], version = labels[`pod-security.kubernetes.io/${mode}-version`];
    const path = metadataPath.child('labels');
    const errors: FieldError[] = [];
    if (level !== undefined && !levels.includes(level)) errors.push(invalid(path.key(`pod-security.kubernetes.io/${mode}`), level, `must be one of ${levels.join(', ')}`));
    if (version !== undefined && version !== 'latest' && !/^v1\.([0-9]|[1-9][0-9]*)$/.test(version)) {
      errors.push(invalid(path.key(`pod-security.kubernetes.io/${mode}-version`), version, 'must be "latest" or "v1.x"'));
    }
    return errors;
  });
}
