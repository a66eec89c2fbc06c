import { FieldPath } from '../../core/fieldPath';
import { isList, own } from '../../core/json';
import { errorText, invalid, notSupported, required, type FieldError } from '../../api/fieldError';
import { entries, refused, stringOf, type ComponentRule } from '../componentProblem';

const levels = ['None', 'Metadata', 'Request', 'RequestResponse'];
const stages = ['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic'];

/** An audit policy (apiserver/pkg/apis/audit/validation/validation.go and audit/policy/reader.go, v1.36). */
export const auditPolicy: ComponentRule = policy => {
  const rules = FieldPath.of('rules');
  const list = own(policy, 'rules');
  const empty = !isList(list) || list.length === 0 ? [refused('FieldValueRequired', rules, 'loaded illegal policy with 0 rules')] : [];
  const errors: FieldError[] = [
    ...stageErrors(own(policy, 'omitStages'), FieldPath.of('omitStages')),
    ...entries(policy, 'rules').flatMap(({ item, index }) => {
      const path = rules.index(index), level = stringOf(item, 'level'), urls = own(item, 'nonResourceURLs');
      const both = isList(urls) && urls.length > 0 && (entries(item, 'resources').length > 0 || hasItems(own(item, 'namespaces')));
      return [
        ...level === '' ? [required(path.child('level'))] : levels.includes(level) ? [] : [notSupported(path.child('level'), level, levels)],
        ...isList(urls) ? urls.flatMap((url, i) => urlErrors(url, path.child('nonResourceURLs').index(i))) : [],
        ...entries(item, 'resources').flatMap(resource => hasItems(own(resource.item, 'resourceNames')) && !hasItems(own(resource.item, 'resources'))
          ? [invalid(path.child('resources', 'resourceNames'), own(resource.item, 'resourceNames'), 'using resourceNames requires at least one resource')] : []),
        ...stageErrors(own(item, 'omitStages'), path.child('omitStages')),
        ...both ? [invalid(path.child('nonResourceURLs'), urls, 'rules cannot apply to both regular resources and non-resource URLs')] : []
      ];
    })
  ];
  return [...empty, ...errors.map(error => refused(error.type, error.path, errorText(error)))];
};

function hasItems(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function urlErrors(url: unknown, path: FieldPath): FieldError[] {
  if (typeof url !== 'string' || url === '*') return [];
  return [
    ...url.startsWith('/') ? [] : [invalid(path, url, "non-resource URL rules must begin with a '/' character")],
    ...url.slice(0, -1).includes('*') ? [invalid(path, url, "non-resource URL wildcards '*' must be the final character of the rule")] : []
  ];
}

function stageErrors(list: unknown, path: FieldPath): FieldError[] {
  return Array.isArray(list) ? list.flatMap((stage: unknown, i) => typeof stage !== 'string' || stages.includes(stage) ? [] : [invalid(path.index(i), stage, `allowed stages are ${stages.join(',')}`)]) : [];
}
