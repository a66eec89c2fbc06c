import type { Result, UserInfo } from '../../../engine/src/apiserver/client';
import type { AccessAttributes } from '../../../engine/src/apiserver/authorization';
import { allowingReasons } from '../../../engine/src/apiserver/authorization/rbac';
import { impersonated } from '../../../engine/src/apiserver/authorization/impersonation';
import { isObject, type Json } from '../../../engine/src/core/json';
import { microTimestamp, timestamp } from '../../../engine/src/core/timestamp';
import type { KubeObject } from '../../../engine/src/api/object';
import type { Node, Pod } from '../../../engine/generated/types';
import { addNode } from '../../../engine/src/sim/bootstrap';
import { nodeConditions, nodeObject } from './nodes';
import type { Input, Manifest, NodeRow, Question } from './recording';
import { answer, inParts, selected, type Actor } from './actor';
import { approveRequest, shownRequest } from './certificates';
import { keyFor, keyOfPath } from './resources';

/** As whom the recordings were made. */
const recorder: UserInfo = { name: 'admin', groups: ['system:masters', 'system:authenticated'] };

type Action = (actor: Actor, input: Input) => unknown;

/** What the user of a recording does, by the action's name; the answer as recordings show it. */
export const userActions: Readonly<Record<string, Action>> = {
  create: (actor, input) => input.object === undefined ? undefined : answer(input.path === undefined
    ? createObject(actor, input.object, { dryRun: input.query?.includes('dryRun=All') === true, as: input.as === undefined ? recorder : impersonated(input.as.user, input.as.groups) })
    : createAt(actor, input.path, input), actor.roles, input.select),
  patch: (actor, input) => withKey(actor, input, ({ resource, namespace, name, subresource = '' }) => answer(actor.api.patch(resource, namespace, name, input.patch, subresource === '' ? {} : { subresource }), actor.roles, input.select)),
  scale: (actor, input) => withKey(actor, input, ({ resource, namespace, name }) => answer(actor.api.patch(resource, namespace, name, { spec: { replicas: input.replicas } }), actor.roles)),
  delete: (actor, input) => withKey(actor, input, ({ resource, namespace, name }) => answer(actor.api.delete(resource, namespace, name, input.propagationPolicy === undefined ? {} : { propagationPolicy: input.propagationPolicy }), actor.roles)),
  get: (actor, input) => withKey(actor, input, ({ resource, namespace, name }) => {
    const object = actor.api.get(resource, namespace, name);
    return object === undefined ? { code: 404 } : { code: 200, object: inParts(selected(object, input.select ?? []), actor.roles) };
  }),
  evict: (actor, input) => { const pod = podOf(actor, input.pod); return pod === undefined ? undefined : answer(actor.api.evict(actor.namespace, pod.metadata?.name ?? ''), actor.roles); },
  finalize: (actor, input) => withKey(actor, input, ({ resource, namespace, name }) => answer(actor.api.patch(resource, namespace, name, { metadata: { finalizers: input.finalizers ?? null } }), actor.roles)),
  podReady: (actor, input) => { const pod = podOf(actor, input.pod); if (pod !== undefined) actor.kubelet.setReady(pod, input.ready === true); return { code: 200 }; },
  podStatusPatch: (actor, input) => { const pod = podOf(actor, input.pod); return pod === undefined ? undefined : answer(actor.api.patch('pods', actor.namespace, pod.metadata?.name ?? '', { status: input.status }, { subresource: 'status' }), actor.roles); },
  rolloutUndo, rolloutRestart,
  nodeAdd: (actor, input) => {
    const node = nodeObject(input.node as NodeRow);
    addNode(actor.api, actor.store, node);
    return { code: actor.api.get('nodes', '', node.metadata?.name ?? '') === undefined ? 409 : 201 };
  },
  nodeDelete: (actor, input) => answer(actor.api.delete('nodes', '', String(input.node)), actor.roles),
  nodeDown: (actor, input) => { writeLease(actor, String(input.node), { renewTime: microTimestamp(actor.nowMs()) }); return undefined; },
  nodeUp: (actor, input) => {
    writeLease(actor, String(input.node), {});
    const node = actor.api.get<Node>('nodes', '', String(input.node));
    if (node !== undefined) actor.api.updateStatus<KubeObject>('nodes', { ...node, status: { ...node.status, conditions: nodeConditions } });
    return undefined;
  },
  nodeCondition: (actor, input) => {
    const node = actor.api.get<Node>('nodes', '', String(input.node));
    const others = (node?.status?.conditions ?? []).filter(condition => condition.type !== input.condition?.['type']);
    return node === undefined ? undefined : answer(actor.api.updateStatus<KubeObject>('nodes', { ...node, status: { ...node.status, conditions: [...others, input.condition ?? {}] } }), actor.roles);
  },
  cordon: (actor, input) => editNode(actor, input, node => ({ ...node.spec, unschedulable: true })),
  uncordon: (actor, input) => editNode(actor, input, node => { const { unschedulable: _, ...spec } = node.spec ?? {}; return spec; }),
  taint: (actor, input) => editNode(actor, input, node => ({ ...node.spec, taints: [...node.spec?.taints ?? [], input.taint ?? {}] })),
  untaint: (actor, input) => editNode(actor, input, node => ({ ...node.spec, taints: (node.spec?.taints ?? []).filter(taint => taint.key !== input.key) })),
  labelNode: (actor, input) => answer(actor.api.patch('nodes', '', String(input.node), { metadata: { labels: input.labels } }), actor.roles),
  nsDelete: actor => answer(actor.api.delete('namespaces', '', actor.namespace), actor.roles),
  approveCSR: (actor, input) => approveRequest(actor, input), getCSR: (actor, input) => shownRequest(actor, input.name ?? ''),
  sar: (actor, input) => (input.questions ?? []).map(question => reviewAccess(actor, question)),
  wait: () => undefined
};

