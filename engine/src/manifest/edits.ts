import type { FieldPath, PathSegment } from '../core/fieldPath';
import type { Json } from '../core/json';
import type { ManifestDocument, TextEdit } from './document';
import { lineStartAt } from './lines';
import { resolveAlias, type MapNode, type Pair, type SequenceNode, type YamlNode } from './node';
import { renderBlock, renderFlow, renderInline, sequenceIndent } from './render';
import { locate } from './sourceMap';

/**
 * The edits that give a field a value, adding it and the objects around it where they are missing. Comments, order and style of
 * all else stay. Offsets are the file's. Empty when nothing can be done: no readable document, or a scalar stands in the way.
 */
export function setField(document: ManifestDocument, path: FieldPath, value: Json): TextEdit[] {
  return edit(document, text => {
    const { root } = document.content;
    if (root === undefined) return insertInto(text, undefined, path.segments(), value);
    const { trail, missing } = locate(root, path);
    const last = trail[trail.length - 1];
    if (last === undefined) return [];
    const rest = missing === 0 ? [] : path.segments().slice(-missing);
    const place = { ...last, inFlow: trail.slice(0, -1).some(({ node }) => isFlow(node)) };
    return missing === 0 ? replaceValue(text, place, value) : insertInto(text, place, rest, value);
  });
}

/** As `setField`, but only where the field does not exist yet; empty otherwise. */
export function insertField(document: ManifestDocument, path: FieldPath, value: Json): TextEdit[] {
  const { root } = document.content;
  return root !== undefined && locate(root, path).missing === 0 ? [] : setField(document, path, value);
}

/** The edits that remove a field or a list item with its lines. An object or list that would be left without any becomes `{}` or `[]`. Empty when the field is not there. */
export function removeField(document: ManifestDocument, path: FieldPath): TextEdit[] {
  return edit(document, text => {
    const { root } = document.content;
    if (root === undefined) return [];
    const { trail, missing } = locate(root, path);
    const parent = resolveAlias(trail[trail.length - 2]?.node ?? root);
    const last = trail[trail.length - 1];
    if (missing > 0 || last === undefined || parent === undefined || trail.length < 2) return [];
    if (parent.kind === 'map') return removePart(text, parent, parent.pairs.map(pairExtent), parent.pairs.findIndex(({ key }) => key === last.key));
    return parent.kind === 'sequence' ? removePart(text, parent, itemExtents(text, parent), parent.items.indexOf(last.node)) : [];
  });
}

function edit(document: ManifestDocument, make: (text: string) => TextEdit[]): TextEdit[] {
  const { start } = document.range;
  return make(document.content.text).map(({ range, newText }) => ({ range: { start: range.start + start, end: range.end + start }, newText }));
}

/** Where an edit takes hold: a value, its key, and whether brackets stand around it. */
interface Place { readonly node: YamlNode; readonly key: YamlNode | undefined; readonly inFlow: boolean }

function replaceValue(text: string, { node, key, inFlow }: Place, value: Json): TextEdit[] {
  const isEmpty = node.start === node.end;
  if (isBlockValue(value) && !inFlow && !isFlow(node)) {
    const column = key === undefined ? columnOf(text, node.start) : columnOf(text, key.start) + (Array.isArray(value) ? sequenceIndent(text) : 2);
    const block = indent(renderBlock(value, text), column);
    if (key === undefined) return [replace(node.start, node.end, isEmpty && text[node.start - 1] === '-' ? ` ${block}` : block)];
    return [replace(key.end + 1, node.end, `${newlineOf(text)}${' '.repeat(column)}${block}`)];
  }
  const quote = node.kind === 'scalar' && typeof value === 'string' ? node.style : undefined;
  const scalar = quote === 'double' ? JSON.stringify(value) : inFlow ? renderFlow(value) : renderInline(value);
  if (isEmpty || key === undefined || !isMultiline(text, node)) return [replace(node.start, node.end, isEmpty && text[node.start - 1] !== ' ' ? ` ${scalar}` : scalar)];
  return [replace(key.end + 1, node.end, ` ${scalar}`)];
}

/** Adds what is missing below the deepest node that exists. */
function insertInto(text: string, place: Place | undefined, segments: readonly PathSegment[], value: Json): TextEdit[] {
  const [first, ...rest] = segments;
  if (first === undefined) return [];
  const inner = rest.reduceRight<Json>((json, segment) => wrap(segment, json), value);
  if (place === undefined) return [replace(text.length, text.length, `${text === '' || text.endsWith('\n') ? '' : '\n'}${renderBlock(wrap(first, inner), text)}\n`)];
  const node = resolveAlias(place.node);
  if (node?.kind === 'map' && first.type !== 'index') return insertPair(text, node, { name: nameOf(first), value: inner });
  if (node?.kind === 'sequence' && first.type === 'index') return insertItem(text, node, inner);
  const isEmpty = node?.kind === 'scalar' && node.style === 'plain' && node.start === node.end;
  return isEmpty ? replaceValue(text, { ...place, node }, wrap(first, inner)) : [];
}

