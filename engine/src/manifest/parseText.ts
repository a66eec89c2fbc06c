import { parseBlock } from './block';
import { parseJson } from './json';
import { parseWithLibrary, type ParsedText } from './library';
import { limits } from './limits';
import type { SyntaxFault } from './syntaxFault';
import { tabFaults } from './tabs';

// Control characters that libyaml's reader refuses (readerc.go): all but tab, line ends and NEL.
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** Parses one document's text by the cheapest parser that can. */
export function parseText(text: string): ParsedText {
  const unreadable = control.exec(text);
  if (unreadable !== null) return readAround(text, unreadable.index);
  const simple = parseSimply(text);
  if (simple !== undefined) return simple;
  if (text.length > limits.documentLength) return { root: undefined, faults: [tooLarge(text)] };
  return fullParse(text);
}

function parseSimply(text: string): ParsedText | undefined {
  if (!/^\s*\{/.test(text)) {
    const simple = parseBlock(text);
    return simple === undefined ? undefined : { root: simple.root, faults: [] };
  }
  const root = parseJson(text);
  return root === undefined ? undefined : { root, faults: [] };
}

/** Parses with the full grammar: see `parseBlock` for what is read without it. */
export function fullParse(text: string): ParsedText {
  // A lone carriage return is a line end to libyaml, but not to the library.
  const lines = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
  const parsed = parseWithLibrary(lines);
  return parsed.faults.length > 0 ? parsed : { ...parsed, faults: [...tabFaults(lines, parsed.root), ...markFaults(lines)] };
}

/** Editors hide byte order marks, and inside a text they are part of it; files joined by hand have them. */
function markFaults(text: string): SyntaxFault[] {
  const at = text.indexOf('\ufeff');
  if (at === -1) return [];
  const message = 'An invisible byte order mark (U+FEFF) stands here, as when files are joined. It becomes part of the text: delete it.';
  return [{ code: 'yaml-bom', message, start: at, end: at + 1, severity: 'warning' }];
}

/** A stray control character: what stands around it is still read, so that the rest of the document can be helped. */
function readAround(text: string, at: number): ParsedText {
  const isBinary = text.includes('\0');
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  const message = isBinary
    ? 'This is binary data, not text. Save the file as UTF-8 text.'
    : `There is a control character (U+${code}) here, and kubectl says: control characters are not allowed. Delete it, or write it as an escape in double quotes.`;
  const fault: SyntaxFault = { code: 'yaml-binary', message, start: at, end: at + 1 };
  if (isBinary || text.length > limits.documentLength) return { root: undefined, faults: [fault] };
  return { root: fullParse(text.replace(new RegExp(control, 'g'), ' ')).root, faults: [fault] };
}

function tooLarge(text: string): SyntaxFault {
  const message = `This document has ${(text.length / 1048576).toFixed(1)} MiB. A cluster stores no object above 1.5 MiB: split it.`;
  return { code: 'yaml-too-large', message, start: 0, end: Math.max(text.indexOf('\n'), 1) };
}
