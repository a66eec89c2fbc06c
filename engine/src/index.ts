/** The engine's façade: the only module that other folders import. Grouped by what one wants to do; each export is documented where it is made. */

// What a cluster is made of
export { clone, equal, isObject, own, type Json, type JsonObject } from './core/json';
export { compareText, sortedKeys } from './core/order';
export { FieldPath, type PathSegment } from './core/fieldPath';
export { epochMs, type Millis } from './core/time';
export { controllerOf, labelsOf, type GroupVersionKind, type KubeObject, type ObjectMeta, type OwnerReference } from './api/object';
export type { StatusError } from './apiserver/client';
export type { Change, ChangeType, ObjectKey } from './store/store';

// Reading manifests
export type { DocumentRole, ManifestDocument, ManifestFile, ManifestProblem, SourceMap, TextRange } from './manifest/document';

// Walking through a run
export type { TraceEvent } from './sim/context';
export type { AppliedDocument, Entry, Timeline, WorkloadVerdict, WorldView } from './sim/timeline';
export type { NodeOutcome, SchedulingAttempt, StatusCode } from './scheduler/attempt';
