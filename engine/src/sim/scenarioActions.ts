import { isObject, type JsonObject } from '../core/json';
import { required } from '../api/fieldError';
import type { Fields } from './scenarioReader';
import type { UserAction } from './user';
import type { Injection } from './worldTimeline';

type Target = Omit<Injection, 'atMs'>;

/** One thing that a scenario can do, by the name of its field. */
export interface ScenarioAction { readonly doc: string; read(fields: Fields, name: string): Target | undefined }

const kinds: Readonly<Record<string, string>> = {
  deployment: 'apps/deployments', statefulset: 'apps/statefulsets', daemonset: 'apps/daemonsets', replicaset: 'apps/replicasets', job: 'batch/jobs', cronjob: 'batch/cronjobs',
  pod: 'pods', service: 'services', configmap: 'configmaps', secret: 'secrets', persistentvolumeclaim: 'persistentvolumeclaims', node: 'nodes', namespace: 'namespaces'
};

const user = (data: UserAction): Target => ({ target: 'user', type: 'act', data });

/** `{deployment: web, namespace: shop}`: the one object that a line is about. */
function objectIn(fields: Fields): { resource: string; namespace: string; name: string } | undefined {
  for (const [field, resource] of Object.entries(kinds)) {
    if (!fields.has(field)) continue;
    const name = fields.text(field, 'required');
    const scoped = resource === 'nodes' || resource === 'namespaces';
    const namespace = scoped ? '' : fields.text('namespace') ?? 'default';
    return name === undefined ? undefined : { resource, namespace, name };
  }
  fields.errors.push(required(fields.path, `one of ${Object.keys(kinds).join(', ')}`));
  return undefined;
}

function onObject(act: (object: { resource: string; namespace: string; name: string }, fields: Fields) => UserAction | undefined): ScenarioAction['read'] {
  return (line, name) => {
    const fields = line.nested(name);
    const object = objectIn(fields);
    const action = object === undefined ? undefined : act(object, fields);
    fields.finish();
    return action === undefined ? undefined : user(action);
  };
}

function onNode(act: (node: string) => Target): ScenarioAction['read'] {
  return (line, name) => {
    const node = line.text(name, 'required');
    return node === undefined ? undefined : act(node);
  };
}

/** What can be done in a scenario. `behave` (containers behave otherwise from then on) is read by the scenario itself. */
export const scenarioActions: Readonly<Record<string, ScenarioAction>> = {
  apply: { doc: 'Applies a manifest.', read: (line, name) => {
    const object = line.get(name);
    return isObject(object) ? user({ do: 'apply', file: 'scenario', document: 0, object: object as JsonObject }) : undefined;
  } },
  delete: { doc: 'Deletes an object: {pod: web-0}.', read: onObject(object => ({ do: 'delete', ...object })) },
  scale: { doc: 'Changes the number of replicas: {deployment: web, replicas: 5}.', read: onObject((object, fields) => {
    const replicas = fields.count('replicas');
    if (replicas === undefined) fields.errors.push(required(fields.path.child('replicas')));
    return replicas === undefined ? undefined : { do: 'scale', ...object, replicas };
  }) },
  setImage: { doc: 'Gives a container another image: {deployment: web, container: app, image: app:2}.', read: onObject((object, fields) => {
    const container = fields.text('container', 'required'), image = fields.text('image', 'required');
    return container === undefined || image === undefined ? undefined : { do: 'setImage', ...object, container, image };
  }) },
  patch: { doc: 'Merges a patch into an object: {deployment: web, patch: {spec: {paused: true}}}.', read: onObject((object, fields) => {
    const patch = fields.get('patch');
    if (!isObject(patch)) fields.errors.push(required(fields.path.child('patch')));
    return isObject(patch) ? { do: 'patch', ...object, patch } : undefined;
  }) },
  evict: { doc: 'Evicts a pod, if its budget lets it go: {pod: web-0}.', read: onObject((object, fields) => {
    if (object.resource !== 'pods') fields.errors.push(required(fields.path.child('pod')));
    return object.resource === 'pods' ? { do: 'evict', namespace: object.namespace, name: object.name } : undefined;
  }) },
  cordon: { doc: 'Takes no more pods on a node.', read: onNode(node => user({ do: 'cordon', node })) },
  uncordon: { doc: 'Takes pods on a node again.', read: onNode(node => user({ do: 'uncordon', node })) },
  drain: { doc: 'Cordons a node and evicts its pods, again and again until the budgets let all go.', read: onNode(node => user({ do: 'drain', node })) },
  taint: { doc: 'Taints a node: {node: worker-1, key: maintenance, effect: NoExecute}.', read: (line, name) => {
    const fields = line.nested(name);
    const node = fields.text('node', 'required'), key = fields.text('key', 'required'), effect = fields.text('effect', 'required'), value = fields.text('value');
    fields.finish();
    return node === undefined || key === undefined || effect === undefined ? undefined : user({ do: 'taint', node, taint: { key, effect, ...(value === undefined ? {} : { value }) } });
  } },
  untaint: { doc: 'Removes a taint: {node: worker-1, key: maintenance}.', read: (line, name) => {
    const fields = line.nested(name);
    const node = fields.text('node', 'required'), key = fields.text('key', 'required');
    fields.finish();
    return node === undefined || key === undefined ? undefined : user({ do: 'untaint', node, key });
  } },
  nodeDown: { doc: 'A node loses power: its kubelet is silent from then on.', read: onNode(node => ({ target: 'kubelet', type: 'nodeDown', data: node })) },
  nodeUp: { doc: 'A node that was down comes back.', read: onNode(node => ({ target: 'kubelet', type: 'nodeUp', data: node })) }
};

