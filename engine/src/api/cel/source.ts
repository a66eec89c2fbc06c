/** A complaint about an expression, at a place counted in characters (not UTF-16 units) from its start. */
export interface CelIssue { readonly at: number; readonly message: string }

/** The place of an issue that concerns the whole expression. */
export const nowhere = -1;

const maxIssues = 100, maxSnippet = 16384;

/** The issues as cel-go prints them: sorted by place, each with its line and a mark under it (common/errors.go, cel-go 0.26). */
export function issuesText(source: string, issues: readonly CelIssue[]): string {
  const lines = source.split('\n').map(line => [...line]);
  const sorted = [...issues].sort((a, b) => a.at - b.at);
  const texts = sorted.slice(0, maxIssues).map(issue => issueText(issue, lines));
  if (sorted.length > maxIssues) texts.push(`${sorted.length - maxIssues} more errors were truncated`);
  return texts.join('\n');
}

function issueText({ at, message }: CelIssue, lines: readonly (readonly string[])[]): string {
  if (at === nowhere) return `ERROR: <input>:-1:0: ${message}`;
  let line = 0, start = 0;
  while (line < lines.length - 1 && start + (lines[line]?.length ?? 0) < at) start += (lines[line++]?.length ?? 0) + 1;
  const column = at - start, chars = (lines[line] ?? []).map(char => char === '\t' ? ' ' : char);
  const head = `ERROR: <input>:${line + 1}:${column + 1}: ${message}`;
  if (chars.length > maxSnippet) return head;
  const dots = chars.slice(0, column).map(char => char > '\x7f' ? '\uff0e' : '.').join('');
  return `${head}\n | ${chars.join('')}\n | ${dots}${(chars[column] ?? '') > '\x7f' ? '\uff3e' : '^'}`;
}
