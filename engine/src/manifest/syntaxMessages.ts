import { lineStartAt } from './lines';
import type { SyntaxFault } from './syntaxFault';

/** What the `yaml` library reports: its code, its words and where. */
export interface LibraryError { readonly code: string; readonly message: string; readonly pos: readonly [number, number] }

/** The library's error in words that tell a learner what to do, at the place where it is done. */
export function describeError(text: string, error: LibraryError): SyntaxFault {
  const conflict = mergeConflict(text);
  if (conflict !== undefined) return conflict;
  const at = Math.min(error.pos[0], Math.max(text.length - 1, 0));
  switch (error.code) {
    case 'TAB_AS_INDENT': return tabFault(text, at);
    case 'MULTILINE_IMPLICIT_KEY': return brokenKey(text, at);
    case 'BLOCK_AS_IMPLICIT_KEY': return error.message.startsWith('Nested') ? nestedMapping(text, at) : badSequence(text, at);
    case 'BAD_INDENT': return error.message.startsWith('Flow') ? unclosedFlow(text, at) : badIndent(text, at);
    case 'BAD_SCALAR_START': return badStart(text, at);
    case 'BAD_DQ_ESCAPE': return badEscape(text, at);
    case 'MISSING_CHAR': return missingCharacter(text, at, error.message);
    case 'UNEXPECTED_TOKEN': return unexpected(text, at, error.message);
    case 'BAD_ALIAS': case 'ALIAS_PROPS': case 'MULTIPLE_ANCHORS': case 'MULTIPLE_TAGS': case 'BAD_PROP_ORDER':
      return span('yaml-syntax', `${sentence(error.message)} Quote the value if the sign is meant as text.`, text, at);
    default: return span('yaml-syntax', sentence(error.message), text, at);
  }
}

/** Tabs in indentation: at the whole run of white space. */
export function tabFault(text: string, at: number): SyntaxFault {
  let end = at;
  while (end < text.length && (text[end] === '\t' || text[end] === ' ')) end++;
  return { code: 'yaml-tab', message: 'A tab is used for indentation. YAML allows only spaces there: replace each tab with two spaces.', start: at, end: Math.max(end, at + 1) };
}

function mergeConflict(text: string): SyntaxFault | undefined {
  const match = /^(<{7}|={7}|>{7})( .*)?$/m.exec(text);
  if (match === null) return undefined;
  const message = 'This is a leftover conflict marker of git. Keep one of the two sides and delete the marker lines.';
  return { code: 'yaml-merge-conflict', message, start: match.index, end: match.index + match[0].length };
}

/** A key over several lines: nearly always a line before the colon that lacks its own `: `. */
function brokenKey(text: string, at: number): SyntaxFault {
  const line = lineFrom(text, at);
  const glued = /^("[^"]*"|'[^']*'|[^\s:'"]+):(?=\S)/.exec(line);
  if (glued !== null) {
    const key = glued[1] ?? '';
    const message = `A space is missing after the colon of \`${shorten(key)}\`. Write \`${shorten(key)}: ${shorten(line.slice(glued[0].length).trimEnd())}\`.`;
    return { code: 'yaml-missing-space', message, start: at, end: at + glued[0].length };
  }
  const word = firstWord(line);
  const afterValue = /:[ \t]+\S/.test(text.slice(lineStartAt(text, at), at));
  if (afterValue) {
    return span('yaml-bad-indent', `The lines below are indented under \`${word}\`, which is a value already. Indent them like the key of this line, or put the value in quotes.`, text, at);
  }
  return span('yaml-missing-colon', `A colon is missing after \`${word}\`. A field is written \`${word}: value\`, with a space after the colon.`, text, at);
}

function nestedMapping(text: string, at: number): SyntaxFault {
  const line = lineFrom(text, at);
  const colon = /:(\s|$)/.exec(line);
  if (colon === null) {
    const key = shorten(keyOfLine(text, at));
    const message = `The next line is indented deeper, but \`${key}\` has a value already. Indent it like \`${key}\`, or leave \`${key}\` without a value of its own.`;
    return span('yaml-bad-indent', message, text, at);
  }
  const message = 'Two `: ` stand on one line. If the colon belongs to the value, put the value in quotes; if another field begins, give it a line of its own.';
  return { code: 'yaml-nested-mapping', message, start: at, end: at + line.trimEnd().length };
}

function badSequence(text: string, at: number): SyntaxFault {
  return span('yaml-bad-indent', 'This `-` does not line up with the list that it belongs to. All items of a list begin in the same column.', text, at);
}

function badIndent(text: string, at: number): SyntaxFault {
  const line = lineFrom(text, at).trimStart();
  const isItem = /^-(\s|$)/.test(line);
  const message = isItem
    ? 'This list item does not line up with the others. All items of a list begin in the same column.'
    : 'This line does not line up with the fields above it. All fields of one object begin in the same column; a deeper object is indented by two more spaces.';
  const start = skipSpaces(text, at);
  return span('yaml-bad-indent', message, text, start);
}

function unclosedFlow(text: string, at: number): SyntaxFault {
  const open = lastOpener(text, at);
  const sign = text[open] === '[' ? ']' : '}';
  return { code: 'yaml-unclosed-bracket', message: `This \`${text[open] ?? '['}\` is never closed. Add the \`${sign}\` that ends it.`, start: open, end: open + 1 };
}

