import type { FlowcontrolV1Subject, NonResourcePolicyRule, PolicyRulesWithSubjects, ResourcePolicyRule, ServiceAccountSubject } from '../../../generated/types';
import type { FieldPath } from '../../core/fieldPath';
import { forbidden, invalid, invalidEach, NamedText, notSupported, required, type FieldError } from '../fieldError';
import { isDns1123Label, isDns1123Subdomain } from '../validation/names';

/** Whose requests, and which, a flow schema speaks of (pkg/apis/flowcontrol/validation/validation.go, v1.36). */

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'proxy', 'update', 'watch'];

export function validateRules(rules: readonly PolicyRulesWithSubjects[], path: FieldPath): FieldError[] {
  return rules.flatMap(({ subjects = [], resourceRules = [], nonResourceRules = [] }, i) => {
    const at = path.index(i);
    return [
      ...(subjects.length === 0 ? [required(at.child('subjects'), 'subjects must contain at least one value')] : []),
      ...subjects.flatMap((subject, k) => validateSubject(subject, at.child('subjects').index(k))),
      ...(resourceRules.length + nonResourceRules.length === 0 ? [required(at, 'at least one of resourceRules and nonResourceRules has to be non-empty')] : []),
      ...resourceRules.flatMap((rule, k) => validateResourceRule(rule, at.child('resourceRules').index(k))),
      ...nonResourceRules.flatMap((rule, k) => validateNonResourceRule(rule, at.child('nonResourceRules').index(k)))
    ];
  });
}

/** The field that a kind of subject fills, in the order in which the others are refused. */
const subjectFields = [['ServiceAccount', 'serviceAccount'], ['User', 'user'], ['Group', 'group']] as const;

function validateSubject(subject: FlowcontrolV1Subject, path: FieldPath): FieldError[] {
  const { kind = '' } = subject, own = subjectFields.find(([name]) => name === kind);
  if (own === undefined) return [notSupported(path.child('kind'), new NamedText(kind), ['Group', 'ServiceAccount', 'User'])];
  const [, field] = own, at = path.child(field);
  const errors = field === 'serviceAccount' ? validateServiceAccount(subject.serviceAccount, at) : validateNamed(subject[field], kind, at);
  return [...errors, ...subjectFields.flatMap(([name, other]) => other === field || subject[other] === undefined ? [] : [forbidden(path.child(other), `${other} is forbidden when subject kind is not '${name}'`)])];
}

function validateNamed(subject: { readonly name?: string } | undefined, kind: string, path: FieldPath): FieldError[] {
  if (subject === undefined) return [required(path, `${kind.toLowerCase()} is required when subject kind is '${kind}'`)];
  return (subject.name ?? '') === '' ? [required(path.child('name'))] : [];
}

function validateServiceAccount(subject: ServiceAccountSubject | undefined, path: FieldPath): FieldError[] {
  if (subject === undefined) return [required(path, "serviceAccount is required when subject kind is 'ServiceAccount'")];
  const { name = '', namespace = '' } = subject;
  return [
    ...(name === '' ? [required(path.child('name'))] : name === '*' ? [] : invalidEach(path.child('name'), name, isDns1123Subdomain(name))),
    ...(namespace === '' ? [required(path.child('namespace'), 'must specify namespace for service account')] : invalidEach(path.child('namespace'), namespace, isDns1123Label(namespace)))
  ];
}

function validateVerbs(wanted: readonly string[], path: FieldPath): FieldError[] {
  if (wanted.length === 0) return [required(path, 'verbs must contain at least one value')];
  if (wanted.includes('*')) return wanted.length > 1 ? [invalid(path, wanted, "if '*' is present, must not specify other verbs")] : [];
  return wanted.every(verb => verbs.includes(verb)) ? [] : [notSupported(path, wanted, verbs)];
}

function validateNonResourceRule({ verbs: wanted = [], nonResourceURLs: urls = [] }: NonResourcePolicyRule, path: FieldPath): FieldError[] {
  const errors = validateVerbs(wanted, path.child('verbs')), at = path.child('nonResourceURLs');
  if (urls.length === 0) return [...errors, required(at, 'nonResourceURLs must contain at least one value')];
  if (urls.includes('*')) return urls.length > 1 ? [...errors, invalid(at, urls, "if '*' is present, must not specify other non-resource URLs")] : errors;
  return [...errors, ...urls.flatMap((url, i) => { const wrong = urlError(url); return wrong === undefined ? [] : [invalid(at.index(i), url, wrong)]; })];
}

function urlError(url: string): string | undefined {
  if (url === '') return 'must not be empty';
  if (url === '/') return undefined;
  if (!url.startsWith('/')) return 'must start with slash';
  if (url.includes(' ')) return 'must not contain white-space';
  if (url.includes('//')) return 'must not contain double slash';
  const wildcards = url.split('*').length - 1;
  return wildcards > 1 || (wildcards === 1 && !url.endsWith('/*')) ? 'wildcard can only do suffix matching' : undefined;
}

function validateResourceRule(rule: ResourcePolicyRule, path: FieldPath): FieldError[] {
  const { verbs: wanted = [], apiGroups = [], resources = [], namespaces = [], clusterScope = false } = rule;
  const groupsPath = path.child('apiGroups'), resourcesPath = path.child('resources'), at = path.child('namespaces');
  const errors = validateVerbs(wanted, path.child('verbs'));
  if (apiGroups.length === 0) errors.push(required(groupsPath, 'resource rules must supply at least one api group'));
  else if (apiGroups.length > 1 && apiGroups.includes('*')) errors.push(invalid(groupsPath, apiGroups, "if '*' is present, must not specify other api groups"));
  if (resources.length === 0) errors.push(required(resourcesPath, 'resource rules must supply at least one resource'));
  else if (resources.length > 1 && resources.includes('*')) errors.push(invalid(resourcesPath, resources, "if '*' is present, must not specify other resources"));
  if (namespaces.length === 0 && !clusterScope) return [...errors, required(at, 'resource rules that are not cluster scoped must supply at least one namespace')];
  if (namespaces.includes('*')) return namespaces.length > 1 ? [...errors, invalid(at, namespaces, "if '*' is present, must not specify other namespaces")] : errors;
  return [...errors, ...namespaces.flatMap((name, i) => isDns1123Label(name).map(detail => invalid(at.index(i), name, `each member of this list must be '*' or a DNS-1123 label; ${detail}`)))];
}