function insertPair(text: string, map: MapNode, { name, value }: { readonly name: string; readonly value: Json }): TextEdit[] {
  const last = map.pairs[map.pairs.length - 1];
  if (map.flow || last === undefined) {
    const body = renderFlow({ [name]: value }).replace(/^\{\s*|\s*\}$/g, '');
    const at = last === undefined ? map.start + 1 : pairExtent(last).end;
    return [last === undefined ? replace(at, map.end - 1, body) : replace(at, at, `, ${body}`)];
  }
  const column = columnOf(text, map.start);
  return [appendLines(text, pairExtent(last).end, indent(renderBlock({ [name]: value }, text), column), column)];
}

function insertItem(text: string, sequence: SequenceNode, value: Json): TextEdit[] {
  const last = sequence.items[sequence.items.length - 1];
  if (sequence.flow || last === undefined) {
    const at = last === undefined ? sequence.start + 1 : last.end;
    return [last === undefined ? replace(at, sequence.end - 1, renderFlow(value)) : replace(at, at, `, ${renderFlow(value)}`)];
  }
  const column = columnOf(text, sequence.start);
  return [appendLines(text, last.end, indent(renderBlock([value], text), column), column)];
}

/** New lines after the one in which something ends, so that a comment at its end stays with it. */
function appendLines(text: string, after: number, block: string, column: number): TextEdit {
  const at = lineEnd(text, after);
  return replace(at, at, `${newlineOf(text)}${' '.repeat(column)}${block}`);
}

interface Extent { readonly start: number; readonly end: number }

function removePart(text: string, parent: MapNode | SequenceNode, parts: readonly Extent[], index: number): TextEdit[] {
  const part = parts[index], before = parts[index - 1], after = parts[index + 1];
  if (part === undefined) return [];
  if (parts.length === 1) return [onlyPart(text, parent, part)];
  if (parent.flow) return [after === undefined ? replace(before?.end ?? part.start, part.end, '') : replace(part.start, after.start, '')];
  const lineStart = lineStartAt(text, part.start);
  if (text.slice(lineStart, part.start).trim() !== '' && after !== undefined) return [replace(part.start, after.start, '')];
  const end = lineEnd(text, part.end);
  if (end < text.length) return [replace(lineStart, text.indexOf('\n', end) + 1, '')];
  return [replace(Math.max(lineStart - 1, 0), end, '')];
}

/** The last field of an object: without it the value would turn to null, which means something else. */
function onlyPart(text: string, parent: MapNode | SequenceNode, part: Extent): TextEdit {
  const empty = parent.kind === 'map' ? '{}' : '[]';
  if (parent.flow) return replace(parent.start, parent.end, empty);
  let start = part.start;
  while (start > 0 && /\s/.test(text[start - 1] ?? '')) start--;
  return replace(start, part.end, start === 0 ? empty : ` ${empty}`);
}

function pairExtent({ key, value }: Pair): Extent {
  return { start: key.start, end: Math.max(value.end, value.start === value.end ? key.end + 1 : value.end) };
}

/** List items with their dashes. */
function itemExtents(text: string, sequence: SequenceNode): Extent[] {
  if (sequence.flow) return [...sequence.items];
  let from = sequence.start;
  return sequence.items.map(item => {
    const start = text.indexOf('-', from);
    const end = Math.max(item.end, start + 1);
    from = dashAfter(text, end);
    return { start, end };
  });
}

/** Skips comments, which may hold dashes of their own. */
function dashAfter(text: string, end: number): number {
  let at = end;
  while (at < text.length && text[at] !== '-') at = text[at] === '#' ? lineEnd(text, at) : at + 1;
  return at;
}

function wrap(segment: PathSegment, value: Json): Json {
  return segment.type === 'index' ? [value] : { [nameOf(segment)]: value };
}

function nameOf(segment: Exclude<PathSegment, { type: 'index' }>): string {
  return segment.type === 'child' ? segment.name : segment.key;
}

function isFlow(node: YamlNode): boolean {
  return (node.kind === 'map' || node.kind === 'sequence') && node.flow;
}

function isBlockValue(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function isMultiline(text: string, node: YamlNode): boolean {
  return node.kind !== 'alias' && (node.kind !== 'scalar' || node.style === 'block') && text.slice(node.start - 1, node.end).includes('\n')
    || (node.kind === 'map' || node.kind === 'sequence') && !node.flow;
}

function indent(block: string, column: number): string {
  return block.replace(/\n(?=[^\n])/g, `\n${' '.repeat(column)}`);
}

function columnOf(text: string, at: number): number {
  return at - lineStartAt(text, at);
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  const stop = end === -1 ? text.length : end;
  return text[stop - 1] === '\r' ? stop - 1 : stop;
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function replace(start: number, end: number, newText: string): TextEdit {
  return { range: { start, end }, newText };
}