/** The last bracket before an offset that nothing closes; quotes are skipped. */
function lastOpener(text: string, at: number): number {
  const open: number[] = [];
  let quote = '';
  for (let i = 0; i < at; i++) {
    const char = text[i] ?? '';
    if (quote !== '') { if (char === quote || char === '\n') quote = ''; }
    else if (char === '"' || char === '\'') quote = char;
    else if (char === '[' || char === '{') open.push(i);
    else if (char === ']' || char === '}') open.pop();
  }
  return open[open.length - 1] ?? at;
}

function badStart(text: string, at: number): SyntaxFault {
  const char = text[at] ?? '';
  const name = char === '\t' ? 'a tab' : `\`${char}\``;
  const message = char === '|' || char === '>'
    ? `A value cannot begin with ${name} here. Put it in quotes.`
    : `A value cannot begin with ${name}: YAML reserves that sign. Put the value in quotes.`;
  return span('yaml-needs-quotes', message, text, at);
}

function badEscape(text: string, at: number): SyntaxFault {
  const sequence = text.slice(at, at + 2);
  const message = `\`${sequence}\` is no escape of a double-quoted text. Write \`\\\\\` for a backslash, or use single quotes, where a backslash is an ordinary sign.`;
  return { code: 'yaml-bad-escape', message, start: at, end: Math.min(at + 2, text.length) };
}

function missingCharacter(text: string, at: number, message: string): SyntaxFault {
  if (message.startsWith('Missing closing')) {
    const quote = message.includes('"') ? '"' : '\'';
    const start = openQuote(text, at, quote);
    return { code: 'yaml-unclosed-quote', message: `This quote is never closed. Add a \`${quote}\` at the end of the text.`, start, end: start + 1 };
  }
  if (message.startsWith('Comments must')) return span('yaml-syntax', 'A space is missing before the `#` of the comment.', text, at);
  if (message.startsWith('Implicit map keys')) return brokenKey(text, at);
  if (message.startsWith('Flow') || message.includes('expected to end with')) return unclosedFlow(text, at + 1);
  if (message.includes('directives-end')) return span('yaml-directive', 'A line that begins with `%` is a directive, and kubectl cannot read it. Remove the line.', text, 0);
  return span('yaml-syntax', sentence(message), text, at);
}

/** The quote that the text up to `at` leaves open, looked for on the line where it opens. */
function openQuote(text: string, at: number, quote: string): number {
  const opener = new RegExp(`(?:^|[\\s\\[{,:])(${quote})`, 'g');
  let found = text.lastIndexOf(quote, at);
  for (let match = opener.exec(text); match !== null && match.index < at; match = opener.exec(text)) {
    const start = match.index + match[0].length - 1;
    const end = closingQuote(text, start, quote);
    if (end === -1) return start;
    opener.lastIndex = end + 1;
    found = start;
  }
  return Math.max(found, 0);
}

function closingQuote(text: string, start: number, quote: string): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\' && quote === '"') i++;
    else if (text[i] === quote) {
      if (quote === '\'' && text[i + 1] === '\'') i++;
      else return i;
    }
  }
  return -1;
}

function unexpected(text: string, at: number, message: string): SyntaxFault {
  const char = text[at] ?? '';
  if (/[\]}]/.test(char)) return { code: 'yaml-syntax', message: `This \`${char}\` closes nothing. Remove it, or add the bracket that opens it.`, start: at, end: at + 1 };
  if (message.startsWith('Block scalar header') || message.startsWith('Not a YAML token')) {
    return span('yaml-syntax', 'After `|` or `>` the text begins on the next line, indented. Move this to a line of its own.', text, at);
  }
  if (message.includes('at node end')) {
    return span('yaml-syntax', 'The value has ended before this. If it belongs to the value, put the whole value in quotes; if it is a comment, begin it with ` #`.', text, at);
  }
  if (message.includes('in flow') || message.includes('in YAML stream')) {
    return span('yaml-syntax', `\`${firstWord(lineFrom(text, at))}\` is not expected here. Check the indentation and the brackets before it.`, text, at);
  }
  return span('yaml-syntax', sentence(message), text, at);
}

/** A fault from `at` to the end of its line, white space aside; at least one character where there is one. */
function span(code: string, message: string, text: string, at: number): SyntaxFault {
  const length = lineFrom(text, at).replace(/\s+#.*$/, '').trimEnd().length;
  return { code, message, start: at, end: Math.min(at + Math.max(length, 1), text.length) };
}

function firstWord(line: string): string {
  return shorten(/^\S+/.exec(line)?.[0] ?? '');
}

/** At most 60 characters, to be quoted in a message. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function lineFrom(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, end === -1 ? text.length : end);
}

function skipSpaces(text: string, at: number): number {
  let start = at;
  while (text[start] === ' ' || text[start] === '\n' || text[start] === '\r') start++;
  return start < text.length ? start : at;
}

function keyOfLine(text: string, at: number): string {
  return text.slice(lineStartAt(text, at), at).replace(/^[\s-]*/, '').replace(/:\s*$/, '');
}
