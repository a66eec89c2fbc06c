import { controllerOf, type KubeObject } from '../../../engine/src/api/object';

/**
 * The names that recordings use instead of generated ones: `web-rs1/pod-2` is the second pod of the first ReplicaSet of web.
 * A name is a part to be played: pods that nobody can tell apart may swap theirs.
 */
export class Roles {
  private readonly byUid = new Map<string, string>();
  private readonly uidOf = new Map<string, string>();
  private readonly counters = new Map<string, number>();
  private readonly texts = new Map<string, string>();
  /** All parts that a generated name has had, where an object of the same name came again. */
  private readonly partsOf = new Map<string, string[]>();

  /** Which node plays the part of which, where a DaemonSet began with another one than the recorded. */
  private readonly nodeParts = new Map<string, string>();

  /** `lastPart` tells which part a text means where a name was given more than once: recordings were named at their end. */
  constructor(private readonly lastPart: ReadonlyMap<string, string> = new Map()) {}

  /** Gives a new object its name, by what it is and in the order of creation. */
  name(object: KubeObject): string {
    const uid = object.metadata?.uid ?? '';
    const known = this.byUid.get(uid);
    if (known !== undefined) return known;
    const id = this.idFor(object);
    this.byUid.set(uid, id);
    this.uidOf.set(`${object.kind ?? ''}/${id}`, uid);
    const name = object.metadata?.name ?? '';
    if (name !== id) {
      this.texts.set(name, this.lastPart.get(id) ?? id);
      this.partsOf.set(name, [...this.partsOf.get(name) ?? [], id]);
    }
    const hash = object.kind === 'ControllerRevision' ? object.metadata?.labels?.['controller-revision-hash'] : undefined;
    if (hash !== undefined) this.texts.set(hash, this.lastPart.get(id) ?? id);
    return id;
  }

  /** Parts whose name went to another object later, with the last part of that name. */
  lastParts(): ReadonlyMap<string, string> {
    const repeated = [...this.partsOf.values()].filter(parts => parts.length > 1);
    return new Map(repeated.flatMap(parts => parts.map((part): [string, string] => [part, parts.at(-1) ?? part])));
  }

  uid(kind: string, id: string): string | undefined {
    return this.uidOf.get(`${kind}/${id}`);
  }

  /** Lets two objects of a kind play each other's part. */
  swap(kind: string, a: string, b: string): void {
    const uidA = this.uidOf.get(`${kind}/${a}`);
    const uidB = this.uidOf.get(`${kind}/${b}`);
    if (uidA === undefined || uidB === undefined) return;
    this.uidOf.set(`${kind}/${a}`, uidB).set(`${kind}/${b}`, uidA);
    this.byUid.set(uidA, b).set(uidB, a);
    for (const [text, id] of this.texts) if (id === a || id === b) this.texts.set(text, id === a ? b : a);
  }

