import type { FieldPath } from '../../../engine/src/index';
import type { CursorContext } from './cursorContext';

interface Level { readonly type: 'map' | 'list'; readonly path: FieldPath; readonly siblings: Set<string>; key: string | undefined; index: number }

/**
 * The context inside `{…}` and `[…]` on one line. `text` runs from the opening bracket to the cursor, which is at `offset` in the
 * file, `after` from there to the end of the line; `path` is that of the bracket's value.
 */
export function flowContext({ text, after, offset }: { readonly text: string; readonly after: string; readonly offset: number }, path: FieldPath): CursorContext | undefined {
  const levels: Level[] = [];
  let word = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|'[^']*'?|[{}[\],]|:(?=\s|$)|[^{}[\],:"']+|:/gu)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      const inner = level === undefined ? path : level.type === 'list' ? level.path.index(level.index) : level.path.child(level.key ?? '');
      levels.push({ type: token === '{' ? 'map' : 'list', path: inner, siblings: new Set(), key: undefined, index: 0 });
      word = '';
    } else if (token === '}' || token === ']') {
      levels.pop();
      word = '';
    } else if (token === ',') {
      if (level?.type === 'list') level.index++;
      if (level !== undefined) level.key = undefined;
      word = '';
    } else if (token === ':' && level?.type === 'map' && level.key === undefined) {
      level.key = word.trim();
      level.siblings.add(level.key);
      word = '';
    } else word += token;
  }
  const level = levels.at(-1);
  if (level === undefined) return undefined;
  const typed = word.trimStart();
  const tail = /^[\w.-]*/u.exec(after)?.[0] ?? '';
  const base = {
    siblings: level.siblings, range: { start: offset - typed.length, end: offset + tail.length }, typed, column: 0, flow: true,
    hasColon: /^\s*:/u.test(after.slice(tail.length)), needsSpace: text.endsWith(':')
  } as const;
  if (level.type === 'list') return { ...base, at: 'value', path: level.path.index(level.index) };
  return level.key === undefined ? { ...base, at: 'key', path: level.path } : { ...base, at: 'value', path: level.path.child(level.key) };
}
