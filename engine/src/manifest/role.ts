import { isObject, own, type Json, type JsonObject } from '../core/json';
import { gvkOf } from '../api/object';
import type { DocumentRole, ManifestIdentity, ManifestOptions } from './document';
import type { YamlNode } from './node';

/** API groups of configuration files that are no objects of a cluster, whose kinds no API server serves. */
const componentGroups: ReadonlySet<string> = new Set([
  'kubeadm.k8s.io', 'kubelet.config.k8s.io', 'kubescheduler.config.k8s.io', 'kubeproxy.config.k8s.io', 'audit.k8s.io',
  'apiserver.config.k8s.io', 'apiserver.k8s.io', 'kustomize.config.k8s.io', 'kubecontrollermanager.config.k8s.io',
  'credentialprovider.kubelet.k8s.io', 'client.authentication.k8s.io', 'pod-security.admission.config.k8s.io',
  'eventratelimit.admission.k8s.io', 'imagepolicy.k8s.io', 'resourcequota.admission.k8s.io'
]);

/** Files of other tools that borrow `apiVersion` and `kind`. */
const toolGroups: ReadonlySet<string> = new Set([
  'kind.x-k8s.io', 'k3d.io', 'eksctl.io', 'helm.sh', 'ctlptl.dev', 'config.kubernetes.io', 'skaffold', 'devfile', 'garden.io', 'tanka.dev'
]);

/** What a document is, from its value, its text and its file's name. `root` is the tree of `value`, where there is one. */
export function roleOf(text: string, value: Json | undefined, source: { readonly root: YamlNode | undefined; readonly broken: boolean }, options: ManifestOptions): DocumentRole {
  if (text.includes('{{') && isHelmTemplate(text, source, options)) return 'helmTemplate';
  if (source.root === undefined && !source.broken && (value === undefined || value === null)) return 'empty';
  const byName = roleOfName(value, options);
  if (byName !== undefined) return byName;
  return isObject(value) ? roleOfObject(value) : 'other';
}

/** The role of an object by its apiVersion and kind; for the items of a List too. */
export function roleOfObject(value: JsonObject): DocumentRole {
  const apiVersion = own(value, 'apiVersion');
  const kind = own(value, 'kind');
  if (typeof apiVersion === 'string' && isForeign(apiVersion)) return 'other';
  const gvk = gvkOf(apiVersion, kind);
  if (gvk !== undefined && (componentGroups.has(gvk.group) || (gvk.group === '' && kind === 'Config'))) return 'component';
  const states = (...keys: string[]): boolean => keys.some(key => own(value, key) !== undefined);
  // Without an apiVersion, `kind: deployment` beside `data` may be anybody's; `kind` beside `metadata` is meant for Kubernetes.
  const isNamed = typeof apiVersion === 'string' ? states('kind', 'metadata', 'spec', 'data', 'rules', 'items')
    : typeof kind === 'string' ? /^[A-Z]/.test(kind) && states('apiVersion', 'metadata', 'spec', 'data', 'rules', 'items')
      : states('kind') && states('metadata');
  return isNamed ? 'resource' : 'other';
}

/** Whether an apiVersion belongs to another tool (`skaffold/v4beta1`, `kind.x-k8s.io/v1alpha4`). Misspelt groups of Kubernetes do not. */
function isForeign(apiVersion: string): boolean {
  const slash = apiVersion.indexOf('/');
  return slash !== -1 && toolGroups.has(apiVersion.slice(0, slash));
}

function roleOfName(value: Json | undefined, { path = '', listedAs }: ManifestOptions): DocumentRole | undefined {
  const file = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/^kustomization(\.ya?ml)?$/.test(file)) return 'component';
  if (/^(chart|values([-_.].*)?)\.ya?ml$/.test(file) && !hasKind(value)) return 'other';
  if (listedAs === 'patch' || isPatch(value)) return 'kustomizePatch';
  if (listedAs === 'resource') return undefined;
  return isPatchName(path.toLowerCase(), file) ? 'kustomizePatch' : undefined;
}

function hasKind(value: Json | undefined): boolean {
  return isObject(value) && own(value, 'kind') !== undefined;
}

function isPatchName(path: string, file: string): boolean {
  return /(^|[-_.])patch(es)?([-_.]|$)/.test(file) || /(^|\/)patch(es)?\//.test(path);
}

/** A JSON patch (a list of operations), or a strategic merge patch with a directive of its own (`$patch: delete`). */
function isPatch(value: Json | undefined): boolean {
  if (Array.isArray(value)) {
    const first: unknown = value[0];
    return isObject(first) && typeof own(first, 'op') === 'string' && typeof own(first, 'path') === 'string';
  }
  return isObject(value) && hasDirective(value, 12);
}

function hasDirective(value: Json | undefined, depth: number): boolean {
  if (depth === 0 || typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item: Json) => hasDirective(item, depth - 1));
  if (!isObject(value)) return false;
  return own(value, '$patch') !== undefined || Object.values(value).some(item => hasDirective(item, depth - 1));
}

const helmObject = /\{\{-?\s*(?:[^{}]*[\s(|])?(?:(?:include|toYaml|tpl)\s|\$?\.(?:Values|Release|Chart|Capabilities|Files|Template)\b)/;
const templateControl = /\{\{-?\s*(?:\/\*|(?:template|range|if|with|define|end|else)\b)/;

/**
 * `{{ … }}` makes a template where Helm would act on it: in a chart's folder, where a value or a line begins with it, or where
 * it names Helm's objects. Elsewhere it belongs to other tools (`{{ $labels.pod }}` of Prometheus, `{{inputs.x}}` of Argo), and
 * inside block text (`|`) it says nothing.
 */
function isHelmTemplate(text: string, { root, broken }: { readonly root: YamlNode | undefined; readonly broken: boolean }, { path = '' }: ManifestOptions): boolean {
  if (/(^|\/)templates\/.*\.(ya?ml|tpl)$/i.test(path)) return true;
  const starts = /(^|\n)[ \t]*(- +)?\{\{/.test(text) || /:[ \t]+\{\{/.test(text);
  if (broken && (starts || helmObject.test(text) || templateControl.test(text))) return true;
  return root !== undefined && helmObject.test(text) && mentionsHelm(root, 0);
}

function mentionsHelm(node: YamlNode, depth: number): boolean {
  if (depth > 100) return false;
  switch (node.kind) {
    case 'scalar': return node.style !== 'block' && node.text.includes('{{') && helmObject.test(node.text);
    case 'map': return node.pairs.some(({ key, value }) => mentionsHelm(key, depth + 1) || mentionsHelm(value, depth + 1));
    case 'sequence': return node.items.some(item => mentionsHelm(item, depth + 1));
    case 'alias': return false;
  }
}

/** The identity that an object states. */
export function identityOf(value: Json | undefined): ManifestIdentity {
  if (!isObject(value)) return { gvk: undefined, name: undefined, namespace: undefined };
  const metadata = own(value, 'metadata');
  const text = (key: string): string | undefined => {
    const item = isObject(metadata) ? own(metadata, key) : undefined;
    return typeof item === 'string' ? item : undefined;
  };
  return { gvk: gvkOf(own(value, 'apiVersion'), own(value, 'kind')), name: text('name'), namespace: text('namespace') };
}
