import { limits } from './limits';
import { scalarNode, type Pair, type YamlNode } from './node';

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const word = /true|false|null/y;
const string = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** Parses one JSON object, white space around it allowed. Undefined when the text is no JSON: kubectl then reads it as YAML. */
export function parseJson(text: string): YamlNode | undefined {
  const reader = new JsonReader(text);
  const root = reader.value(reader.skip(0), 0);
  return root !== undefined && reader.skip(root.end) >= text.length ? root : undefined;
}

class JsonReader {
  constructor(private readonly text: string) {}

  value(at: number, depth: number): YamlNode | undefined {
    const sign = this.text[at];
    if (sign === '{') return this.object(at, depth);
    if (sign === '[') return this.array(at, depth);
    return sign === '"' ? this.string(at) : this.match(word, at) ?? this.match(number, at);
  }

  skip(from: number): number {
    let at = from;
    for (let code = this.text.charCodeAt(at); code === 32 || code === 10 || code === 13 || code === 9; code = this.text.charCodeAt(at)) at++;
    return at;
  }

  private object(start: number, depth: number): YamlNode | undefined {
    const pairs: Pair[] = [];
    const end = this.elements(start, '}', depth, at => {
      const key = this.text[at] === '"' ? this.string(at) : undefined;
      const colon = key === undefined ? 0 : this.skip(key.end);
      if (key === undefined || this.text[colon] !== ':') return undefined;
      const value = this.value(this.skip(colon + 1), depth + 1);
      if (value === undefined) return undefined;
      pairs.push({ key, value });
      return value.end;
    });
    return end === undefined ? undefined : { kind: 'map', start, end, tag: undefined, anchor: undefined, flow: true, pairs };
  }

  private array(start: number, depth: number): YamlNode | undefined {
    const items: YamlNode[] = [];
    const end = this.elements(start, ']', depth, at => {
      const item = this.value(at, depth + 1);
      if (item !== undefined) items.push(item);
      return item?.end;
    });
    return end === undefined ? undefined : { kind: 'sequence', start, end, tag: undefined, anchor: undefined, flow: true, items };
  }

  /** Reads elements between commas; answers with the end of the closing bracket. */
  private elements(start: number, closing: string, depth: number, read: (at: number) => number | undefined): number | undefined {
    if (depth > limits.depth) return undefined;
    let at = this.skip(start + 1);
    if (this.text[at] === closing) return at + 1;
    for (;;) {
      const end = read(at);
      if (end === undefined) return undefined;
      at = this.skip(end);
      if (this.text[at] === closing) return at + 1;
      if (this.text[at] !== ',') return undefined;
      at = this.skip(at + 1);
    }
  }

  private string(at: number): YamlNode | undefined {
    string.lastIndex = at;
    if (!string.test(this.text)) return undefined;
    const source = this.text.slice(at, string.lastIndex);
    const content: unknown = source.includes('\\') ? JSON.parse(source) : source.slice(1, -1);
    return scalarNode('double', String(content), at, string.lastIndex);
  }

  private match(pattern: RegExp, at: number): YamlNode | undefined {
    pattern.lastIndex = at;
    if (!pattern.test(this.text)) return undefined;
    return scalarNode('plain', this.text.slice(at, pattern.lastIndex), at, pattern.lastIndex);
  }
}
