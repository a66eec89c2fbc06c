/**
 * The shapes of names in Kubernetes and the server's words for a wrong one (apimachinery/pkg/util/validation/validation.go and
 * pkg/api/validate/content, v1.36). Every function returns the list of complaints, empty for a good value, and takes time
 * linear in the length of the value: the patterns have no nested repetition that could run wild.
 */

const dns1123LabelFormat = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const dns1123LabelMessage = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const dns1123SubdomainFormat = `${dns1123LabelFormat}(\\.${dns1123LabelFormat})*`;
const dns1123SubdomainMessage = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const dns1123SubdomainCaselessMessage = "an RFC 1123 subdomain must consist of alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const underscoreLabelFormat = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const underscoreSubdomainFormat = `${underscoreLabelFormat}(\\.${underscoreLabelFormat})*`;
const underscoreSubdomainMessage = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character";
const dns1035LabelFormat = '[a-z]([-a-z0-9]*[a-z0-9])?';
const dns1035LabelMessage = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
const wildcardFormat = `\\*\\.${dns1123SubdomainFormat}`;
const wildcardMessage = "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character";
const labelKeyFormat = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const labelKeyMessage = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const labelValueFormat = `(${labelKeyFormat})?`;
const labelValueMessage = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

export const dns1123LabelMaxLength = 63;
export const dns1123SubdomainMaxLength = 253;
export const emptyError = 'must be non-empty';

/** `must be no more than N characters`: the words of util/validation. Go counts bytes. */
export function maxLengthError(length: number): string {
  return `must be no more than ${length} characters`;
}

/** `must be no more than N bytes`: the words of api/validate/content (label keys and values, declarative validation). */
export function maxBytesError(length: number): string {
  return `must be no more than ${length} bytes`;
}

/** `… (e.g. 'a',  or 'b', regex used for validation is '…')`. */
export function regexError(message: string, format: string, ...examples: string[]): string {
  if (examples.length === 0) return `${message} (regex used for validation is '${format}')`;
  return `${message} (e.g. ${examples.map(example => `'${example}', `).join(' or ')}regex used for validation is '${format}')`;
}

export function inclusiveRangeError(low: number, high: number): string {
  return `must be between ${low} and ${high}, inclusive`;
}

/** The length of a text in UTF-8, as Go's `len` counts. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code >= 0xd800 && code < 0xdc00 && i + 1 < text.length) { bytes += 2; i++; } else bytes += code < 0x800 ? 1 : 2;
  }
  return bytes;
}

// Each label is matched by itself: one character class without nesting, hence linear.
const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const caselessLabel = /^[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?$/;
const underscoreLabel = /^_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/;
const dns1035 = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const labelKey = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

function isSubdomain(value: string, part: RegExp): boolean {
  return value.split('.').every(name => part.test(name));
}

export function isDns1123Label(value: string): string[] {
  const errors = byteLength(value) > dns1123LabelMaxLength ? [maxLengthError(dns1123LabelMaxLength)] : [];
  if (!label.test(value)) {
    if (isSubdomain(value, label)) errors.push('must not contain dots');
    else errors.push(regexError(dns1123LabelMessage, dns1123LabelFormat, 'my-name', '123-abc'));
  }
  return errors;
}

export function isDns1123Subdomain(value: string): string[] {
  const errors = byteLength(value) > dns1123SubdomainMaxLength ? [maxLengthError(dns1123SubdomainMaxLength)] : [];
  if (!isSubdomain(value, label)) errors.push(regexError(dns1123SubdomainMessage, dns1123SubdomainFormat, 'example.com'));
  return errors;
}

/** For API groups' old fields (CSI drivers, DRA) that let capitals through. */
export function isDns1123SubdomainCaseless(value: string): string[] {
  const errors = byteLength(value) > dns1123SubdomainMaxLength ? [maxBytesError(dns1123SubdomainMaxLength)] : [];
  if (!isSubdomain(value, caselessLabel)) errors.push(regexError(dns1123SubdomainCaselessMessage, dns1123SubdomainFormat, 'Example.com'));
  return errors;
}

export function isDns1123SubdomainWithUnderscore(value: string): string[] {
  const errors = byteLength(value) > dns1123SubdomainMaxLength ? [maxLengthError(dns1123SubdomainMaxLength)] : [];
  if (!isSubdomain(value, underscoreLabel)) errors.push(regexError(underscoreSubdomainMessage, underscoreSubdomainFormat, 'example.com'));
  return errors;
}

export function isDns1035Label(value: string): string[] {
  const errors = byteLength(value) > dns1123LabelMaxLength ? [maxLengthError(dns1123LabelMaxLength)] : [];
  if (!dns1035.test(value)) errors.push(regexError(dns1035LabelMessage, dns1035LabelFormat, 'my-name', 'abc-123'));
  return errors;
}

export function isWildcardDns1123Subdomain(value: string): string[] {
  const errors = byteLength(value) > dns1123SubdomainMaxLength ? [maxLengthError(dns1123SubdomainMaxLength)] : [];
  if (!value.startsWith('*.') || !isSubdomain(value.slice(2), label)) errors.push(regexError(wildcardMessage, wildcardFormat, '*.example.com'));
  return errors;
}

