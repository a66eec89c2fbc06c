import { decodeBase64 } from '../../core/base64';
import { readDer, type DerValue } from '../../core/der';
import { decodePem } from '../../core/pem';
import { utf8Text } from '../../core/utf8';

/** What a signing request asks for (crypto/x509's CertificateRequest). */
export interface CertificateRequest {
  readonly organizations: readonly string[];
  readonly commonName: string;
  /** How many alternative names of each sort there are. */
  readonly alternatives: { readonly dns: number; readonly email: number; readonly ip: number; readonly uri: number };
  /** The parts that a certificate takes over as they are, in DER. */
  readonly rawSubject: readonly number[];
  readonly rawPublicKey: readonly number[];
  /** The contents of the subjectAltName extension, where there is one. */
  readonly rawAlternatives: readonly number[] | undefined;
}

const organizationOid = '55040a', commonNameOid = '550403', extensionsOid = '2a864886f70d01090e', alternativesOid = '551d11';

/** Reads the base64 of a PEM block; undefined where it holds no signing request. */
export function parseRequest(base64: string): CertificateRequest | undefined {
  const block = decodePem(String.fromCharCode(...decodeBase64(base64).slice(0, maxBytes)));
  if (block?.type !== 'CERTIFICATE REQUEST') return undefined;
  const { bytes } = block;
  const [outer] = partsIn(bytes, { start: 0, end: bytes.length });
  const [info] = outer === undefined ? [] : partsIn(bytes, outer);
  const [, subject, key, attributes] = info === undefined ? [] : partsIn(bytes, info);
  if (subject === undefined || key === undefined) return undefined;
  const rawAlternatives = attributes === undefined ? undefined : alternativesIn(bytes, attributes);
  return {
    organizations: namesIn(bytes, subject, organizationOid), commonName: namesIn(bytes, subject, commonNameOid).at(-1) ?? '',
    alternatives: countAlternatives(rawAlternatives ?? []), rawSubject: rawOf(bytes, subject), rawPublicKey: rawOf(bytes, key), rawAlternatives
  };
}

/** Requests are a few hundred bytes; what is longer is none that anybody made. */
const maxBytes = 50_000;

/** A value with the place of its own first byte. */
type Part = DerValue & { readonly at: number };

/** The values that follow one another in a range; those before the first that cannot be read. */
function partsIn(bytes: readonly number[], range: { readonly start: number; readonly end: number }): readonly Part[] {
  const parts: Part[] = [];
  for (let at = range.start; at < range.end;) {
    const read = readDer(bytes, at, range.end);
    if (!read.ok) break;
    parts.push({ ...read.value, at });
    at = read.value.end;
  }
  return parts;
}

function rawOf(bytes: readonly number[], part: Part): readonly number[] {
  return bytes.slice(part.at, part.end);
}

function hex(bytes: readonly number[], part: DerValue): string {
  return bytes.slice(part.start, part.end).map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function namesIn(bytes: readonly number[], name: Part, oid: string): readonly string[] {
  return partsIn(bytes, name).flatMap(set => partsIn(bytes, set)).flatMap(pair => {
    const [type, value] = partsIn(bytes, pair);
    return type !== undefined && value !== undefined && hex(bytes, type) === oid ? [utf8Text(bytes.slice(value.start, value.end)) ?? ''] : [];
  });
}

/** Attributes hold extensions, which hold the alternative names in an octet string. */
function alternativesIn(bytes: readonly number[], attributes: Part): readonly number[] | undefined {
  for (const attribute of partsIn(bytes, attributes)) {
    const [type, values] = partsIn(bytes, attribute);
    if (type === undefined || values === undefined || hex(bytes, type) !== extensionsOid) continue;
    for (const extension of partsIn(bytes, values).flatMap(list => partsIn(bytes, list))) {
      const fields = partsIn(bytes, extension), [id] = fields, contents = fields.at(-1);
      if (id !== undefined && contents !== undefined && hex(bytes, id) === alternativesOid) return bytes.slice(contents.start, contents.end);
    }
  }
  return undefined;
}

function countAlternatives(bytes: readonly number[]): CertificateRequest['alternatives'] {
  const names = partsIn(bytes, { start: 0, end: bytes.length }).flatMap(list => partsIn(bytes, list));
  const count = (tag: number): number => names.filter(name => name.tagClass === 2 && name.tag === tag).length;
  return { dns: count(2), email: count(1), ip: count(7), uri: count(6) };
}
