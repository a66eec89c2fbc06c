import { FieldPath } from '../core/fieldPath';
import { isObject, own, type Json, type Mutable } from '../core/json';
import { timestamp } from '../core/timestamp';
import { errorText, type FieldError } from '../api/fieldError';
import { resourceOf, type KindRegistry } from '../api/kindRegistry';
import type { ResourceKind } from '../api/kind';
import type { KubeObject } from '../api/object';
import type { AdmissionAttributes, AdmissionContext } from './admission';
import { admissions } from './admissions';
import type { StatusError, UserInfo } from './client';
import { decodeObject, headProblem, type Decoded } from './decode/decode';
import { ensureNamespace, generatedName, metaOf, namespaceMismatch, wipeSystemFields } from './metadata';
import { administrator } from './request';
import { dryRunAllocator } from './serviceAllocator';
import { badRequest, invalidError, noMatch, notFoundError } from './statusErrors';
import { applyDefaults, beforeCreate, beforeUpdate } from './strategyStages';

/** One reason of a refusal and where it lies. `message` is the server's own text for this part. */
export interface LocatedProblem {
  readonly source: 'decode' | 'validation' | 'request';
  /** The cause's reason (`FieldValueInvalid` …), or `UnknownField`, `TypeMismatch` for what decoding found. */
  readonly reason: string;
  readonly path: FieldPath;
  readonly message: string;
  /** The field error behind it, where validation found it. */
  readonly error?: FieldError;
}

/** What the API server would make of one object. */
export interface Judgement {
  readonly accepted: boolean;
  /** The refusal as the server would send it. */
  readonly status: StatusError | undefined;
  readonly problems: readonly LocatedProblem[];
  readonly warnings: readonly string[];
  /** The object as the server would store it, defaults included; as far as it could be read when it was refused. */
  readonly object: KubeObject | undefined;
  readonly kind: ResourceKind | undefined;
}

/** What an object is judged against. */
export interface JudgeOptions {
  readonly registry: KindRegistry;
  /** The namespace of the request for namespaced kinds; that of the object, or `default`, when absent. */
  readonly namespace?: string;
  /** Who asks: the administrator when absent. */
  readonly user?: UserInfo;
  /** The namespaces that exist; all of them when absent. */
  readonly namespaces?: ReadonlySet<string>;
}

/**
 * Judges a manifest's value as a create with `dryRun=All&fieldValidation=Strict` on an otherwise empty cluster, without any store:
 * what the language server asks for on every change. Never throws, whatever the value.
 */
export function judge(value: Json, options: JudgeOptions): Judgement {
  const head = headProblem(value);
  if (head !== undefined) return refuse(badRequest(head.message), [{ source: 'decode', reason: 'TypeMismatch', path: head.path, message: head.message }]);
  const apiVersion = text(value, 'apiVersion'), kindName = text(value, 'kind');
  const kind = options.registry.kind(apiVersion, kindName);
  if (kind === undefined) {
    const status = noMatch(apiVersion, kindName);
    const known = options.registry.named(kindName).length > 0;
    return refuse(status, [{ source: 'request', reason: 'NotFound', path: FieldPath.of(known ? 'apiVersion' : 'kind'), message: status.message }]);
  }
  const decoded = decodeObject(value, kind, options.registry.schemas);
  return decoded.refusal === undefined ? judgeDecoded(decoded, kind, options) : { ...refuse(badRequest(decoded.refusal), decodeProblems(decoded)), object: decoded.object, kind };
}

function judgeDecoded(decoded: Decoded, kind: ResourceKind, options: JudgeOptions): Judgement {
  const object = decoded.object;
  const base = { object, kind, warnings: decoded.warnings };
  const early = judgeRequest(object, kind, options);
  if (early !== undefined) return { ...refuse(early, [{ source: 'request', reason: early.reason, path: FieldPath.of('metadata', 'namespace'), message: early.message }]), ...base };
  applyDefaults(options.registry, kind, object);
  const meta = metaOf(object);
  if ((meta.generateName ?? '') !== '' && (meta.name ?? '') === '') meta.name = generatedName(meta.generateName ?? '', 'xxxxx');
  meta.uid = judgedUid;
  const write = pendingCreate(object, kind, options.user ?? administrator);
  const warnings: string[] = [...decoded.warnings];
  const mutated = admit(write, { ...options, warnings }, 'admit');
  if (mutated !== undefined) return { ...refuse(mutated, problemsOf(mutated)), ...base };
  const refused = kind.allocate?.(object, undefined, dryRunAllocator(() => [])) ?? [];
  const errors = refused.length > 0 ? refused : beforeCreate(options.registry, kind, object, { user: options.user ?? administrator, now: timestamp(0) });
  const status = errors.length > 0 ? invalidError(kind.gvk, object.metadata?.name ?? '', errors) : admit(write, { ...options, warnings }, 'validate');
  if (status !== undefined) return { ...refuse(status, problemsOf(status)), ...base };
  return { ...base, accepted: true, status, problems: [], warnings: [...warnings, ...kind.warnings?.(object) ?? []] };
}

