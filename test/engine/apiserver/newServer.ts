import assert from 'node:assert/strict';
import { nextRandom, seededRng } from '../../../engine/src/core/rng';
import { kindRegistry } from '../../../engine/src/api/kindRegistry';
import { schemasFor } from '../../../engine/src/api/schema/schemaStore';
import type { Result } from '../../../engine/src/apiserver/client';
import { ApiServer } from '../../../engine/src/apiserver/server';
import { Store } from '../../../engine/src/store/store';

/** An API server on an empty store, with the namespace `default`. */
export function newServer(): ApiServer {
  const schemas = schemasFor('1.36');
  assert.ok(schemas);
  let rng = seededRng(7);
  const random = (): number => {
    const next = nextRandom(rng);
    rng = next.state;
    return next.value;
  };
  const server = new ApiServer(new Store(), { nowMs: 0, random }, kindRegistry(schemas));
  server.create('namespaces', { metadata: { name: 'default' } });
  return server;
}

/** The refusal's message, or `accepted`. */
export function messageOf(result: Result<unknown>): string {
  return result.ok ? 'accepted' : result.error.message;
}
