import { stringify } from 'yaml';
import type { Json } from '../core/json';

// Quotes whatever YAML 1.1 or 1.2 would take for something else than text: goyaml reads a mixture of both.
// No block text: what follows on the line of an edit (a comment) would become part of it.
const options = { version: '1.1', compat: 'core', lineWidth: 0, aliasDuplicateObjects: false, blockQuote: false, doubleQuotedMinMultiLineLength: Infinity } as const;

/** A value as block YAML in the list style of a text, without a final line end. */
export function renderBlock(value: Json, text: string): string {
  const block = stringify(value, { ...options, indentSeq: sequenceIndent(text) > 0 }).trimEnd();
  return text.includes('\r\n') ? block.replace(/\n/g, '\r\n') : block;
}

/** A value on one line, outside of brackets. */
export function renderInline(value: Json): string {
  return typeof value === 'object' && value !== null ? renderFlow(value) : oneLine(value);
}

/** A value on one line, fit to stand inside brackets. */
export function renderFlow(value: Json): string {
  return oneLine([value]).slice(1, -1);
}

function oneLine(value: Json): string {
  return stringify(value, { ...options, collectionStyle: 'flow', flowCollectionPadding: false }).trimEnd();
}

/** By how much a text indents its lists below their key: by 2, or by 0 as kubectl does. */
export function sequenceIndent(text: string): 0 | 2 {
  const match = /^([ -]*)[^\s#-][^\n]*:[ \t]*\r?\n( *)- /m.exec(text);
  return match !== null && (match[2] ?? '').length > (match[1] ?? '').length ? 2 : 0;
}
