import { setOwn, type Json } from '../core/json';
import { limits } from './limits';
import { isMerge, resolveAlias, type MapNode, type ScalarNode, type SequenceNode, type YamlNode } from './node';
import { decodeBinary } from './binary';
import { keyOf, resolveScalar, type MapKey } from './key';
import type { SyntaxFault } from './syntaxFault';
import { shorten } from './syntaxMessages';

/** A key that stands twice in one map. The later value wins for kubectl; a strict server refuses it. */
export interface DuplicateKey {
  readonly key: string;
  /** As `key "name" already set in map` prints it: text quoted, numbers and booleans bare. */
  readonly printedKey: string;
  readonly node: YamlNode;
  readonly first: YamlNode;
  readonly value: YamlNode;
}

/** What a tree means. `value` is undefined when kubectl could not decode it; `partial` is what could be read all the same. */
export interface Decoded {
  readonly value: Json | undefined;
  readonly partial: Json | undefined;
  readonly faults: readonly SyntaxFault[];
  readonly duplicates: readonly DuplicateKey[];
}

/** Decodes a tree as sigs.k8s.io/yaml v1.6 turns YAML into JSON (goyaml.v2 `decode.go`, then `convertToJSONableObject`). */
export function decode(root: YamlNode | undefined): Decoded {
  if (root === undefined) return { value: null, partial: null, faults: [], duplicates: [] };
  const decoder = new Decoder();
  const partial = decoder.value(root, 0);
  return { value: decoder.faults.length === 0 ? partial : undefined, partial, faults: decoder.faults, duplicates: decoder.duplicates };
}

class Decoder {
  readonly faults: SyntaxFault[] = [];
  readonly duplicates: DuplicateKey[] = [];
  private readonly open = new Set<YamlNode>();
  private count = 0;
  private aliasCount = 0;
  private aliasDepth = 0;
  private stopped = false;

  value(node: YamlNode, depth: number): Json {
    if (this.stopped || this.isBomb(node)) return null;
    if (depth > limits.depth) {
      this.stop(node, 'yaml-too-deep', `Aliases nest this more than ${limits.depth} levels deep. No Kubernetes object is; write it out flat.`);
      return null;
    }
    switch (node.kind) {
      case 'scalar': return this.scalar(node);
      case 'map': return this.map(node, depth);
      case 'sequence': return this.sequence(node, depth);
      case 'alias': return this.alias(node, target => this.value(target, depth + 1)) ?? null;
    }
  }

  private sequence(node: SequenceNode, depth: number): Json {
    const items: Json[] = [];
    for (const item of node.items) {
      if (this.stopped) break;
      items.push(this.value(item, depth + 1));
    }
    return items;
  }

  private map(node: MapNode, depth: number): Json {
    const result: Record<string, Json> = {};
    this.fill(result, node, depth);
    return result;
  }

  /** In the order of the text, so a merge after a key overrides it: goyaml.v2 does just that. */
  private fill(result: Record<string, Json>, node: MapNode, depth: number): void {
    const seen = new Map<string, YamlNode>();
    for (const { key, value } of node.pairs) {
      if (this.stopped) return;
      if (isMerge(key)) { this.merge(result, value, depth + 1); continue; }
      const name = this.key(key);
      if (name === undefined) continue;
      const first = seen.get(name.text);
      if (first === undefined) seen.set(name.text, key);
      else if (this.aliasDepth === 0 && this.duplicates.length < limits.faults) this.duplicates.push({ key: name.text, printedKey: name.printed, node: key, first, value });
      setOwn(result, name.text, this.value(value, depth + 1));
    }
  }

  private merge(result: Record<string, Json>, node: YamlNode, depth: number): void {
    if (this.stopped || this.isBomb(node)) return;
    if (depth > limits.depth) { this.stop(node, 'yaml-too-deep', `Merges nest this more than ${limits.depth} levels deep. Write it out flat.`); return; }
    if (node.kind === 'map') this.fill(result, node, depth);
    else if (node.kind === 'alias') {
      this.alias(node, target => {
        if (target.kind === 'map') this.fill(result, target, depth + 1);
        else this.wantMap(node);
        return null;
      });
    } else if (node.kind === 'sequence') {
      // The first of several merges wins, so the last is merged first.
      for (const item of [...node.items].reverse()) {
        if (item.kind === 'sequence' || resolveAlias(item)?.kind === 'sequence') this.wantMap(item);
        else this.merge(result, item, depth + 1);
      }
    } else this.wantMap(node);
  }

