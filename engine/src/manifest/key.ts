import { goQuote } from '../core/goText';
import { resolveAlias, type ScalarNode, type YamlNode } from './node';
import { floatKey, resolvePlain, resolveTagged } from './scalar';

/** A map key: its text in JSON, and as Go's `%#v` prints it before the conversion (text quoted, numbers and booleans bare). */
export interface MapKey { readonly text: string; readonly printed: string }

/** The meaning of a scalar: quoted and block text are strings, tags decide, plain text is resolved. */
export function resolveScalar(node: ScalarNode): ReturnType<typeof resolveTagged> {
  if (node.tag !== undefined) return resolveTagged(node.tag, node.text);
  return node.style === 'plain' ? resolvePlain(node.text) : { type: 'string', value: node.text };
}

/** The key that a scalar makes; `null` keys and keys that do not fit their tag are refused by kubectl. */
export function keyOf(scalar: ScalarNode): MapKey | 'null' | 'mismatch' {
  const resolved = resolveScalar(scalar);
  switch (resolved.type) {
    case 'string': return { text: resolved.value, get printed() { return goQuote(resolved.value); } };
    case 'int': return bare(resolved.exact ?? String(resolved.value));
    case 'float': return bare(floatKey(resolved.value));
    case 'boolean': return bare(String(resolved.value));
    default: return resolved.type;
  }
}

function bare(text: string): MapKey {
  return { text, printed: text };
}

/** The name of a key as JSON has it; undefined where the key is none. */
export function keyText(node: YamlNode): string | undefined {
  const scalar = resolveAlias(node);
  if (scalar?.kind !== 'scalar') return undefined;
  const key = keyOf(scalar);
  return typeof key === 'string' ? undefined : key.text;
}
