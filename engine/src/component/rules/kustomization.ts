import { FieldPath } from '../../core/fieldPath';
import { own } from '../../core/json';
import { refused, stringOf, warned, type ComponentRule } from '../componentProblem';

const instead: Readonly<Record<string, string>> = { bases: 'resources', imageTags: 'images', patchesJson6902: 'patches', patchesStrategicMerge: 'patches', vars: 'replacements' };

/** A kustomization's head and its deprecated fields (kustomize/api/types/kustomization.go, v5). */
export const kustomization: ComponentRule = file => {
  const kind = stringOf(file, 'kind'), apiVersion = stringOf(file, 'apiVersion');
  const wanted = kind === 'Component' ? 'kustomize.config.k8s.io/v1alpha1' : 'kustomize.config.k8s.io/v1beta1';
  return [
    ...kind === '' || kind === 'Kustomization' || kind === 'Component' ? [] : [refused('FieldValueInvalid', FieldPath.of('kind'), 'kind should be Kustomization or Component')],
    ...apiVersion === '' || apiVersion === wanted ? [] : [refused('FieldValueInvalid', FieldPath.of('apiVersion'), `apiVersion for ${kind} should be ${wanted}`)],
    ...Object.entries(instead).filter(([field]) => own(file, field) !== undefined)
      .map(([field, other]) => warned('deprecated-field', FieldPath.of(field), `'${field}' is deprecated. Please use '${other}' instead. Run 'kustomize edit fix' to update your Kustomization automatically.`))
  ];
};