  /** A message with generated names replaced by parts; names that never became objects end in `-*`. */
  text(message: string): string {
    let result = message.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>');
    for (const [name, id] of [...this.texts].sort((a, b) => b[0].length - a[0].length)) result = replaceName(result, name, id);
    return result.replace(/([a-z0-9-]+-rs\d+|[a-z0-9-]+)-[bcdfghjklmnpqrstvwxz2456789]{5}(?=")/g, (whole, owner: string) => this.isOwner(owner) ? `${owner}-*` : whole);
  }

  /** The part that a node plays. */
  node(name: string): string {
    return this.nodeParts.get(name) ?? name;
  }

  /** Lets two nodes play each other's part, with the DaemonSet pods on them. */
  swapNodes(a: string, b: string): void {
    const actual = (part: string): string => [...this.nodeParts].find(([, other]) => other === part)?.[0] ?? part;
    const [ofA, ofB] = [actual(a), actual(b)];
    this.nodeParts.set(ofA, b).set(ofB, a);
    const renamed = [...this.byUid].map(([uid, id]): [string, string] => [uid, swappedNode(id, a, b)]).filter(([uid, id]) => this.byUid.get(uid) !== id);
    for (const [uid] of renamed) this.uidOf.delete(`Pod/${this.byUid.get(uid) ?? ''}`);
    for (const [uid, id] of renamed) {
      this.byUid.set(uid, id);
      this.uidOf.set(`Pod/${id}`, uid);
    }
    for (const [text, id] of this.texts) this.texts.set(text, swappedNode(id, a, b));
    const counters = [...this.counters].map(([prefix, count]): [string, number] => [swappedNode(`${prefix}0`, a, b).slice(0, -1), count]);
    this.counters.clear();
    for (const [prefix, count] of counters) this.counters.set(prefix, count);
  }

  private isOwner(id: string): boolean {
    return [...this.uidOf.keys()].some(key => key.endsWith(`/${id}`));
  }

  private idFor(object: KubeObject): string {
    const name = object.metadata?.name ?? '';
    const owner = controllerOf(object);
    const ownerId = owner === undefined ? undefined : this.byUid.get(owner.uid ?? '') ?? owner.name ?? '';
    if (ownerId === undefined || owner === undefined) return name;
    if (object.kind === 'Pod' && owner.kind === 'StatefulSet') return name;
    if (object.kind === 'Pod' && owner.kind === 'DaemonSet') return this.next(`${ownerId}/${this.node(daemonNode(object))}#`);
    const index = object.kind === 'Pod' ? object.metadata?.annotations?.['batch.kubernetes.io/job-completion-index'] : undefined;
    if (index !== undefined) return this.next(`${ownerId}/idx-${index}#`);
    if (object.kind === 'Pod') return this.next(`${ownerId}/pod-`);
    if (object.kind === 'ReplicaSet' && object.metadata?.labels?.['pod-template-hash'] !== undefined) return this.next(`${ownerId}-rs`);
    if (object.kind === 'ControllerRevision') return this.next(`${ownerId}-cr`);
    if (object.kind === 'EndpointSlice') return this.next(`${ownerId}-slice`);
    if (object.kind === 'Job') return this.next(`${ownerId}-run`);
    return name;
  }

  private next(prefix: string): string {
    const count = (this.counters.get(prefix) ?? 0) + 1;
    this.counters.set(prefix, count);
    return `${prefix}${count}`;
  }
}

/** `agent/node-1#2` with one node for the other. */
export function swappedNode(id: string, a: string, b: string): string {
  const { owner, node, rest } = daemonPart(id) ?? {};
  return node === a || node === b ? `${owner ?? ''}/${node === a ? b : a}#${rest ?? ''}` : id;
}

/** The parts of a DaemonSet pod's name; undefined for other names. */
export function daemonPart(id: string): { readonly owner: string; readonly node: string; readonly rest: string } | undefined {
  const match = /^(.+)\/((?!idx-)[^/#]+)#(\d+)$/.exec(id);
  return match === null ? undefined : { owner: match[1] ?? '', node: match[2] ?? '', rest: match[3] ?? '' };
}

/** The node a DaemonSet's pod is for, from its node affinity. */
function daemonNode(object: KubeObject): string {
  return /"matchFields":\[\{[^\]]*"values":\["([^"]+)"\]/.exec(JSON.stringify(object['spec'] ?? {}))?.[1] ?? '';
}

function replaceName(text: string, name: string, id: string): string {
  let result = '';
  let rest = text;
  for (let at = rest.indexOf(name); at >= 0; at = rest.indexOf(name)) {
    const before = at === 0 ? '' : rest[at - 1] ?? '';
    const after = rest[at + name.length] ?? '';
    const whole = !/[a-z0-9]/.test(before) && !/[a-z0-9]/.test(after);
    result += rest.slice(0, at) + (whole ? id : name);
    rest = rest.slice(at + name.length);
  }
  return result + rest;
}
