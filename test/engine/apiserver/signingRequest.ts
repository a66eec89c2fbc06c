import { generateKeyPairSync, sign } from 'node:crypto';
import { encodeBase64 } from '../../../engine/src/core/base64';
import { ascii, derBits, derInteger, derOid, derSequence, derValue } from '../../../engine/src/core/derWriter';

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** The key of all the requests. */
export const { publicKey } = keys;

/** A signing request as base64 of its PEM block. */
export function requestFor(organization: string, commonName: string, dnsNames: readonly string[] = []): string {
  const name = (oid: string, text: string): number[] => derValue(0x31, derSequence(derOid(oid), derValue(0x0c, ascii(text))));
  const names = derSequence(...dnsNames.map(dns => derValue(0x82, ascii(dns))));
  const wanted = derSequence(derOid('1.2.840.113549.1.9.14'), derValue(0x31, derSequence(derSequence(derOid('2.5.29.17'), derValue(4, names)))));
  const info = derSequence(derInteger([0]), derSequence(name('2.5.4.10', organization), name('2.5.4.3', commonName)), [...publicKey.export({ type: 'spki', format: 'der' })], derValue(0xa0, dnsNames.length === 0 ? [] : wanted));
  const der = derSequence(info, derSequence(derOid('1.2.840.10045.4.3.2')), derBits([...sign('sha256', Buffer.from(info), keys.privateKey)]));
  return encodeBase64(ascii(`-----BEGIN CERTIFICATE REQUEST-----\n${encodeBase64(der)}\n-----END CERTIFICATE REQUEST-----\n`));
}
