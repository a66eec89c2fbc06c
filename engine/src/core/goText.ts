import { sortedKeys } from './order';

const escapes: Record<string, string> = { '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '"': '\\"', '\\': '\\\\' };

/** A string as Go's `%q` prints it. */
export function goQuote(text: string): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
  return `"${text.replace(unprintable, char => escapes[char] ?? unicodeEscape(char))}"`;
}

/** What Go does not print as it is (`unicode.IsPrint`), and what stands for something else inside quotes. */
const unprintable = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|["\\]/gu;

function unicodeEscape(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** A value as Go's `json.Marshal` prints it: `<`, `>`, `&` and the line separators escaped; maps sorted only when asked (structs keep field order). */
export function goJson(value: unknown, order: 'asWritten' | 'sorted' = 'asWritten'): string {
  if (Array.isArray(value)) return `[${value.map(item => goJson(item, order)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const record = value as Record<string, unknown>;
    const keys = (order === 'sorted' ? sortedKeys(record) : Object.keys(record)).filter(key => record[key] !== undefined);
    return `{${keys.map(key => `${goJson(key)}:${goJson(record[key], order)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null).replace(/[<>&\u2028\u2029]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
