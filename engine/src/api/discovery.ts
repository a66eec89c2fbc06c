import type { SchemaStore, ServedKind } from './schema/schema';

/** What `kubectl api-resources` knows of a resource besides its kind. */
export interface ResourceNames {
  readonly singular: string;
  /** `po`, `deploy` …; most resources have none. */
  readonly shortNames: readonly string[];
  /** `all` (kubectl get all) and `api-extensions`; most resources have none. */
  readonly categories: readonly string[];
}

/** Short names and categories by group and plural: `ShortNames()` and `Categories()` of the storage.go files of pkg/registry, apiextensions-apiserver and kube-aggregator (v1.36). */
const special: Readonly<Record<string, { readonly shortNames?: readonly string[]; readonly categories?: readonly string[] }>> = {
  '/componentstatuses': { shortNames: ['cs'] },
  '/configmaps': { shortNames: ['cm'] },
  '/endpoints': { shortNames: ['ep'] },
  '/events': { shortNames: ['ev'] },
  '/limitranges': { shortNames: ['limits'] },
  '/namespaces': { shortNames: ['ns'] },
  '/nodes': { shortNames: ['no'] },
  '/persistentvolumeclaims': { shortNames: ['pvc'] },
  '/persistentvolumes': { shortNames: ['pv'] },
  '/pods': { shortNames: ['po'], categories: ['all'] },
  '/replicationcontrollers': { shortNames: ['rc'], categories: ['all'] },
  '/resourcequotas': { shortNames: ['quota'] },
  '/serviceaccounts': { shortNames: ['sa'] },
  '/services': { shortNames: ['svc'], categories: ['all'] },
  'admissionregistration.k8s.io/mutatingadmissionpolicies': { categories: ['api-extensions'] },
  'admissionregistration.k8s.io/mutatingadmissionpolicybindings': { categories: ['api-extensions'] },
  'admissionregistration.k8s.io/mutatingwebhookconfigurations': { categories: ['api-extensions'] },
  'admissionregistration.k8s.io/validatingadmissionpolicies': { categories: ['api-extensions'] },
  'admissionregistration.k8s.io/validatingadmissionpolicybindings': { categories: ['api-extensions'] },
  'admissionregistration.k8s.io/validatingwebhookconfigurations': { categories: ['api-extensions'] },
  'apiextensions.k8s.io/customresourcedefinitions': { shortNames: ['crd', 'crds'], categories: ['api-extensions'] },
  'apiregistration.k8s.io/apiservices': { categories: ['api-extensions'] },
  'apps/daemonsets': { shortNames: ['ds'], categories: ['all'] },
  'apps/deployments': { shortNames: ['deploy'], categories: ['all'] },
  'apps/replicasets': { shortNames: ['rs'], categories: ['all'] },
  'apps/statefulsets': { shortNames: ['sts'], categories: ['all'] },
  'autoscaling/horizontalpodautoscalers': { shortNames: ['hpa'], categories: ['all'] },
  'batch/cronjobs': { shortNames: ['cj'], categories: ['all'] },
  'batch/jobs': { categories: ['all'] },
  'certificates.k8s.io/certificatesigningrequests': { shortNames: ['csr'] },
  'events.k8s.io/events': { shortNames: ['ev'] },
  'networking.k8s.io/ingresses': { shortNames: ['ing'] },
  'networking.k8s.io/ipaddresses': { shortNames: ['ip'] },
  'networking.k8s.io/networkpolicies': { shortNames: ['netpol'] },
  'policy/poddisruptionbudgets': { shortNames: ['pdb'] },
  'scheduling.k8s.io/priorityclasses': { shortNames: ['pc'] },
  'storage.k8s.io/storageclasses': { shortNames: ['sc'] },
  'storage.k8s.io/volumeattributesclasses': { shortNames: ['vac'] }
};

/** The names of a served kind. Every built-in resource's singular is its kind in lower case. */
export function resourceNames(kind: ServedKind): ResourceNames {
  const entry = special[`${kind.group}/${kind.plural}`];
  return { singular: kind.kind.toLowerCase(), shortNames: entry?.shortNames ?? [], categories: entry?.categories ?? [] };
}

/**
 * The kinds that a person may mean by a word (`deploy`, `deployment`, `Deployment`, `deployments`), as kubectl prefers them:
 * the core group first, then groups by name, each in its most stable and newest version first. Empty when nothing has that name.
 */
export function kindsNamed(store: SchemaStore, word: string): ServedKind[] {
  const name = word.toLowerCase();
  return store.kinds.filter(kind => {
    const { singular, shortNames } = resourceNames(kind);
    return singular === name || kind.plural === name || shortNames.includes(name);
  }).sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : comparePriority(a.version, b.version)));
}

/**
 * Sorts API versions as discovery does: `v2` before `v1`, stable before beta before alpha, anything else last by name
 * (`CompareKubeAwareVersionStrings`, apimachinery/pkg/version/helpers.go, v1.36). Negative when `a` comes first.
 */
export function comparePriority(a: string, b: string): number {
  const left = rank(a), right = rank(b);
  if (left === undefined || right === undefined) {
    if (left !== undefined) return -1;
    if (right !== undefined) return 1;
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return right.stability - left.stability || right.major - left.major || right.minor - left.minor;
}

function rank(version: string): { readonly stability: number; readonly major: number; readonly minor: number } | undefined {
  const match = /^v(\d{1,9})(?:(alpha|beta)(\d{1,9}))?$/.exec(version);
  if (match === null) return undefined;
  const stability = match[2] === undefined ? 2 : match[2] === 'beta' ? 1 : 0;
  return { stability, major: Number(match[1]), minor: Number(match[3] ?? 0) };
}

/** Whether a cluster serves the kind unless told otherwise: stable versions alone (`DefaultAPIResourceConfigSource`, pkg/controlplane/instance.go, v1.36; alike since 1.32). */
export function isEnabledByDefault(kind: { readonly version: string }): boolean {
  return rank(kind.version)?.stability === 2;
}
