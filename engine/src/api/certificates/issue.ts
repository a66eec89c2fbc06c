import { encodeBase64 } from '../../core/base64';
import { ascii, derBits, derInteger, derOid, derSequence, derTime, derValue } from '../../core/derWriter';
import type { CertificateRequest } from './certificateRequest';

/** What the signer decides; the rest stands in the request. Times are RFC 3339 in UTC. */
export interface IssuePolicy { readonly usages: readonly string[]; readonly notBefore: string; readonly notAfter: string; readonly serial: readonly number[] }

/** The bit of each key usage, from the left. */
const keyUsageBits: ReadonlyMap<string, number> = new Map([
  ['signing', 0], ['digital signature', 0], ['content commitment', 1], ['key encipherment', 2], ['data encipherment', 3], ['key agreement', 4],
  ['cert sign', 5], ['crl sign', 6], ['encipher only', 7], ['decipher only', 8]
]);

/** In the order in which they stand in a certificate. */
const extendedUsages: readonly (readonly [string, string])[] = [
  ['any', '2.5.29.37.0'], ['server auth', '1.3.6.1.5.5.7.3.1'], ['client auth', '1.3.6.1.5.5.7.3.2'], ['code signing', '1.3.6.1.5.5.7.3.3'],
  ['email protection', '1.3.6.1.5.5.7.3.4'], ['s/mime', '1.3.6.1.5.5.7.3.4'], ['ipsec end system', '1.3.6.1.5.5.7.3.5'], ['ipsec tunnel', '1.3.6.1.5.5.7.3.6'],
  ['ipsec user', '1.3.6.1.5.5.7.3.7'], ['timestamping', '1.3.6.1.5.5.7.3.8'], ['ocsp signing', '1.3.6.1.5.5.7.3.9'],
  ['microsoft sgc', '1.3.6.1.4.1.311.10.3.3'], ['netscape sgc', '2.16.840.1.113730.4.1']
];

const signatureAlgorithm = derSequence(derOid('1.2.840.10045.4.3.2'));
const issuer = derSequence(derValue(0x31, derSequence(derOid('2.5.4.3'), derValue(0x0c, ascii('kubernetes')))));
/** A simulated authority has no key: what stands in the signature's place proves nothing. */
const noSignature = derBits(derSequence(derInteger([1]), derInteger([1])));

/**
 * The certificate for a request, as base64 of its PEM block: subject, key and alternative names of the request, usages and times
 * of the policy (pkg/controller/certificates/authority, v1.36).
 */
export function issueCertificate(request: CertificateRequest, policy: IssuePolicy): string {
  const body = derSequence(
    derValue(0xa0, derInteger([2])), derInteger(policy.serial), signatureAlgorithm, issuer, derSequence(derTime(policy.notBefore), derTime(policy.notAfter)),
    request.rawSubject, request.rawPublicKey, derValue(0xa3, derSequence(...extensions(request, policy.usages)))
  );
  const lines = encodeBase64(derSequence(body, signatureAlgorithm, noSignature)).match(/.{1,64}/g) ?? [];
  return encodeBase64(ascii(`-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`));
}

function extensions(request: CertificateRequest, usages: readonly string[]): readonly (readonly number[])[] {
  const bits = usages.flatMap(usage => keyUsageBits.get(usage) ?? []);
  const purposes = [...new Set(extendedUsages.filter(([usage]) => usages.includes(usage)).map(([, oid]) => oid))];
  return [
    ...(bits.length === 0 ? [] : [extension('2.5.29.15', 'critical', keyUsage(bits))]),
    ...(purposes.length === 0 ? [] : [extension('2.5.29.37', 'optional', derSequence(...purposes.map(derOid)))]),
    extension('2.5.29.19', 'critical', derSequence()),
    ...(request.rawAlternatives === undefined ? [] : [extension('2.5.29.17', 'optional', request.rawAlternatives)])
  ];
}

function keyUsage(bits: readonly number[]): number[] {
  const last = Math.max(...bits), bytes = new Array<number>(Math.floor(last / 8) + 1).fill(0);
  for (const bit of bits) bytes[Math.floor(bit / 8)] = (bytes[Math.floor(bit / 8)] ?? 0) | 0x80 >> bit % 8;
  return derBits(bytes, 7 - last % 8);
}

function extension(oid: string, weight: 'critical' | 'optional', contents: readonly number[]): number[] {
  return derSequence(derOid(oid), weight === 'critical' ? derValue(1, [0xff]) : [], derValue(4, contents));
}
