import { FieldPath } from '../../core/fieldPath';
import { isList, own, type Json } from '../../core/json';
import { entries, objectOf, warned, type ComponentProblem, type ComponentRule } from '../componentProblem';

/** Flags that the components of the control plane once had and v1.36 ends with `unknown flag` on; what to use instead, '' for nothing. */
const goneFlags: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'kube-apiserver': {
    'address': '--bind-address', 'basic-auth-file': '', 'cloud-config': '', 'cloud-provider': '', 'insecure-bind-address': '--bind-address', 'insecure-port': '', 'kubelet-https': '',
    'port': '--secure-port', 'service-account-api-audiences': '--api-audiences', 'target-ram-mb': ''
  },
  'kube-controller-manager': { 'address': '--bind-address', 'experimental-cluster-signing-duration': '--cluster-signing-duration', 'pod-eviction-timeout': '', 'port': '--secure-port', 'volume-host-cidr-denylist': '' },
  'kube-scheduler': {
    'address': '--bind-address', 'algorithm-provider': '--config', 'lock-object-name': '--config (leaderElection.resourceName)', 'lock-object-namespace': '--config (leaderElection.resourceNamespace)',
    'policy-config-file': '--config', 'policy-configmap': '--config', 'port': '--secure-port', 'scheduler-name': '--config (profiles)', 'use-legacy-policy-config': '--config'
  }
};

/** What kube-apiserver does not start without (pkg/kubeapiserver/options/authentication.go and controlplane/apiserver/options/validation.go, v1.36). */
const neededFlags: readonly string[] = ['service-account-issuer', 'service-account-signing-key-file'];

/**
 * The command line of a control-plane component in a pod, as the component of v1.36 would take it. The API server accepts such a
 * pod and the kubelet starts it: what follows is a container that ends at once. So these are warnings.
 */
export const staticPod: ComponentRule = pod => entries(objectOf(pod, 'spec'), 'containers').flatMap(({ item, index }) => {
  const path = FieldPath.of('spec', 'containers').index(index);
  const words = ['command', 'args'].flatMap(field => wordsOf(own(item, field), path.child(field)));
  const [program = '', component = program.slice(program.lastIndexOf('/') + 1)] = [words[0]?.text];
  const gone = Object.hasOwn(goneFlags, component) ? goneFlags[component] : undefined;
  return gone === undefined ? [] : [...words.flatMap(word => goneFlag(word, component, gone)), ...missingFlags(words, component, path)];
});

interface Word { readonly text: string; readonly path: FieldPath }

function wordsOf(list: Json | undefined, path: FieldPath): Word[] {
  return isList(list) ? list.flatMap((text, i) => typeof text === 'string' ? [{ text, path: path.index(i) }] : []) : [];
}

function flagOf({ text }: Word): string {
  return /^--?([A-Za-z0-9-]+)/u.exec(text)?.[1] ?? '';
}

function goneFlag(word: Word, component: string, gone: Readonly<Record<string, string>>): ComponentProblem[] {
  const flag = flagOf(word);
  if (!Object.hasOwn(gone, flag)) return [];
  const other = gone[flag] ?? '';
  return [warned('removed-flag', word.path, `unknown flag: --${flag}: ${component} of Kubernetes 1.36 does not start with it${other === '' ? '' : `, use ${other}`}`)];
}

function missingFlags(words: readonly Word[], component: string, path: FieldPath): ComponentProblem[] {
  if (component !== 'kube-apiserver') return [];
  const flags = new Set(words.map(flagOf));
  // A part of a command line, as books print it, is no command line that lacks something.
  if (!flags.has('service-account-key-file')) return [];
  return neededFlags.filter(flag => !flags.has(flag)).map(flag => warned('missing-flag', path.child('command'), `--${flag} is missing: kube-apiserver of Kubernetes 1.36 does not start without it`));
}
