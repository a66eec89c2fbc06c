import type { FieldPath } from '../core/fieldPath';
import type { CursorContext } from './cursor';

interface Open { readonly kind: '{' | '['; readonly path: FieldPath; readonly keys: string[]; index: number; key: string | undefined }

/** The context inside brackets (JSON, `{a: 1}`), told from the text between the outermost bracket and the cursor. */
export function flowContext(text: string, { start, offset, path }: { readonly start: number; readonly offset: number; readonly path: FieldPath }): CursorContext | undefined {
  const open: Open[] = [];
  let token = start;
  for (let at = start; at < offset; at++) {
    const char = text[at] ?? '';
    const top = open[open.length - 1];
    if (char === '"' || char === '\'') {
      const end = closing(text, at, offset);
      if (end === -1) break;
      at = end;
    } else if (char === '{' || char === '[') {
      open.push({ kind: char, path: top === undefined ? path : inside(top), keys: [], index: 0, key: undefined });
      token = at + 1;
    } else if (char === '}' || char === ']') {
      open.pop();
      token = at + 1;
    } else if (top !== undefined && char === ',') {
      top.index++;
      top.key = undefined;
      token = at + 1;
    } else if (top?.kind === '{' && top.key === undefined && char === ':' && endsKey(text, at)) {
      top.key = text.slice(token, at).trim().replace(/^(["'])(.*)\1$/, '$2');
      top.keys.push(top.key);
      token = at + 1;
    }
  }
  const top = open[open.length - 1];
  return top === undefined ? undefined : contextIn(text, { top, token, offset });
}

function contextIn(text: string, { top, token, offset }: { readonly top: Open; readonly token: number; readonly offset: number }): CursorContext {
  let start = token;
  while (start < offset && /\s/.test(text[start] ?? '')) start++;
  const rest = /^(?:"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?|[^,[\]{}:\n]*)/.exec(text.slice(start, start + 500))?.[0] ?? '';
  const atKey = top.kind === '{' && top.key === undefined;
  return {
    path: atKey ? top.path : inside(top), at: atKey ? 'key' : 'value', siblings: top.key === undefined ? top.keys : top.keys.slice(0, -1), indent: 0,
    prefix: text.slice(start, offset).replace(/^["']/, ''), replace: { start, end: Math.max(start + rest.trimEnd().length, offset) }, style: 'flow'
  };
}

function inside(open: Open): FieldPath {
  return open.kind === '[' ? open.path.index(open.index) : open.path.child(open.key ?? '');
}

function closing(text: string, start: number, limit: number): number {
  const quote = text[start];
  for (let at = start + 1; at < limit; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function endsKey(text: string, colon: number): boolean {
  return /[\s"'[{]/.test(text[colon - 1] ?? '') || /[\s,}\]]|^$/.test(text[colon + 1] ?? '');
}
