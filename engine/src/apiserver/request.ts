import type { Json } from '../core/json';
import type { KubeObject } from '../api/object';
import type { FieldValidation } from './decode/decode';
import type { UserInfo } from './client';

export type Verb = 'get' | 'list' | 'create' | 'update' | 'patch' | 'delete';

/** What would come over HTTP: a verb, what the URL names, and a body that nobody has looked at yet. */
export interface ApiRequest {
  readonly verb: Verb;
  /** `pods`, `apps/deployments` … */
  readonly resource: string;
  readonly subresource?: string;
  /** From the URL; for a create of a cluster-scoped kind there is none. */
  readonly namespace?: string;
  /** From the URL; a create has none. */
  readonly name?: string;
  readonly body?: Json;
  /** The version that the URL names, where it is not the preferred one of the group. */
  readonly apiVersion?: string;
  readonly dryRun?: boolean;
  readonly fieldValidation?: FieldValidation;
  readonly user?: UserInfo;
  readonly patchType?: 'merge' | 'strategic';
  readonly deleteOptions?: DeleteOptions;
}

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/** The answer's body: one object, or a list. */
export type ApiAnswer = KubeObject | { readonly kind: string; readonly apiVersion: string; readonly items: readonly KubeObject[] };

/** The one who asks when nobody is named: the administrator of a fresh cluster. */
export const administrator: UserInfo = { name: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] };
