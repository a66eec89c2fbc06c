import { parseIp, parsePrefix } from '../../core/ipAddress';
import { parseGoUrl } from '../../core/goUrl';
import { parseRfc3339 } from '../../core/rfc3339';
import { isDns1123Label, isDns1123Subdomain } from '../validation/names';

/**
 * The formats that custom resources may have, as kube-openapi's strfmt checks them (apiextensions-apiserver/pkg/apiserver/validation/formats.go,
 * v1.36), by their names without dashes. A format that is not here is not checked, and the server warns of it.
 */
const formats: Readonly<Record<string, (text: string) => boolean>> = {
  bsonobjectid: text => /^[0-9a-fA-F]{24}$/.test(text),
  uri: text => parseGoUrl(text, 'request').ok,
  email: text => /^(?:[^\s<>@"]+|"[^"]*")@[^\s<>@]+$|^[^<>]*<[^\s<>@]+@[^\s<>@]+>$/.test(text),
  hostname: text => text.length <= 255 && /^[a-zA-Z0-9_\u00a1-\uffff](?:[-a-zA-Z0-9_\u00a1-\uffff]{0,62}[a-zA-Z0-9_\u00a1-\uffff])?(?:\.[a-zA-Z0-9_\u00a1-\uffff](?:[-a-zA-Z0-9_\u00a1-\uffff]{0,62}[a-zA-Z0-9_\u00a1-\uffff])?)*\.?$/.test(text),
  ipv4: text => !text.includes(':') && parseIp(text) !== undefined,
  ipv6: text => text.includes(':') && parseIp(text) !== undefined,
  cidr: text => parsePrefix(text) !== undefined,
  mac: text => /^(?:[0-9a-fA-F]{2}([:-])(?:[0-9a-fA-F]{2}\1){4}(?:[0-9a-fA-F]{2}\1){0,2}[0-9a-fA-F]{2}|[0-9a-fA-F]{2}([:-])(?:[0-9a-fA-F]{2}\2){18}[0-9a-fA-F]{2}|[0-9a-fA-F]{4}\.[0-9a-fA-F]{4}\.[0-9a-fA-F]{4}(?:\.[0-9a-fA-F]{4})?)$/.test(text),
  uuid: text => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text),
  uuid3: text => /^[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text),
  uuid4: text => /^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i.test(text),
  uuid5: text => /^[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i.test(text),
  isbn: text => isIsbn10(text) || isIsbn13(text),
  isbn10: isIsbn10,
  isbn13: isIsbn13,
  creditcard: isCreditCard,
  ssn: text => /^\d{3}[- ]?\d{2}[- ]?\d{4}$/.test(text),
  hexcolor: text => /^#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/.test(text),
  rgbcolor: text => /^rgb\(\s*(?:0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])(?:\s*,\s*(?:0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])){2}\s*\)$/.test(text),
  byte: text => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/.test(text),
  password: () => true,
  date: text => /^\d{4}-\d{2}-\d{2}$/.test(text) && parseRfc3339(`${text}T00:00:00Z`).ok,
  duration: isStrfmtDuration,
  datetime: isDateTime,
  k8sshortname: text => isDns1123Label(text).length === 0,
  k8slongname: text => isDns1123Subdomain(text).length === 0
};

/** The check of a format; undefined for one that is not known. Dashes do not count. */
export function formatCheck(format: string): ((text: string) => boolean) | undefined {
  const name = format.replaceAll('-', '');
  return Object.prototype.hasOwnProperty.call(formats, name) ? formats[name] : undefined;
}

/** Whether a format means anything at a type: what is not recognized is warned of, and ignored. */
export function isRecognizedFormat(format: string, type: string): boolean {
  switch (type) {
    case '': case 'string': return formatCheck(format) !== undefined;
    case 'integer': return format === 'int32' || format === 'int64';
    case 'number': return format === 'float' || format === 'double';
    default: return false;
  }
}

function isIsbn10(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d{9}[\dX]$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < 10; i++) sum += (i + 1) * (digits[i] === 'X' ? 10 : Number(digits[i]));
  return sum % 11 === 0;
}

function isIsbn13(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d{13}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < 13; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3);
  return sum % 10 === 0;
}

function isCreditCard(text: string): boolean {
  const digits = text.replace(/[^0-9]/g, '');
  if (!/^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:2131|1800|35\d{3})\d{11})$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** Go's durations, and `22 ns` or `3 days` as Scala writes them. */
function isStrfmtDuration(text: string): boolean {
  return /^[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.test(text)
    || /^\s*\d+(?:\.\d+)?\s*(?:ns|nano|nanos|nanosecond|nanoseconds|us|µs|micro|micros|microsecond|microseconds|ms|milli|millis|millisecond|milliseconds|s|sec|secs|second|seconds|m|min|mins|minute|minutes|h|hr|hrs|hour|hours|d|day|days|w|week|weeks)\s*$/.test(text);
}

/** RFC 3339, with the liberties that strfmt takes: lower case, a missing colon in the offset, leap seconds out of range. */
function isDateTime(text: string): boolean {
  const upper = text.toUpperCase();
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/.test(upper) && parseRfc3339(upper.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')).ok;
}
