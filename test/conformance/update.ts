import { seededRng, nextRandom } from '../../engine/src/core/rng';
import { isObject, own, type Json, type JsonObject } from '../../engine/src/core/json';
import { resourceOf } from '../../engine/src/api/kindRegistry';
import { ApiServer } from '../../engine/src/apiserver/server';
import type { Result } from '../../engine/src/apiserver/client';
import type { ApiAnswer } from '../../engine/src/apiserver/request';
import { Store } from '../../engine/src/store/store';
import { fieldsOf, type Expectation } from './answers';
import type { CaseOutcome, Family } from './family';
import { recordedKinds } from './validation';

interface Row { readonly name: string; readonly old: JsonObject; readonly manifest: JsonObject; readonly expect: Expectation }

/** A create, then a PUT over it with the version and uid of what is there. */
export const update: Family = {
  name: 'update',
  file: 'update.jsonl',
  aspects: ['accepted', 'fields', 'message'],
  run(row): CaseOutcome {
    const { name, old, manifest, expect } = row as Row;
    const differences: string[] = [];
    const answer = play(old, manifest, differences);
    const note = (equal: boolean, text: () => string): boolean => {
      if (!equal) differences.push(text());
      return equal;
    };
    const error = answer.ok ? undefined : answer.error;
    const accepted = note(answer.ok === expect.accepted, () => `${expect.accepted ? 'accepted' : `refused: ${expect.message ?? ''}`}, ours ${error === undefined ? 'accepts' : `says: ${error.message}`}`);
    if (expect.accepted) return { name, aspects: { accepted, fields: accepted ? null : false, message: accepted ? null : false }, differences };
    const expectedFields = fieldsOf(expect.causes), foundFields = fieldsOf(error?.causes);
    const fields = note(accepted && expectedFields === foundFields, () => `fields ${expectedFields}, ours ${foundFields}`);
    const message = note(withoutDumps(error?.message ?? '') === withoutDumps(expect.message ?? ''), () => `message ${expect.message ?? ''}\n     ours    ${error?.message ?? '(none)'}`);
    return { name, aspects: { accepted, fields, message }, differences };
  }
};

/** Go prints whole structs of its internal types into some messages: nobody reads them, and they are left out of the comparison. */
function withoutDumps(message: string): string {
  return message.replace(/Invalid value: (?:\{.*?\}|\[.*?\]|null): (?=[a-z`])/gs, 'Invalid value: …: ');
}

function play(old: JsonObject, manifest: JsonObject, differences: string[]): Result<ApiAnswer> {
  let rng = seededRng(1);
  const random = (): number => {
    const next = nextRandom(rng);
    rng = next.state;
    return next.value;
  };
  const server = new ApiServer(new Store(), { nowMs: 0, random, disabledAdmissions: ['ServiceAccount'] }, recordedKinds());
  for (const namespace of ['default', 'kube-system', 'kube-public', 'kube-node-lease']) server.create('namespaces', { metadata: { name: namespace } });
  const kind = recordedKinds().kind(textOf(old, 'apiVersion'), textOf(old, 'kind'));
  if (kind === undefined) throw new Error('unknown kind');
  const resource = resourceOf(kind), apiVersion = textOf(old, 'apiVersion');
  const metadata = own(old, 'metadata');
  const namespace = isObject(metadata) ? textOf(metadata, 'namespace') || 'default' : 'default';
  const created = server.handle({ verb: 'create', resource, apiVersion, namespace, body: old });
  if (!created.ok) differences.push(`the create was refused: ${created.error.message}`);
  const stored = created.ok && 'metadata' in created.value ? created.value.metadata : undefined;
  const body: Json = { ...manifest, metadata: { ...asObject(own(manifest, 'metadata')), resourceVersion: stored?.resourceVersion ?? '', uid: stored?.uid ?? '' } };
  return server.handle({ verb: 'update', resource, apiVersion, namespace, name: stored?.name ?? '', body });
}

function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function textOf(object: JsonObject, field: string): string {
  const value = own(object, field);
  return typeof value === 'string' ? value : '';
}