/** POSTs a manifest into the scenario's namespace; `uid: "@Kind/name"` stands for the real uid. */
export function createObject(actor: Actor, manifest: Manifest, options: { readonly dryRun?: boolean; readonly as?: UserInfo } = {}): Result<KubeObject> {
  const key = keyFor(manifest.kind, actor.namespace, manifest.metadata.name ?? '');
  if (key === undefined) return { ok: false, warnings: [], error: { code: 404, reason: 'NotFound', message: `no resource for ${manifest.kind}`, causes: [], errors: [] } };
  const { ownerReferences, ...metadata } = manifest.metadata;
  const owners = ownerReferences?.map(reference => reference.uid.startsWith('@') ? { ...reference, uid: uidOf(actor, reference.uid.slice(1)) } : reference);
  const namespace = key.namespace === '' ? {} : { namespace: key.namespace };
  const object = { ...manifest, metadata: { ...metadata, ...namespace, ...(owners === undefined ? {} : { ownerReferences: owners }) } };
  return actor.api.create<KubeObject>(key.resource, object, options);
}

/** POSTs a manifest to a collection by its URL, as a client does that knows nothing of kinds: unknown fields are warned of. */
function createAt(actor: Actor, path: string, input: Input): Result<KubeObject> {
  const key = keyOfPath(path, actor.namespace);
  if (key === undefined || input.object === undefined) return { ok: false, warnings: [], error: { code: 404, reason: 'NotFound', message: `no resource at ${path}`, causes: [], errors: [] } };
  const { resource, apiVersion, namespace } = key, fieldValidation = input.query?.includes('Strict') === true ? 'Strict' : 'Warn';
  return actor.api.handle({ verb: 'create', resource, apiVersion, namespace, body: input.object as unknown as Json, fieldValidation }) as Result<KubeObject>;
}

function uidOf(actor: Actor, id: string): string {
  const [kind = '', name = ''] = id.split('/');
  const key = keyFor(kind, actor.namespace, name);
  return (key === undefined ? undefined : actor.api.get(key.resource, key.namespace, key.name)?.metadata?.uid) ?? id;
}

export function podOf(actor: Actor, id: string | undefined): Pod | undefined {
  const uid = id === undefined ? undefined : actor.roles.uid('Pod', id);
  return actor.api.list<Pod>('pods', actor.namespace).find(pod => pod.metadata?.uid === uid);
}

