import { decodeBase64 } from '../../core/base64';
import { readDer, readSequence } from '../../core/der';
import { goQuote } from '../../core/goText';
import { decodePem } from '../../core/pem';

/**
 * What stands in the PEM fields of certificate kinds (pkg/apis/certificates, v1.36, and crypto/x509). The outline of the ASN.1 is checked,
 * not the signature: nobody signs a request by hand.
 */

/** What is wrong with a base64 field that should hold a signing request; undefined when nothing is. */
export function requestError(base64: string): string | undefined {
  const block = decodePem(latin1(base64));
  if (block?.type !== 'CERTIFICATE REQUEST') return 'PEM block type must be CERTIFICATE REQUEST';
  return outlineError(block.bytes, { type: 'x509.certificateRequest', inner: 'x509.tbsCertificateRequest' });
}

/** What is wrong with a base64 field that should hold certificates; nothing is an empty one. */
export function certificateError(base64: string): string | undefined {
  if (base64 === '') return undefined;
  let blocks = 0;
  for (let block = decodePem(latin1(base64)); block !== undefined; block = decodePem(block.rest)) {
    if (block.type !== 'CERTIFICATE') return `only CERTIFICATE PEM blocks are allowed, found ${goQuote(block.type)}`;
    if (block.hasHeaders) return 'no PEM block headers are permitted';
    blocks++;
    if (block.bytes.length === 0) return 'found CERTIFICATE PEM block containing 0 certificates';
    if (!readDer(block.bytes, 0).ok) return 'x509: malformed certificate';
  }
  return blocks === 0 ? 'must contain at least one CERTIFICATE PEM block' : undefined;
}

/** A sequence of a sequence (what is signed), a sequence (the algorithm) and the signature, with nothing behind it. */
function outlineError(bytes: readonly number[], names: { readonly type: string; readonly inner: string }): string | undefined {
  const outer = readSequence(bytes, 0, bytes.length, names.type);
  if (!outer.ok) return outer.error;
  const { start, end } = outer.value;
  const signed = readSequence(bytes, start, end, names.inner);
  if (!signed.ok) return signed.error;
  const algorithm = readSequence(bytes, signed.value.end, end, 'pkix.AlgorithmIdentifier');
  if (!algorithm.ok) return algorithm.error;
  const signature = readDer(bytes, algorithm.value.end, end);
  if (!signature.ok) return signature.error;
  return end === bytes.length ? undefined : 'asn1: syntax error: trailing data';
}

function latin1(base64: string): string {
  let text = '';
  for (const byte of decodeBase64(base64)) text += String.fromCharCode(byte);
  return text;
}
