import type { Namespace } from '../../generated/types';
import type { Context } from '../sim/context';
import { splitKey, type Controller, type SyncResult } from './controller';

/** Gives every living namespace its `default` service account (pkg/controller/serviceaccount/serviceaccounts_controller.go, v1.36). */
export const serviceAccountController: Controller = {
  name: 'service-account-controller',
  watches: [
    { resource: 'namespaces', keysFor: (_ctx, change) => change.type === 'DELETED' ? [] : [`/${change.key.name}`] },
    { resource: 'serviceaccounts', keysFor: (_ctx, change) => change.type === 'DELETED' ? [`/${change.key.namespace}`] : [] }
  ],
  sync
};

function sync(ctx: Context, key: string): SyncResult {
  const { name: namespace } = splitKey(key);
  const found = ctx.api.get<Namespace>('namespaces', '', namespace);
  if (found === undefined || found.metadata?.deletionTimestamp !== undefined || ctx.api.get('serviceaccounts', namespace, 'default') !== undefined) return undefined;
  const result = ctx.api.create('serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } });
  return result.ok || result.error.reason === 'AlreadyExists' ? undefined : { retry: result.error.message };
}
