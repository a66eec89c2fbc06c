import { FieldPath } from '../../core/fieldPath';
import { goQuote } from '../../core/goText';
import { own, type JsonObject } from '../../core/json';
import { isDns1123Label } from '../../api/validation/names';
import { entries, objectOf, refused, stringOf, warned, type ComponentProblem, type ComponentRule } from '../componentProblem';

/**
 * A kubeconfig as `kubectl` takes it before its first request (client-go/tools/clientcmd/validation.go, v1.36), every context of it
 * and not only the current one. Files that it names lie on another machine and are not looked for.
 */
export const kubeconfig: ComponentRule = config => {
  const names = { clusters: namesIn(config, 'clusters'), users: namesIn(config, 'users'), contexts: namesIn(config, 'contexts') };
  const current = stringOf(config, 'current-context');
  return [
    ...current === '' || names.contexts.has(current) ? [] : [refused('missing-context', FieldPath.of('current-context'), `context was not found for specified context: ${current}`)],
    ...(['clusters', 'contexts', 'users'] as const).flatMap(list => unnamed(config, list)),
    ...entries(config, 'contexts').flatMap(({ item, index }) => contextProblems(item, FieldPath.of('contexts').index(index), names)),
    ...entries(config, 'clusters').flatMap(({ item, index }) => clusterProblems(item, FieldPath.of('clusters').index(index))),
    ...entries(config, 'users').flatMap(({ item, index }) => userProblems(item, FieldPath.of('users').index(index))),
    ...own(config, 'preferences') === undefined ? [] : [warned('deprecated-field', FieldPath.of('preferences'), 'preferences is deprecated and does nothing: kubectl takes its preferences from ~/.kube/kuberc')]
  ];
};

interface Names { readonly clusters: ReadonlySet<string>; readonly users: ReadonlySet<string> }

function namesIn(config: JsonObject, list: string): ReadonlySet<string> {
  return new Set(entries(config, list).map(({ item }) => stringOf(item, 'name')));
}

function unnamed(config: JsonObject, list: 'clusters' | 'contexts' | 'users'): ComponentProblem[] {
  return entries(config, list).filter(({ item }) => stringOf(item, 'name') === '')
    .map(({ index }) => refused('FieldValueRequired', FieldPath.of(list).index(index).child('name'), `an entry of ${list} has no name: nothing can refer to it`));
}

function contextProblems(entry: JsonObject, path: FieldPath, names: Names): ComponentProblem[] {
  const name = goQuote(stringOf(entry, 'name')), context = objectOf(entry, 'context'), at = path.child('context');
  const user = stringOf(context, 'user'), cluster = stringOf(context, 'cluster'), namespace = stringOf(context, 'namespace');
  return [
    ...user === '' ? [refused('FieldValueRequired', at.child('user'), `user was not specified for context ${name}`)]
      : names.users.has(user) ? [] : [refused('missing-user', at.child('user'), `user ${goQuote(user)} was not found for context ${name}`)],
    ...cluster === '' ? [refused('FieldValueRequired', at.child('cluster'), `cluster was not specified for context ${name}`)]
      : names.clusters.has(cluster) ? [] : [refused('missing-cluster', at.child('cluster'), `cluster ${goQuote(cluster)} was not found for context ${name}`)],
    ...namespace === '' || isDns1123Label(namespace).length === 0 ? []
      : [refused('FieldValueInvalid', at.child('namespace'), `namespace ${goQuote(namespace)} for context ${name} does not conform to the kubernetes DNS_LABEL rules`)]
  ];
}

function clusterProblems(entry: JsonObject, path: FieldPath): ComponentProblem[] {
  const name = stringOf(entry, 'name'), cluster = objectOf(entry, 'cluster'), at = path.child('cluster');
  const both = stringOf(cluster, 'certificate-authority') !== '' && stringOf(cluster, 'certificate-authority-data') !== '';
  return [
    ...stringOf(cluster, 'server') !== '' ? [] : [refused('FieldValueRequired', at.child('server'),
      Object.keys(cluster).length === 0 ? 'cluster has no server defined' : `no server found for cluster ${goQuote(name)}`)],
    ...both ? [refused('FieldValueInvalid', at.child('certificate-authority'), `certificate-authority-data and certificate-authority are both specified for ${name}. certificate-authority-data will override.`)] : []
  ];
}

function userProblems(entry: JsonObject, path: FieldPath): ComponentProblem[] {
  const name = stringOf(entry, 'name'), user = objectOf(entry, 'user'), at = path.child('user');
  const has = (field: string): boolean => stringOf(user, field) !== '';
  const usesCert = has('client-certificate') || has('client-certificate-data');
  const usesBasic = has('username') || has('password');
  return [
    ...has('client-certificate') && has('client-certificate-data')
      ? [refused('FieldValueInvalid', at.child('client-certificate'), `client-cert-data and client-cert are both specified for ${name}. client-cert-data will override.`)] : [],
    ...usesCert && has('client-key') && has('client-key-data') ? [refused('FieldValueInvalid', at.child('client-key'), `client-key-data and client-key are both specified for ${name}; client-key-data will override`)] : [],
    ...usesCert && !has('client-key') && !has('client-key-data')
      ? [refused('FieldValueRequired', at.child('client-key'), `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`)] : [],
    ...own(user, 'exec') === undefined ? [] : execProblems(objectOf(user, 'exec'), at.child('exec'), name),
    ...has('token') && usesBasic ? [refused('FieldValueInvalid', at, `more than one authentication method found for ${name}; found [token basicAuth], only one is allowed`)] : []
  ];
}

function execProblems(exec: JsonObject, path: FieldPath, name: string): ComponentProblem[] {
  const mode = stringOf(exec, 'interactiveMode');
  // Of v1beta1 and before, the mode has a default.
  const needsMode = mode === '' && stringOf(exec, 'apiVersion') === 'client.authentication.k8s.io/v1';
  return [
    ...['command', 'apiVersion', ...needsMode ? ['interactiveMode'] : []].filter(field => stringOf(exec, field) === '')
      .map(field => refused('FieldValueRequired', path.child(field), `${field} must be specified for ${name} to use exec authentication plugin`)),
    ...mode === '' || ['Never', 'IfAvailable', 'Always'].includes(mode) ? [] : [refused('FieldValueNotSupported', path.child('interactiveMode'), `invalid interactiveMode for ${name}: ${goQuote(mode)}`)]
  ];
}
