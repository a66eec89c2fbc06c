import type { DocumentContent, ManifestOptions, ManifestProblem } from './document';
import { decode, type DuplicateKey } from './decode';
import { LineIndex } from './lines';
import { parseText } from './parseText';
import { identityOf, roleOf } from './role';
import type { SyntaxFault } from './syntaxFault';

/** Reads one document's text. Depends on nothing else than its arguments, so that documents can be kept when they move. */
export function readContent(source: string, options: ManifestOptions): DocumentContent {
  const text = ownCopy(source);
  const parsed = parseText(text);
  const decoded = decode(parsed.root);
  const unreadable = parsed.faults.some(isError);
  // What a broken text seems to mean is a guess: only what broke it is told.
  const inside = unreadable ? parsed.faults : [...parsed.faults, ...decoded.faults];
  const broken = inside.some(isError);
  const partial = parsed.root === undefined ? undefined : decoded.partial;
  const role = roleOf(text, partial, { root: parsed.root, broken }, options);
  const problems = [...inside.map(fault => toProblem(fault, text.length)), ...(unreadable ? [] : decoded.duplicates.map(duplicateProblem))];
  return {
    text, role, value: broken ? undefined : decoded.value, partial, root: parsed.root,
    problems: problems.length === 0 ? none : problems.sort((a, b) => a.range.start - b.range.start),
    strictErrors: strictErrors(text, decoded.duplicates),
    ...identityOf(partial)
  };
}

const none: readonly ManifestProblem[] = [];

/** A slice of a large text keeps that text alive in V8: documents outlive the text of the file that they were read from. */
function ownCopy(source: string): string {
  return ` ${source}`.slice(1);
}

function isError({ severity }: SyntaxFault): boolean {
  return severity !== 'warning';
}

/** Kept within the text, and wide enough to be seen: what is missing at the end is shown at the last character. */
function toProblem({ code, message, severity, start, end }: SyntaxFault, length: number): ManifestProblem {
  const last = Math.min(end, length);
  return { code, message, severity: severity ?? 'error', range: { start: Math.min(start, Math.max(last - 1, 0)), end: last } };
}

function duplicateProblem({ key, node }: DuplicateKey): ManifestProblem {
  const message = `The key \`${key}\` already stands in this map. kubectl silently keeps the last one; a strict server refuses both. Remove one.`;
  return { code: 'yaml-duplicate-key', message, severity: 'error', range: { start: node.start, end: node.end } };
}

/** goyaml.v2 `setMapIndex` in strict mode: the line is that of the value. */
function strictErrors(text: string, duplicates: readonly DuplicateKey[]): readonly string[] {
  if (duplicates.length === 0) return [];
  const lines = new LineIndex(text);
  return duplicates.map(({ printedKey, value }) => `line ${lines.lineOf(value.start) + 1}: key ${printedKey} already set in map`);
}
