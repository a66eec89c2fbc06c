import { utf8Bytes } from './base64';
import { goQuote } from './goText';
import { utf8Text } from './utf8';

/** A URL as Go's net/url takes it apart. */
export interface GoUrl {
  /** In lower case; empty for a relative URL. */
  readonly scheme: string;
  /** `user` or `user:password` as written; undefined without an `@`. */
  readonly user: string | undefined;
  /** With its port, brackets kept. */
  readonly host: string;
  readonly path: string;
  readonly escapedPath: string;
  readonly rawQuery: string;
  readonly fragment: string;
}

export type ParsedUrl = { readonly ok: true; readonly url: GoUrl } | { readonly ok: false; readonly error: string };

/** What is read: any URL (`url.Parse`), or an absolute one without a fragment (`url.ParseRequestURI`). */
export type UrlUse = 'any' | 'request';

class UrlError extends Error {}

/** Reads a URL with the rules and the error texts of Go's net/url (Go 1.25). */
export function parseGoUrl(raw: string, use: UrlUse = 'any'): ParsedUrl {
  const hash = use === 'any' ? raw.indexOf('#') : -1;
  const main = hash < 0 ? raw : raw.slice(0, hash);
  try {
    const url = parse(main, use);
    return { ok: true, url: hash < 0 ? url : { ...url, fragment: unescape(raw.slice(hash + 1), 'path') } };
  } catch (error) {
    if (!(error instanceof UrlError)) throw error;
    return { ok: false, error: `parse ${goQuote(main)}: ${error.message}` };
  }
}

function parse(raw: string, use: UrlUse): GoUrl {
  if (/[\x00-\x1f\x7f]/.test(raw)) throw new UrlError('net/url: invalid control character in URL');
  if (raw === '' && use === 'request') throw new UrlError('empty url');
  const base: GoUrl = { scheme: '', user: undefined, host: '', path: '', escapedPath: '', rawQuery: '', fragment: '' };
  if (raw === '*') return { ...base, path: '*', escapedPath: '*' };
  const { scheme, rest: afterScheme } = splitScheme(raw);
  const question = afterScheme.indexOf('?');
  const rest = question < 0 ? afterScheme : afterScheme.slice(0, question), rawQuery = question < 0 ? '' : afterScheme.slice(question + 1);
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...base, scheme, rawQuery };
    if (use === 'request') throw new UrlError('invalid URI for request');
    if ((rest.split('/')[0] ?? '').includes(':')) throw new UrlError('first path segment in URL cannot contain colon');
  }
  if (!rest.startsWith('//') || !(scheme !== '' || (use === 'any' && !rest.startsWith('///')))) return { ...base, scheme, rawQuery, ...pathOf(rest) };
  const slash = rest.indexOf('/', 2), authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  return { ...base, scheme, rawQuery, ...authorityOf(authority), ...pathOf(slash < 0 ? '' : rest.slice(slash)) };
}

function splitScheme(raw: string): { readonly scheme: string; readonly rest: string } {
  if (raw.startsWith(':')) throw new UrlError('missing protocol scheme');
  const match = /^([A-Za-z][A-Za-z0-9+\-.]*):/.exec(raw);
  return match === null ? { scheme: '', rest: raw } : { scheme: (match[1] ?? '').toLowerCase(), rest: raw.slice(match[0].length) };
}

function authorityOf(authority: string): Pick<GoUrl, 'user' | 'host'> {
  const at = authority.lastIndexOf('@');
  const host = hostOf(authority.slice(at + 1));
  if (at < 0) return { user: undefined, host };
  const user = authority.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) throw new UrlError('net/url: invalid userinfo');
  unescape(user, 'path');
  return { user, host };
}

function hostOf(host: string): string {
  const open = host.lastIndexOf('[');
  if (open >= 0) {
    const close = host.lastIndexOf(']');
    if (close < 0) throw new UrlError("missing ']' in host");
    checkPort(host.slice(close + 1));
    if (open > 0) throw new UrlError('invalid IP-literal');
  } else if (host.includes(':')) {
    checkPort(host.slice(host.lastIndexOf(':')));
  }
  return unescape(host, 'host');
}

function checkPort(port: string): void {
  if (!/^(?::[0-9]*)?$/.test(port)) throw new UrlError(`invalid port ${goQuote(port)} after host`);
}

function pathOf(raw: string): Pick<GoUrl, 'path' | 'escapedPath'> {
  const path = unescape(raw, 'path');
  const escapedPath = /^[A-Za-z0-9\-_.~$&+,/:;=@!'()*[\]%]*$/.test(raw) ? raw : escapeBytes(utf8Bytes(path), /[A-Za-z0-9\-_.~$&+,/:;=@]/);
  return { path, escapedPath };
}

/** Bytes as text, all others percent-encoded. */
function escapeBytes(bytes: readonly number[], plain: RegExp): string {
  return bytes.map(byte => byte < 0x80 && plain.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** Percent-decoding: of a path, of a host (which holds fewer characters), of a query (where `+` is a space). Bytes that are no UTF-8 stay encoded. */
function unescape(text: string, part: 'path' | 'host' | 'query'): string {
  const bad = /%(?![0-9A-Fa-f]{2})/.exec(text);
  if (bad !== null) throw new UrlError(`invalid URL escape ${goQuote(text.slice(bad.index, bad.index + 3))}`);
  if (part === 'host') {
    const odd = /[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\u0080-\uffff]/.exec(text);
    if (odd !== null) throw new UrlError(`invalid character ${goQuote(odd[0])} in host name`);
    const encoded = /%(?!25)[0-7][0-9A-Fa-f]/.exec(text);
    if (encoded !== null && !text.startsWith('[')) throw new UrlError(`invalid URL escape ${goQuote(encoded[0])}`);
  }
  const plain = part === 'query' ? text.replaceAll('+', ' ') : text;
  return plain.replace(/(?:%[0-9A-Fa-f]{2})+/g, run => utf8Text([...run.matchAll(/%(..)/g)].map(match => parseInt(match[1] ?? '', 16))) ?? run);
}

/** The parameters of a query in order of first appearance; ill-formed ones are left out, as `URL.Query` does. */
export function queryOf(url: GoUrl): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, string[]>();
  for (const part of url.rawQuery.split('&')) {
    if (part === '' || part.includes(';') || /%(?![0-9A-Fa-f]{2})/.test(part)) continue;
    const equals = part.indexOf('=');
    const key = unescape(equals < 0 ? part : part.slice(0, equals), 'query'), value = equals < 0 ? '' : unescape(part.slice(equals + 1), 'query');
    result.set(key, [...result.get(key) ?? [], value]);
  }
  return result;
}

/** The host without its port and brackets. */
export function hostnameOf(url: GoUrl): string {
  return splitPort(url.host).hostname;
}

/** The port as text; empty without one. */
export function portOf(url: GoUrl): string {
  return splitPort(url.host).port;
}

function splitPort(host: string): { readonly hostname: string; readonly port: string } {
  const match = /^(.*?)(?::([0-9]*))?$/s.exec(host);
  const name = host.startsWith('[') ? host.slice(0, host.lastIndexOf(']') + 1) : match?.[1] ?? host;
  const port = host.startsWith('[') ? host.slice(name.length + 1) : match?.[2] ?? '';
  return { hostname: name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name, port };
}
