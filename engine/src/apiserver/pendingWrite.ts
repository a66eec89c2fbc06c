import type { KubeObject } from '../api/object';
import type { KindRegistry } from '../api/kindRegistry';
import type { Store } from '../store/store';
import type { AdmissionAttributes } from './admission';
import type { StatusError } from './client';
import type { ServerEnvironment } from './environment';

/** A write on its way through the stages: what admission is told of it, and what the stages learn of it. */
export interface PendingWrite extends Omit<AdmissionAttributes, 'name'> {
  name: string;
  /** What the authorizers are asked, where it is not the operation's own word: a patch is an update to everyone else. */
  readonly verb?: 'patch';
  /** The version that the client has read; absent where it takes whatever is there. */
  readonly expectedVersion?: string;
  /** What stands in the store in the end. */
  stored?: KubeObject;
}

/** What the stages may use. */
export interface ServerContext {
  readonly registry: KindRegistry;
  readonly store: Store;
  readonly environment: ServerEnvironment;
  /** The `Warning:` headers of the answer so far. */
  readonly warnings: string[];
}

/** One stage of the request pipeline: it lets the write pass, changed or not, or refuses it. */
export type Stage = (ctx: ServerContext, write: PendingWrite) => StatusError | undefined;

/** Sends a write through stages in order; the first refusal ends it. */
export function runStages(stages: readonly Stage[], ctx: ServerContext, write: PendingWrite): StatusError | undefined {
  for (const stage of stages) {
    const refusal = stage(ctx, write);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
