import type { FieldError } from '../api/fieldError';
import type { KubeObject } from '../api/object';
import type { IndexName } from '../store/indexes';
import type { AccessAttributes } from './authorization';
import type { ApiAnswer, ApiRequest } from './request';

/** The API server's `Status` for a refusal: what a person would see from kubectl. */
export interface StatusError {
  readonly code: number;
  readonly reason: string;
  /** Word for word as the server says it. */
  readonly message: string;
  readonly causes: readonly { readonly reason: string; readonly field: string; readonly message: string }[];
  /** The field errors behind a 422, for those who want to show where. */
  readonly errors: readonly FieldError[];
}

export type Result<T> =
  | { readonly ok: true; readonly code: number; readonly value: T; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly error: StatusError; readonly warnings: readonly string[] };

/** The user a request is made as. Components are `system:serviceaccount:kube-system:…`, people `kubernetes-admin`. */
export interface UserInfo { readonly name: string; readonly uid?: string; readonly groups: readonly string[] }

/** The typed way of components to the API server: the same pipeline as a person's request, without the text. Resources are `pods`, `apps/deployments` … */
export interface ApiClient {
  get<T extends KubeObject = KubeObject>(resource: string, namespace: string, name: string): T | undefined;
  /** All objects of the resource, in order of namespace and name; of one namespace where given. The same array until a write. */
  list<T extends KubeObject = KubeObject>(resource: string, namespace?: string): readonly T[];
  /** The objects under a value of an index (uid of the controller or owner, name of the node), in order of namespace and name. */
  indexed<T extends KubeObject = KubeObject>(resource: string, index: IndexName, value: string): readonly T[];
  /** Everything that names the uid among its owners, of whatever resource, sorted. */
  dependents(ownerUid: string): readonly { readonly resource: string; readonly object: KubeObject }[];
  /** What the server serves under an apiVersion and a kind, as discovery tells; undefined for a kind that it does not know. */
  discover(apiVersion: string, kind: string): { readonly resource: string; readonly scope: 'Namespaced' | 'Cluster'; readonly subresources: readonly string[] } | undefined;
  /** Whether the server serves the resource. */
  serves(resource: string): boolean;
  /** Whether a user may do something, and why: what `kubectl auth can-i` asks. */
  access(attributes: AccessAttributes): { readonly allowed: boolean; readonly reason: string };
  /** Everything in a namespace, by resource, sorted. */
  contents(namespace: string): readonly { readonly resource: string; readonly objects: readonly KubeObject[] }[];
  /** namespaces/finalize: takes the server's own finalizer off, so that a namespace being deleted goes. */
  finalize(namespace: string): void;
  create<T extends KubeObject>(resource: string, object: T, options?: { as?: UserInfo; dryRun?: boolean }): Result<T>;
  /** Refused with 409 when `metadata.resourceVersion` is given and old. */
  update<T extends KubeObject>(resource: string, object: T): Result<T>;
  /** Replaces `status` (and, for pods, what the status strategy lets through) only. */
  updateStatus<T extends KubeObject>(resource: string, object: T): Result<T>;
  patch(resource: string, namespace: string, name: string, patch: unknown, options?: { type?: 'merge' | 'strategic'; subresource?: string; as?: UserInfo; dryRun?: boolean }): Result<KubeObject>;
  delete(resource: string, namespace: string, name: string, options?: { gracePeriodSeconds?: number; propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'; uid?: string }): Result<KubeObject>;
  /** A person's request, body unchecked: decoded strictly before anything else. */
  handle(request: ApiRequest): Result<ApiAnswer>;
  /** pods/binding. */
  bind(namespace: string, pod: string, node: string): Result<KubeObject>;
  /** pods/eviction: 429 when a budget forbids it. */
  evict(namespace: string, pod: string): Result<KubeObject>;
}
