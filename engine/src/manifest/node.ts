/** How a scalar is written. Only plain scalars without a tag are resolved to numbers, booleans and null. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

/** What every node has: offsets relative to the document's text (`end` exclusive), its tag as written in full and its anchor. */
interface NodeBase {
  readonly start: number;
  readonly end: number;
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

/** Text, with quotes and folding undone. A missing value is an empty plain scalar. */
export interface ScalarNode extends NodeBase { readonly kind: 'scalar'; readonly style: ScalarStyle; readonly text: string }
export interface AliasNode extends NodeBase { readonly kind: 'alias'; readonly name: string; readonly target: YamlNode | undefined }
export interface SequenceNode extends NodeBase { readonly kind: 'sequence'; readonly flow: boolean; readonly items: readonly YamlNode[] }
export interface MapNode extends NodeBase { readonly kind: 'map'; readonly flow: boolean; readonly pairs: readonly Pair[] }
export interface Pair { readonly key: YamlNode; readonly value: YamlNode }

/** The light syntax tree that all three parsers (block, library, JSON) answer with. Aliases may make it cyclic. */
export type YamlNode = ScalarNode | AliasNode | SequenceNode | MapNode;

export function scalarNode(style: ScalarStyle, text: string, start: number, end: number): ScalarNode {
  return { kind: 'scalar', start, end, tag: undefined, anchor: undefined, style, text };
}

/** A value that is not there: null, of no width. */
export function emptyNode(at: number): ScalarNode {
  return scalarNode('plain', '', at, at);
}

/** Whether a pair is a merge, `<<: *base` (goyaml.v2 `isMerge`). */
export function isMerge(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.text === '<<' && ((key.style === 'plain' && key.tag === undefined) || key.tag === '!!merge');
}

/** The node itself, or what an alias stands for. Undefined for an unknown anchor and for aliases that go in circles. */
export function resolveAlias(node: YamlNode): Exclude<YamlNode, AliasNode> | undefined {
  let current: YamlNode | undefined = node;
  for (let steps = 0; current?.kind === 'alias'; steps++) {
    if (steps > 100) return undefined;
    current = current.target;
  }
  return current;
}
