import type { DocumentContent, ManifestOptions, ManifestProblem } from './document';
import { decode, type DuplicateKey } from './decode';
import { parseText } from './parseText';
import { identityOf, roleOf } from './role';
import type { SyntaxFault } from './syntaxFault';

/** Reads one document's text. Depends on nothing else than its arguments, so that documents can be kept when they move. */
export function readContent(source: string, faults: readonly SyntaxFault[], options: ManifestOptions): DocumentContent {
  const text = ownCopy(source);
  const parsed = parseText(text);
  const decoded = decode(parsed.root);
  const all = [...faults, ...parsed.faults, ...decoded.faults];
  const broken = all.some(({ severity }) => severity !== 'warning');
  const partial = parsed.root === undefined ? undefined : decoded.partial;
  const role = roleOf(text, partial, { root: parsed.root, broken }, options);
  const problems = [...all.map(toProblem), ...decoded.duplicates.map(duplicateProblem)];
  return {
    text, role, value: broken ? undefined : decoded.value, partial, root: parsed.root,
    problems: problems.length === 0 ? none : problems.sort((a, b) => a.range.start - b.range.start),
    strictErrors: decoded.duplicates.map(duplicate => strictError(text, duplicate)),
    ...identityOf(partial)
  };
}

const none: readonly ManifestProblem[] = [];

/** A slice of a large text keeps that text alive in V8: documents outlive the text of the file that they were read from. */
function ownCopy(source: string): string {
  return ` ${source}`.slice(1);
}

function toProblem({ code, message, severity, start, end }: SyntaxFault): ManifestProblem {
  return { code, message, severity: severity ?? 'error', range: { start, end } };
}

function duplicateProblem({ key, node }: DuplicateKey): ManifestProblem {
  const message = `The key \`${key}\` already stands in this map. kubectl silently keeps the last one; a strict server refuses both. Remove one.`;
  return { code: 'yaml-duplicate-key', message, severity: 'error', range: { start: node.start, end: node.end } };
}

/** goyaml.v2 `setMapIndex` in strict mode: the line is that of the value. */
function strictError(text: string, { printedKey, value }: DuplicateKey): string {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < value.start; at = text.indexOf('\n', at + 1)) line++;
  return `line ${line}: key ${printedKey} already set in map`;
}