/** A label key: an optional DNS prefix, a slash, a name. */
export function isQualifiedName(value: string): string[] {
  const parts = value.split('/');
  const [first = '', second] = parts;
  if (parts.length > 2) {
    return [`a valid label key ${regexError(labelKeyMessage, labelKeyFormat, 'MyName', 'my.name', '123-abc')} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const name = second ?? first;
  const errors: string[] = [];
  if (second !== undefined) {
    if (first === '') errors.push(`prefix part ${emptyError}`);
    else errors.push(...contentDns1123Subdomain(first).map(message => `prefix part ${message}`));
  }
  if (name === '') errors.push(`name part ${emptyError}`);
  else if (byteLength(name) > 63) errors.push(`name part ${maxBytesError(63)}`);
  if (!labelKey.test(name)) errors.push(`name part ${regexError(labelKeyMessage, labelKeyFormat, 'MyName', 'my.name', '123-abc')}`);
  return errors;
}

/** The content package's own reading: the same rule, its length counted in `bytes`. */
export function contentDns1123Subdomain(value: string): string[] {
  return isDns1123Subdomain(value).map(message => message === maxLengthError(dns1123SubdomainMaxLength) ? maxBytesError(dns1123SubdomainMaxLength) : message);
}

/** The content package's label, as declarative validation (`k8s-short-name`) reports it. */
export function contentDns1123Label(value: string): string[] {
  return isDns1123Label(value).map(message => message === maxLengthError(dns1123LabelMaxLength) ? maxBytesError(dns1123LabelMaxLength) : message);
}

export function isLabelValue(value: string): string[] {
  const errors = byteLength(value) > 63 ? [maxBytesError(63)] : [];
  if (value !== '' && !labelKey.test(value)) errors.push(regexError(labelValueMessage, labelValueFormat, 'MyValue', 'my_value', '12345'));
  return errors;
}

export function isCIdentifier(value: string): string[] {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(value)) return [];
  return [regexError("a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_'", '[A-Za-z_][A-Za-z0-9_]*', 'my_name', 'MY_NAME', 'MyName')];
}

export function isConfigMapKey(value: string): string[] {
  const errors = byteLength(value) > dns1123SubdomainMaxLength ? [maxLengthError(dns1123SubdomainMaxLength)] : [];
  if (!/^[-._a-zA-Z0-9]+$/.test(value)) {
    errors.push(regexError("a valid config key must consist of alphanumeric characters, '-', '_' or '.'", '[-._a-zA-Z0-9]+', 'key.name', 'KEY_NAME', 'key-name'));
  }
  return [...errors, ...parentFolderPrefix(value)];
}

export function isEnvVarName(value: string): string[] {
  const errors: string[] = [];
  if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(value)) {
    errors.push(regexError("a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit", '[-._a-zA-Z][-._a-zA-Z0-9]*', 'my.env-name', 'MY_ENV.NAME', 'MyEnvName1'));
  }
  return [...errors, ...parentFolderPrefix(value)];
}

/** What 1.34 and later accept as an environment variable: printable ASCII without `=`. */
export function isRelaxedEnvVarName(value: string): string[] {
  const errors = value === '' ? [`environment variable name ${emptyError}`] : [];
  if (!/^[\x20-\x3c\x3e-\x7e]*$/.test(value)) errors.push("a valid environment variable name must consist only of printable ASCII characters other than '='");
  return errors;
}

export function isHttpHeaderName(value: string): string[] {
  return /^[-A-Za-z0-9]+$/.test(value) ? [] : [regexError("a valid HTTP header must consist of alphanumeric characters or '-'", '[-A-Za-z0-9]+', 'X-Header-Name')];
}

export function isPercent(value: string): string[] {
  return /^[0-9]+%$/.test(value) ? [] : [regexError("a valid percent string must be a numeric string followed by an ending '%'", '[0-9]+%', '1%', '93%')];
}

/** A name that can stand in a URL: what RBAC and other old kinds demand. */
export function isPathSegmentName(value: string): string[] {
  return value === '.' || value === '..' ? [`may not be '${value}'`] : isPathSegmentPrefix(value);
}

/** The same for a `generateName`. */
export function isPathSegmentPrefix(value: string): string[] {
  return ['/', '%'].filter(part => value.includes(part)).map(part => `may not contain '${part}'`);
}

function parentFolderPrefix(value: string): string[] {
  if (value === '.') return ["must not be '.'"];
  if (value === '..') return ["must not be '..'"];
  return value.startsWith('..') ? ["must not start with '..'"] : [];
}

/** How a kind's names are judged: `prefix` when the value is a `generateName`. */
export type NameRule = (value: string, use: 'name' | 'prefix') => string[];

export const nameIsDnsSubdomain: NameRule = (value, use) => isDns1123Subdomain(use === 'prefix' ? maskTrailingDash(value) : value);
export const nameIsDnsLabel: NameRule = (value, use) => isDns1123Label(use === 'prefix' ? maskTrailingDash(value) : value);
export const nameIsDns1035Label: NameRule = (value, use) => isDns1035Label(use === 'prefix' ? maskTrailingDash(value) : value);
export const nameIsPathSegment: NameRule = (value, use) => use === 'prefix' ? isPathSegmentPrefix(value) : isPathSegmentName(value);

/** A `generateName` may end in a dash, since something follows; upstream drops the character before it, too. */
function maskTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name;
}
