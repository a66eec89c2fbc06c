import type { Mutable } from '../core/json';
import type { ResourceKind } from '../api/kind';
import type { KindRegistry } from '../api/kindRegistry';
import type { KubeObject } from '../api/object';
import type { Millis } from '../core/time';
import type { StatusError, UserInfo } from './client';

/** What the admission chain is told of a request (`admission.Attributes`, apiserver/pkg/admission, v1.36). */
export interface AdmissionAttributes {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly kind: ResourceKind;
  /** `pods`, `apps/deployments` … */
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  /** The object as it is about to be stored; mutating plugins change it in place. Empty for deletes. */
  readonly object: Mutable<KubeObject>;
  readonly old: KubeObject | undefined;
  readonly user: UserInfo;
  readonly dryRun: boolean;
}

/** What plugins may look at. */
export interface AdmissionContext {
  readonly registry: KindRegistry;
  /** `unknown` when a manifest is judged by itself: what is not found may be there all the same. */
  readonly cluster: 'known' | 'unknown';
  get(resource: string, namespace: string, name: string): KubeObject | undefined;
  list(resource: string, namespace?: string): readonly KubeObject[];
  readonly nowMs: Millis;
  /** Replaces the status of an object in which the plugin keeps account (ResourceQuota). */
  writeStatus(resource: string, object: KubeObject): void;
  warn(message: string): void;
}

/**
 * One admission plugin, named as upstream. `admit` may change the object and runs before validation, `validate` after it.
 * Both answer with the refusal, or nothing. A plugin is one file under `admission/` and one line in `admissions.ts`.
 */
export interface AdmissionPlugin {
  readonly name: string;
  /** Needs no cluster: the request alone decides, so it is asked as well when a manifest is judged by itself. */
  readonly standalone?: true;
  admit?(ctx: AdmissionContext, attributes: AdmissionAttributes): StatusError | undefined;
  validate?(ctx: AdmissionContext, attributes: AdmissionAttributes): StatusError | undefined;
}
