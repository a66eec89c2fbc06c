import { decodeBase64 } from './base64';

/** One armoured block: `-----BEGIN TYPE-----` … `-----END TYPE-----`. */
export interface PemBlock { readonly type: string; readonly hasHeaders: boolean; readonly bytes: readonly number[]; /** What follows the block. */ readonly rest: string }

const begin = '-----BEGIN ', end = '\n-----END ', dashes = '-----';

/**
 * The first whole block of a text, as Go's `pem.Decode` finds it (encoding/pem, Go 1.25): whatever else there is stands around it and is passed
 * over; a block that is not well formed is no block.
 */
export function decodePem(text: string): PemBlock | undefined {
  let rest = text, skip = 0;
  for (;;) {
    rest = rest.slice(skip);
    const endAt = rest.indexOf(end);
    if (endAt < 0) return undefined;
    skip = endAt + end.length;
    const beginAt = rest.slice(0, endAt).lastIndexOf(begin);
    if (beginAt < 0 || (beginAt > 0 && rest[beginAt - 1] !== '\n')) continue;
    const block = blockAfter(rest.slice(beginAt + begin.length));
    if (block !== undefined) return block;
  }
}

function blockAfter(text: string): PemBlock | undefined {
  const head = line(text);
  if (!head.line.endsWith(dashes)) return undefined;
  const type = head.line.slice(0, -dashes.length);
  let { rest } = head, hasHeaders = false;
  for (let next = line(rest); rest !== '' && next.line.includes(':'); next = line(rest)) {
    hasHeaders = true;
    rest = next.rest;
  }
  const empty = !hasHeaders && rest.startsWith(end.slice(1));
  const endAt = empty ? 0 : rest.indexOf(end);
  if (endAt < 0) return undefined;
  const trailer = rest.slice(empty ? end.length - 1 : endAt + end.length);
  if (!trailer.startsWith(`${type}${dashes}`)) return undefined;
  const last = line(trailer.slice(type.length + dashes.length));
  const base64 = rest.slice(0, endAt).replace(/[ \t\r\n]/g, '');
  if (last.line !== '' || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  return { type, hasHeaders, bytes: decodeBase64(base64), rest: last.rest };
}

/** The first line without the white space at its end, and what follows it. */
function line(text: string): { readonly line: string; readonly rest: string } {
  const at = text.indexOf('\n');
  const first = at < 0 ? text : text.slice(0, at);
  return { line: first.replace(/[ \t\r]+$/, ''), rest: at < 0 ? '' : text.slice(at + 1) };
}