function rolloutUndo(actor: Actor, input: Input): unknown {
  const deployment = actor.api.get('apps/deployments', actor.namespace, input.name ?? '');
  const revision = (object: KubeObject): number => Number(object.metadata?.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
  const sets = [...actor.api.indexed('apps/replicasets', 'controller', deployment?.metadata?.uid ?? '')].sort((a, b) => revision(b) - revision(a));
  const target = input.toRevision === undefined ? sets[1] : sets.find(replicaSet => revision(replicaSet) === input.toRevision);
  const spec = target?.['spec'];
  if (deployment === undefined || !isObject(spec)) return undefined;
  const template = JSON.parse(JSON.stringify(spec['template'])) as { metadata?: { labels?: Record<string, string> } };
  delete template.metadata?.labels?.['pod-template-hash'];
  return answer(actor.api.update('apps/deployments', { ...deployment, spec: { ...deployment['spec'] as object, template } }), actor.roles);
}

function rolloutRestart(actor: Actor, input: Input): unknown {
  const patch = { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': timestamp(actor.nowMs()) } } } } };
  return withKey(actor, input, ({ resource, namespace, name }) => answer(actor.api.patch(resource, namespace, name, patch), actor.roles));
}

function writeLease(actor: Actor, name: string, spec: object): void {
  const lease = actor.api.get('coordination.k8s.io/leases', 'kube-node-lease', name);
  const object: KubeObject = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace: 'kube-node-lease' }, spec };
  if (lease === undefined) actor.api.create('coordination.k8s.io/leases', object);
  else actor.api.update<KubeObject>('coordination.k8s.io/leases', { ...lease, spec });
}

function editNode(actor: Actor, input: Input, edit: (node: Node) => object): unknown {
  const node = actor.api.get<Node>('nodes', '', String(input.node));
  return node === undefined ? undefined : answer(actor.api.update<KubeObject>('nodes', { ...node, spec: edit(node) }), actor.roles);
}

function withKey(actor: Actor, input: Input, act: (key: { resource: string; namespace: string; name: string; subresource?: string }) => unknown): unknown {
  if (input.path !== undefined) {
    const named = keyOfPath(input.path, actor.namespace);
    return named === undefined ? undefined : act(named);
  }
  const uid = actor.roles.uid(input.kind ?? '', input.name ?? '');
  const key = keyFor(input.kind ?? '', actor.namespace, input.name ?? '');
  if (key === undefined) return undefined;
  const played = actor.api.list(key.resource).find(object => object.metadata?.uid === uid);
  return act(played === undefined ? key : { ...key, name: played.metadata?.name ?? '' });
}

/** A SubjectAccessReview: the answer, and under `any` every reason that would do, as the server names one by chance. */
function reviewAccess(actor: Actor, question: Question): unknown {
  const { user, groups = [], resourceAttributes, nonResourceAttributes } = question;
  const { verb = '', path } = nonResourceAttributes ?? {};
  const attributes: AccessAttributes = {
    user: { name: user, groups }, verb, group: '', resource: '', subresource: '', namespace: '', name: '', ...resourceAttributes, ...(path === undefined ? {} : { path })
  };
  const { allowed, reason } = actor.api.access(attributes);
  return { allowed, ...(reason === '' ? {} : { reason }), any: [...allowingReasons(actor.api, attributes)] };
}

/** The namespace's pods on a node, in order of their names. */
export function podsOnNode(actor: Actor, node: string): readonly Pod[] {
  return actor.api.list<Pod>('pods', actor.namespace).filter(pod => pod.spec?.nodeName === node).sort((a, b) => naturalOrder(actor.roles.name(a), actor.roles.name(b)));
}

/** One of the evictions of a drain. */
export function evictPod(actor: Actor, pod: Pod): unknown {
  return { pod: actor.roles.name(pod), ...answer(actor.api.evict(actor.namespace, pod.metadata?.name ?? ''), actor.roles) };
}

/** `web/pod-10` after `web/pod-9`. */
function naturalOrder(a: string, b: string): number {
  const padded = (id: string): string => id.replace(/\d+/g, digits => digits.padStart(6, '0'));
  return padded(a) < padded(b) ? -1 : 1;
}
