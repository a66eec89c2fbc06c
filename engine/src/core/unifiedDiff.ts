/** A run of lines that both texts share. */
interface Match { readonly a: number; readonly b: number; readonly size: number }
/** What to do with a range of lines to come from `a` to `b`. */
interface Edit { readonly equal: boolean; readonly aFrom: number; readonly aTo: number; readonly bFrom: number; readonly bTo: number }

const popularFrom = 200;

/**
 * A unified diff without file names, as go-difflib (a port of Python's difflib) writes it: `@@ -1,7 +1,7 @@`, lines with their
 * ends. Lines that occur too often in a long text begin no match, as there.
 */
export function unifiedDiff(a: string, b: string, context = 3): string {
  const left = linesOf(a), right = linesOf(b);
  let text = '';
  for (const group of groups(edits(matches(left, right)), context)) {
    const first = group[0], last = group.at(-1);
    if (first === undefined || last === undefined) continue;
    text += `@@ -${range(first.aFrom, last.aTo)} +${range(first.bFrom, last.bTo)} @@\n`;
    for (const edit of group) {
      for (const line of left.slice(edit.aFrom, edit.aTo)) text += `${edit.equal ? ' ' : '-'}${line}`;
      if (!edit.equal) for (const line of right.slice(edit.bFrom, edit.bTo)) text += `+${line}`;
    }
  }
  return text;
}

function linesOf(text: string): string[] {
  return text.split('\n').map(line => `${line}\n`);
}

function range(from: number, to: number): string {
  const length = to - from, beginning = length === 0 ? from : from + 1;
  return length === 1 ? String(beginning) : `${beginning},${length}`;
}

/** All matches in order, adjacent ones joined, an empty one at the end. */
function matches(a: readonly string[], b: readonly string[]): Match[] {
  const places = placesOf(b), found: Match[] = [];
  const open = [{ aFrom: 0, aTo: a.length, bFrom: 0, bTo: b.length }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const match = longestMatch(a, b, places, part);
    if (match.size === 0) continue;
    found.push(match);
    open.push({ aFrom: part.aFrom, aTo: match.a, bFrom: part.bFrom, bTo: match.b });
    open.push({ aFrom: match.a + match.size, aTo: part.aTo, bFrom: match.b + match.size, bTo: part.bTo });
  }
  found.sort((x, y) => x.a - y.a);
  const joined: Match[] = [];
  for (const match of found) {
    const last = joined.at(-1);
    if (last !== undefined && last.a + last.size === match.a && last.b + last.size === match.b) joined[joined.length - 1] = { ...last, size: last.size + match.size };
    else joined.push(match);
  }
  return [...joined, { a: a.length, b: b.length, size: 0 }];
}

/** Where each line stands in the text, popular lines left out. */
function placesOf(lines: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [i, line] of lines.entries()) {
    const list = places.get(line);
    if (list === undefined) places.set(line, [i]);
    else list.push(i);
  }
  const limit = Math.trunc(lines.length / 100) + 1;
  if (lines.length >= popularFrom) for (const [line, list] of places) if (list.length > limit) places.delete(line);
  return places;
}

interface Part { readonly aFrom: number; readonly aTo: number; readonly bFrom: number; readonly bTo: number }

function longestMatch(a: readonly string[], b: readonly string[], places: ReadonlyMap<string, readonly number[]>, part: Part): Match {
  let bestA = part.aFrom, bestB = part.bFrom, size = 0;
  let lengths = new Map<number, number>();
  for (let i = part.aFrom; i < part.aTo; i++) {
    const next = new Map<number, number>();
    for (const j of places.get(a[i] ?? '') ?? []) {
      if (j < part.bFrom) continue;
      if (j >= part.bTo) break;
      const length = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, length);
      if (length > size) { bestA = i - length + 1; bestB = j - length + 1; size = length; }
    }
    lengths = next;
  }
  while (bestA > part.aFrom && bestB > part.bFrom && a[bestA - 1] === b[bestB - 1]) { bestA--; bestB--; size++; }
  while (bestA + size < part.aTo && bestB + size < part.bTo && a[bestA + size] === b[bestB + size]) size++;
  return { a: bestA, b: bestB, size };
}

function edits(found: readonly Match[]): Edit[] {
  const result: Edit[] = [];
  let i = 0, j = 0;
  for (const { a, b, size } of found) {
    if (i < a || j < b) result.push({ equal: false, aFrom: i, aTo: a, bFrom: j, bTo: b });
    i = a + size;
    j = b + size;
    if (size > 0) result.push({ equal: true, aFrom: a, aTo: i, bFrom: b, bTo: j });
  }
  return result;
}

/** Changes with their surroundings; apart when more than twice the context lies between. */
function groups(all: readonly Edit[], context: number): Edit[][] {
  const result: Edit[][] = [];
  let group: Edit[] = [];
  for (const [index, edit] of all.entries()) {
    const isFirst = index === 0, isLast = index === all.length - 1;
    if (!edit.equal) { group.push(edit); continue; }
    const length = edit.aTo - edit.aFrom;
    if (!isFirst && !isLast && length <= 2 * context) { group.push(edit); continue; }
    if (!isFirst) {
      const kept = Math.min(length, context);
      group.push({ ...edit, aTo: edit.aFrom + kept, bTo: edit.bFrom + kept });
      result.push(group);
    }
    const lead = Math.min(length, context);
    group = isLast ? [] : [{ ...edit, aFrom: edit.aTo - lead, bFrom: edit.bTo - lead }];
  }
  if (group.some(edit => !edit.equal)) result.push(group);
  return result;
}
