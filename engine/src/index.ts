/** The engine's façade: the only module that other folders import. Grouped by what one wants to do; each export is documented where it is made. */

// What a cluster is made of
export { clone, equal, isObject, own, type Json, type JsonObject } from './core/json';
export { compareText, sortedKeys } from './core/order';
export { FieldPath, type PathSegment } from './core/fieldPath';
export { milliValueOf, valueOf } from './core/quantity';
export { epochMs, type Millis } from './core/time';
export { apiVersionOf, controllerOf, gvkOf, labelsOf, type GroupVersionKind, type KubeObject, type ObjectMeta, type OwnerReference } from './api/object';
export type { StatusError } from './apiserver/client';
export { errorText, type FieldError } from './api/fieldError';
export type { Change, ChangeType, ObjectKey } from './store/store';

// The types of the API
export type { SchemaDefinition, SchemaDocs, SchemaField, SchemaStore, SchemaType, ServedKind } from './api/schema/schema';
export { removedVersions, schemasFor, supportedVersions, versionsKnowing } from './api/schema/schemaStore';
export { docsFrom, noDocs } from './api/schema/schemaDocs';
export { fieldAt, type FieldAt } from './api/schema/fieldAt';
export { comparePriority, isEnabledByDefault, kindsNamed, resourceNames, type ResourceNames } from './api/discovery';
export { allLifecycles, deprecationWarning, lifecycleOf, type ApiKind, type ApiLifecycle } from './api/lifecycle';
export { conversionOf } from './api/conversion/conversions';
export type { FieldChange } from './api/conversion/fieldChange';
export { explained, explainField, typeName, type ExplainedField, type ExplainQuestion, type ExplainSources, type FieldExplanation } from './explain/explainField';
export { explainText } from './explain/explainText';
export { didYouMean } from './core/didYouMean';

// What the API server says
export { kindRegistry, withKinds, type KindRegistry } from './api/kindRegistry';
export { customResourceKinds } from './api/apiextensions/customResource';
export { judge, judgeUpdate, type Judgement, type JudgeOptions, type LocatedProblem } from './apiserver/judge';

// What the readers of configuration files say
export { judgeComponent, judgeStaticPod } from './component/judgeComponent';
export type { ComponentProblem } from './component/componentProblem';
export { componentSchemas } from './component/schema';

// Reading manifests
export type { DocumentContent, DocumentRole, ManifestDocument, ManifestFile, ManifestOptions, ManifestProblem, SourceMap, TextRange } from './manifest/document';
export { cursorContext, type CursorContext } from './manifest/cursor';
export { insertField, removeField, setField } from './manifest/edits';
export { documentAt, parseManifests, updateManifests } from './manifest/file';
export { resourcesOf, type ManifestResource } from './manifest/resources';

// Walking through a run
export type { TraceEvent } from './sim/context';
export type { AppliedDocument, Entry, Timeline, WorkloadVerdict, WorldView } from './sim/timeline';
export type { NodeOutcome, SchedulingAttempt, StatusCode } from './scheduler/attempt';
export { podRequests } from './scheduler/podRequests';

// Running manifests on a simulated cluster
export { dryRun, type DryRun, type DryRunFile, type DryRunOptions } from './sim/dryRun';
export { clusterPresets, nodeFrom, type ClusterPreset, type NodeTemplate } from './sim/clusters';
export type { ActionOutcome, UserAction } from './sim/user';
export type { Injection, WorldTimeline } from './sim/worldTimeline';
export { behaviourKeys, behaviourPrefix, type BehaviourRule } from './kubelet/behaviour';
export type { ProbeRecord } from './kubelet/prober';
export { isScenario, parseScenario, scenarioApiVersion, type Scenario } from './sim/scenario';
export { scenarioActions, type ScenarioAction } from './sim/scenarioActions';
export { expectationPatterns, parseExpectation, type Expectation } from './sim/expectations';

// Asking about a pod
export { explanations } from './explain/explanations';
export type { Edit, Explanation, Fix, Question, Reason } from './explain/explanation';
export { capacity } from './explain/capacity';
export { Placements, type PlacementDistribution } from './explain/placements';
export { whyPending } from './explain/whyPending';
export { fixEdits, writtenResource, type Written } from './explain/fixEdits';
export { joined, originOf } from './explain/podOrigin';
export type { FieldMatch } from './explain/matchingNodes';
export { workloadPlacement, type PendingPods, type WorkloadPlacement } from './explain/workloadPlacement';