  private wantMap(node: YamlNode): void {
    this.fault(node, 'yaml-merge', 'A merge (`<<`) takes a map, an alias of a map, or a list of these. kubectl says: map merge requires map or sequence of maps as the value.');
  }

  private alias<T>(node: Extract<YamlNode, { kind: 'alias' }>, visit: (target: YamlNode) => T): T | undefined {
    const { target } = node;
    if (target === undefined) {
      this.fault(node, 'yaml-unknown-anchor', `There is no anchor \`&${node.name}\` before this alias. If the \`*\` is meant as text, put the value in quotes. kubectl says: unknown anchor '${node.name}' referenced.`);
      return undefined;
    }
    if (this.open.has(node)) {
      this.fault(node, 'yaml-cycle', `The alias \`*${node.name}\` stands inside its own anchor, so the value would contain itself. Write the inner value out. kubectl says: anchor '${node.name}' value contains itself.`);
      return undefined;
    }
    this.open.add(node);
    this.aliasDepth++;
    const result = visit(target);
    this.aliasDepth--;
    this.open.delete(node);
    return result;
  }

  private scalar(node: ScalarNode): Json {
    if (node.tag === '!!binary') return decodeBinary(node.text) ?? this.fault(node, 'yaml-binary', 'This `!!binary` value is no valid base64.') ?? null;
    const resolved = resolveScalar(node);
    switch (resolved.type) {
      case 'mismatch':
        this.fault(node, 'yaml-tag', `\`${shorten(node.text)}\` is no \`${node.tag ?? ''}\`. Remove the tag or mend the value. kubectl says: cannot decode ${resolved.found} \`${shorten(node.text)}\` as a ${node.tag ?? ''}.`);
        return null;
      case 'null': return null;
      case 'float':
        if (!Number.isFinite(resolved.value)) {
          this.fault(node, 'yaml-not-json', `\`${shorten(node.text)}\` is no number of JSON, and Kubernetes objects are JSON. Put it in quotes if text is meant.`);
          return null;
        }
        return resolved.value;
      default: return resolved.value;
    }
  }

  private key(node: YamlNode): MapKey | undefined {
    this.isBomb(node);
    const target = resolveAlias(node);
    if (target?.kind !== 'scalar') {
      if (target === undefined) this.alias(node as Extract<YamlNode, { kind: 'alias' }>, () => null);
      else this.fault(node, 'yaml-key', `A map or a list cannot be a key.${target.flow ? ' If `{{ … }}` is a template, put the value in quotes.' : ''} kubectl says: invalid map key.`);
      return undefined;
    }
    const key = keyOf(target);
    if (key === 'null') this.fault(node, 'yaml-key', 'A key is missing, or it is `null`. Every field needs a name; put it in quotes if the word is meant.');
    else if (key === 'mismatch') this.fault(node, 'yaml-tag', `\`${shorten(target.text)}\` does not fit its tag \`${target.tag ?? ''}\`.`);
    else return key;
    return undefined;
  }

  /** goyaml's own measure (`allowedAliasRatio`): the share of work that comes out of aliases. */
  private isBomb(node: YamlNode): boolean {
    this.count++;
    if (this.aliasDepth > 0) this.aliasCount++;
    if (this.aliasCount <= 100 || this.count <= 1000 || this.aliasCount / this.count <= allowedAliasRatio(this.count)) return false;
    this.stop(node, 'yaml-alias-bomb', 'Aliases of aliases blow this document up. Write the values out. kubectl says: document contains excessive aliasing.');
    return true;
  }

  private stop(node: YamlNode, code: string, message: string): void {
    // The outermost alias is where a person can act; the node itself may be shared by thousands.
    const [outermost = node] = this.open;
    if (!this.stopped) this.fault(outermost, code, message);
    this.stopped = true;
  }

  private fault(node: YamlNode, code: string, message: string): undefined {
    if (this.faults.length < limits.faults) this.faults.push({ code, message, start: node.start, end: Math.max(node.end, node.start + 1) });
    return undefined;
  }
}

const ratioLow = 400_000;
const ratioHigh = 4_000_000;

function allowedAliasRatio(count: number): number {
  if (count <= ratioLow) return 0.99;
  if (count >= ratioHigh) return 0.10;
  return 0.99 - 0.89 * ((count - ratioLow) / (ratioHigh - ratioLow));
}
