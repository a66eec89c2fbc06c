import { Composer, Parser, isAlias, isMap, isScalar, isSeq, type CST, type Node, type YAMLParseError } from 'yaml';
import { limits } from './limits';
import { emptyNode, type AliasNode, type MapNode, type Pair, type ScalarNode, type ScalarStyle, type SequenceNode, type YamlNode } from './node';
import type { SyntaxFault } from './syntaxFault';
import { describeError } from './syntaxMessages';

/** The tree of a text, as far as it can be read, and the first thing wrong with it. `root` is undefined for a text without content. */
export interface ParsedText { readonly root: YamlNode | undefined; readonly faults: readonly SyntaxFault[] }

/** Parses one document with the whole YAML grammar, by the `yaml` library. Broken text gives the readable part of the tree. */
export function parseWithLibrary(text: string): ParsedText {
  const tokens = [...new Parser().parse(text)];
  const deep = tooDeep(tokens);
  if (deep !== undefined) {
    const message = `This is nested more than ${limits.depth} levels deep. No Kubernetes object is; flatten it.`;
    return { root: undefined, faults: [{ code: 'yaml-too-deep', message, start: deep, end: deep + 1 }] };
  }
  const composer = new Composer({ schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, strict: true, logLevel: 'silent', prettyErrors: false });
  const [document] = composer.compose(tokens, true, text.length);
  if (document === undefined) return { root: undefined, faults: [] };
  const first = [...document.errors].sort(byPosition)[0];
  const root = document.contents === null ? undefined : new Converter(text).convert(document.contents);
  return { root: isNothing(root) ? undefined : root, faults: first === undefined ? [] : [describeError(text, first)] };
}

function byPosition(a: YAMLParseError, b: YAMLParseError): number {
  return a.pos[0] - b.pos[0];
}

function isNothing(root: YamlNode | undefined): boolean {
  return root?.kind === 'scalar' && root.start === root.end && root.tag === undefined && root.anchor === undefined;
}

/** Where the tree grows deeper than the limit; walked with a list of its own, since the composer recurses. */
function tooDeep(tokens: readonly CST.Token[]): number | undefined {
  const open: { token: CST.Token; depth: number }[] = tokens.map(token => ({ token, depth: 0 }));
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { token, depth } = entry;
    if (depth > limits.depth) return token.offset;
    if (token.type === 'document') {
      if (token.value !== undefined) open.push({ token: token.value, depth });
    } else if (token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection') {
      for (const { key, value } of token.items) {
        if (key != null) open.push({ token: key, depth: depth + 1 });
        if (value !== undefined) open.push({ token: value, depth: depth + 1 });
      }
    }
  }
  return undefined;
}

const styles: Readonly<Record<string, ScalarStyle>> = { QUOTE_SINGLE: 'single', QUOTE_DOUBLE: 'double', BLOCK_LITERAL: 'block', BLOCK_FOLDED: 'block' };
const coreTag = 'tag:yaml.org,2002:';

/** Turns the library's nodes into ours. Anchors bind in the order of the text: an alias means the last one before it. */
class Converter {
  private readonly anchors = new Map<string, YamlNode>();
  constructor(private readonly text: string) {}

  convert(node: Node): YamlNode {
    const [start, end] = this.extent(node);
    if (isAlias(node)) {
      const alias: AliasNode = { kind: 'alias', start, end, tag: undefined, anchor: undefined, name: node.source, target: this.anchors.get(node.source) };
      return alias;
    }
    const base = { start, end, tag: tagOf(node), anchor: 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : undefined };
    if (isMap(node)) return this.map(node.items, { ...base, flow: node.flow === true });
    if (isSeq(node)) return this.sequence(node.items, { ...base, flow: node.flow === true });
    const style = isScalar(node) ? styles[node.type ?? ''] ?? 'plain' : 'plain';
    const scalar: ScalarNode = { kind: 'scalar', ...base, style, text: isScalar(node) ? node.source ?? '' : '' };
    return this.bind(scalar);
  }

  private map(items: readonly unknown[], base: Pick<MapNode, 'start' | 'end' | 'tag' | 'anchor' | 'flow'>): MapNode {
    const pairs: Pair[] = [];
    const map = { kind: 'map' as const, ...base, pairs };
    this.bind(map);
    for (const item of items) {
      const { key, value } = item as { readonly key: Node | null; readonly value: Node | null };
      const keyNode = key === null ? emptyNode(base.start) : this.convert(key);
      pairs.push({ key: keyNode, value: valueOrEmpty(value === null ? undefined : this.convert(value), keyNode) });
    }
    const last = pairs[pairs.length - 1];
    if (!base.flow && last !== undefined) map.end = Math.max(last.key.end, last.value.end);
    return map;
  }

  private sequence(nodes: readonly unknown[], base: Pick<SequenceNode, 'start' | 'end' | 'tag' | 'anchor' | 'flow'>): SequenceNode {
    const items: YamlNode[] = [];
    const sequence = { kind: 'sequence' as const, ...base, items };
    this.bind(sequence);
    for (const node of nodes) items.push(isPairLike(node) ? this.map([node], { ...base, flow: true }) : this.convert(node as Node));
    const last = items[items.length - 1];
    if (!base.flow && last !== undefined) sequence.end = Math.max(last.end, base.start + 1);
    return sequence;
  }

  private bind<T extends YamlNode>(node: T): T {
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
    return node;
  }

  /** Without the white space and line ends that the library counts in. */
  private extent(node: Node): [number, number] {
    const [start, end] = node.range ?? [0, 0];
    let trimmed = end;
    while (trimmed > start && isSpace(this.text.charCodeAt(trimmed - 1))) trimmed--;
    return [start, trimmed];
  }
}

/** A missing value stands right after the colon, whatever white space or comment follows. */
function valueOrEmpty(value: YamlNode | undefined, key: YamlNode): YamlNode {
  const isEmpty = value === undefined || (value.kind === 'scalar' && value.style === 'plain' && value.start === value.end && value.tag === undefined && value.anchor === undefined);
  return isEmpty ? emptyNode(value === undefined ? key.end : key.end + 1) : value;
}

function tagOf(node: Node): string | undefined {
  const tag = 'tag' in node && typeof node.tag === 'string' ? node.tag : undefined;
  return tag?.startsWith(coreTag) === true ? `!!${tag.slice(coreTag.length)}` : tag;
}

function isPairLike(node: unknown): boolean {
  return typeof node === 'object' && node !== null && 'key' in node && !('items' in node);
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}
