import assert from 'node:assert/strict';
import { kindRegistry } from '../../engine/src/api/kindRegistry';
import type { KubeObject } from '../../engine/src/api/object';
import { schemasFor } from '../../engine/src/api/schema/schemaStore';
import { judge, type Judgement } from '../../engine/src/apiserver/judge';
import { isObject, own, type Json, type JsonObject } from '../../engine/src/core/json';

/** What the API server of Kubernetes 1.36 makes of a manifest. */
export function judged(manifest: Json): Judgement {
  const schemas = schemasFor('1.36');
  assert.ok(schemas);
  return judge(manifest, { registry: kindRegistry(schemas) });
}

/** The complaints about a manifest, one for each problem; none about an accepted one. */
export function refusals(manifest: Json): string[] {
  return judged(manifest).problems.map(problem => problem.message);
}

/** The complaints about a change of an accepted object. */
export function updateRefusals(before: Json, after: Json): string[] {
  const old = accepted(before), changed = accepted(after);
  const schemas = schemasFor('1.36');
  assert.ok(schemas);
  const kind = kindRegistry(schemas).kind(old.apiVersion ?? '', old.kind ?? '');
  const meta = { resourceVersion: '1' };
  const errors = kind?.validateUpdate?.({ ...changed, metadata: { ...changed.metadata, ...meta } }, { ...old, metadata: { ...old.metadata, ...meta } }, { minor: 36 });
  return (errors ?? []).map(error => `${error.path.toString()}: ${error.detail}`);
}

function accepted(manifest: Json): KubeObject {
  const judgement = judged(manifest);
  assert.ok(judgement.accepted && judgement.object !== undefined, judgement.status?.message);
  return judgement.object;
}

/** A pod of one container, whose spec and container take over these fields. */
export function pod(spec: JsonObject = {}, container: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'a', image: 'a', ...container }], ...spec } };
}

/** A manifest with metadata of these fields more. */
export function withMetadata(manifest: JsonObject, metadata: JsonObject): JsonObject {
  const present = own(manifest, 'metadata');
  return { ...manifest, metadata: { ...isObject(present) ? present : {}, ...metadata } };
}

const template = (spec: JsonObject = {}): JsonObject => ({ metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'a', image: 'a' }], ...spec } });

/** A workload of the kind with a selector and a template that match; its spec takes over these fields. */
export function workload(kind: 'Deployment' | 'ReplicaSet' | 'DaemonSet' | 'StatefulSet', spec: JsonObject = {}): JsonObject {
  return { apiVersion: 'apps/v1', kind, metadata: { name: 'a' }, spec: { selector: { matchLabels: { app: 'a' } }, template: template(), ...spec } };
}

/** A Job whose pods never restart. */
export function job(spec: JsonObject = {}, podSpec: JsonObject = {}): JsonObject {
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'a' }, spec: { template: template({ restartPolicy: 'Never', ...podSpec }), ...spec } };
}

/** A CronJob of such Jobs. */
export function cronJob(spec: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'a' },
    spec: { schedule: '0 * * * *', jobTemplate: { spec: { template: template({ restartPolicy: 'Never' }) } }, ...spec }
  };
}