/**
 * Judges a manifest's value as an update of what `old`, an earlier text of it, has made on the cluster: which changes the server
 * refuses on an object that is there. Undefined where it has no say: one of the two is refused by itself, or they are two objects.
 */
export function judgeUpdate(old: Json, value: Json, options: JudgeOptions): readonly LocatedProblem[] | undefined {
  const before = judge(old, options), after = judge(value, options);
  const { kind } = before;
  if (!before.accepted || !after.accepted || kind === undefined || before.object === undefined || after.kind !== kind) return undefined;
  const stored: KubeObject = { ...before.object, metadata: { ...before.object.metadata, resourceVersion: '1' } };
  if (stored.metadata?.name !== after.object?.metadata?.name || stored.metadata?.namespace !== after.object?.metadata?.namespace) return undefined;
  const { object } = decodeObject(value, kind, options.registry.schemas);
  wipeSystemFields(object);
  Object.assign(metaOf(object), { resourceVersion: '1', ...stored.metadata?.namespace === undefined ? {} : { namespace: stored.metadata.namespace } });
  applyDefaults(options.registry, kind, object);
  const refused = kind.allocate?.(object, stored, dryRunAllocator(() => [])) ?? [];
  const write = { ...pendingCreate(object, kind, options.user ?? administrator), operation: 'UPDATE' as const, old: stored };
  if (refused.length === 0 && admit(write, { ...options, warnings: [] }, 'admit') !== undefined) return undefined;
  const errors = refused.length > 0 ? refused : beforeUpdate(options.registry, kind, object, stored);
  return errors.length === 0 ? [] : problemsOf(invalidError(kind.gvk, stored.metadata?.name ?? '', errors));
}

/** Each field error at its field; a refusal without any at the whole object. */
function problemsOf(status: StatusError): LocatedProblem[] {
  if (status.errors.length === 0) return [{ source: 'request', reason: status.reason, path: FieldPath.root, message: status.message }];
  return status.errors.map(error => ({ source: 'validation', reason: error.type, path: error.path, message: errorText(error), error }));
}

function pendingCreate(object: Mutable<KubeObject>, kind: ResourceKind, user: UserInfo): AdmissionAttributes {
  const { namespace = '', name = '' } = object.metadata ?? {};
  return { operation: 'CREATE', kind, resource: resourceOf(kind), subresource: '', namespace, name, object, old: undefined, user, dryRun: true };
}

/** The admission plugins that need no cluster. */
function admit(write: AdmissionAttributes, options: JudgeOptions & { readonly warnings: string[] }, phase: 'admit' | 'validate'): StatusError | undefined {
  const context: AdmissionContext = { registry: options.registry, cluster: 'unknown', nowMs: 0, get: () => undefined, list: () => [], writeStatus: () => undefined, warn: message => { options.warnings.push(message); } };
  for (const plugin of admissions) {
    const refusal = plugin.standalone === true ? plugin[phase]?.(context, write) : undefined;
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Every object has a uid by the time it is validated, and a Job's selector names it; the real one is random. */
const judgedUid = '00000000-0000-0000-0000-000000000000';

/** What the handler checks before admission and validation: the namespace of the URL and whether it exists. */
function judgeRequest(object: Mutable<KubeObject>, kind: ResourceKind, options: JudgeOptions): StatusError | undefined {
  wipeSystemFields(object);
  const own = metaOf(object).namespace ?? '';
  const requested = kind.scope === 'Cluster' ? '' : options.namespace ?? (own === '' ? 'default' : own);
  if (!ensureNamespace(object, requested)) return badRequest(namespaceMismatch);
  if (requested === '' || options.namespaces === undefined || options.namespaces.has(requested)) return undefined;
  return notFoundError(options.registry.resource('namespaces') ?? kind, requested);
}

function decodeProblems(decoded: Decoded): LocatedProblem[] {
  return decoded.problems.map(({ type, path, message }) => ({ source: 'decode', reason: type === 'unknownField' ? 'UnknownField' : 'TypeMismatch', path, message }));
}

function refuse(status: StatusError, problems: readonly LocatedProblem[]): Judgement {
  return { accepted: false, status, problems, warnings: [], object: undefined, kind: undefined };
}

function text(value: Json, field: string): string {
  const found = isObject(value) ? own(value, field) : undefined;
  return typeof found === 'string' ? found : '';
}
