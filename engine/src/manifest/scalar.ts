/** What goyaml.v2 makes of a scalar. `exact` is the decimal text of an integer that a JavaScript number cannot hold. */
export type ResolvedScalar =
  | { readonly type: 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: number; readonly exact?: string }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'string'; readonly value: string };

/** goyaml refuses a value that its explicit tag does not fit: `cannot decode !!str `x` as a !!int`. */
export interface ScalarMismatch { readonly type: 'mismatch'; readonly found: string }

const yes = ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'];
const no = ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'];
const nothing = ['', '~', 'null', 'Null', 'NULL'];

const words: ReadonlyMap<string, ResolvedScalar> = new Map<string, ResolvedScalar>([
  ...yes.map(word => [word, { type: 'boolean', value: true }] as const),
  ...no.map(word => [word, { type: 'boolean', value: false }] as const),
  ...nothing.map(word => [word, { type: 'null' }] as const),
  ...['.nan', '.NaN', '.NAN'].map(word => [word, { type: 'float', value: NaN }] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(word => [word, { type: 'float', value: Infinity }] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(word => [word, { type: 'float', value: -Infinity }] as const)
]);

const yamlFloat = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const goInteger = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))$/;
const maxInt64 = (1n << 63n) - 1n;
const maxUint64 = (1n << 64n) - 1n;

/**
 * Resolves a plain scalar without a tag as goyaml.v2 `resolve` does (sigs.k8s.io/yaml v1.6): the YAML 1.1 words for
 * true and false, octal `0755`, `0o755`, `0b1`, hexadecimal, `1_000`; no base 60. Dates stay strings.
 */
export function resolvePlain(text: string): ResolvedScalar {
  const first = text.charCodeAt(0);
  const digit = first >= 48 && first <= 57;
  if (!digit && first > 57 && text.length > 5) return { type: 'string', value: text };
  const word = words.get(text);
  if (word !== undefined) return word;
  if (first === 46) return dotFloat(text) ?? { type: 'string', value: text };
  if (digit || first === 43 || first === 45) return number(text.includes('_') ? text.replace(/_/g, '') : text) ?? { type: 'string', value: text };
  return { type: 'string', value: text };
}

/** A text that starts with a point goes to Go's ParseFloat as it is: no underscores there. */
function dotFloat(text: string): ResolvedScalar | undefined {
  return yamlFloat.test(text) ? float(text) : undefined;
}

function number(text: string): ResolvedScalar | undefined {
  const match = goInteger.exec(text);
  if (match !== null) {
    const integer = goInt(match);
    if (integer !== undefined) return integer;
  }
  return yamlFloat.test(text) ? float(text) : undefined;
}

/** Undefined beyond 64 bits: the caller goes on with the float, as Go does. Signed text has no uint64 form. */
function goInt([, sign = '', hex, binary, octal, decimal = '0']: RegExpExecArray): ResolvedScalar | undefined {
  const digits = hex !== undefined ? `0x${hex}` : binary !== undefined ? `0b${binary}` : octal !== undefined ? `0o${octal}` : decimal;
  if (digits.length < 15) return { type: 'int', value: sign === '-' ? 0 - Number(digits) : Number(digits) };
  const magnitude = BigInt(digits);
  const fits = sign === '-' ? magnitude <= maxInt64 + 1n : magnitude <= (sign === '+' ? maxInt64 : maxUint64);
  if (!fits) return undefined;
  const exact = sign === '-' ? -magnitude : magnitude;
  const value = Number(exact);
  // Beyond int64 the client's unstructured decoder falls back to float64 (apimachinery/pkg/util/json): nothing exact is left to keep.
  return exact > maxInt64 || Number.isSafeInteger(value) ? { type: 'int', value } : { type: 'int', value, exact: exact.toString() };
}

/** Out of range (1e400) is an error of ParseFloat: such a text stays a string. */
function float(text: string): ResolvedScalar | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? { type: 'float', value } : undefined;
}

const timestamp = /^\d{4}-(\d{1,2})-(\d{1,2})(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/;

/** Resolves a scalar with an explicit tag. Tags of one's own make strings; `!!binary` is the caller's. */
export function resolveTagged(tag: string, text: string): ResolvedScalar | ScalarMismatch {
  const asText: ResolvedScalar = { type: 'string', value: text };
  switch (tag) {
    case '!!null': case '!!bool': case '!!int': case '!!float': break;
    case '!!timestamp': return timestamp.test(text) ? asText : { type: 'mismatch', found: tagOf(resolvePlain(text)) };
    default: return asText;
  }
  const resolved = resolvePlain(text);
  const found = tagOf(resolved);
  if (found === tag) return resolved;
  if (tag === '!!float' && resolved.type === 'int' && Number.isFinite(resolved.value)) return { type: 'float', value: resolved.value };
  return { type: 'mismatch', found };
}

function tagOf(scalar: ResolvedScalar): string {
  return { null: '!!null', boolean: '!!bool', int: '!!int', float: '!!float', string: '!!str' }[scalar.type];
}

/** A float as a map key: `strconv.FormatFloat(f, 'g', -1, 32)` with the infinities as YAML writes them (sigs.k8s.io/yaml). */
export function floatKey(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  const [mantissa = '', power = '0'] = shortestSingle(single).split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 6) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  return plainDecimal(mantissa, exponent);
}

/** The shortest digits that read back as the same single-precision number, in the form `d.ddde±x`. */
function shortestSingle(value: number): string {
  for (let digits = 0; digits < 9; digits++) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential(9);
}

function plainDecimal(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return `${sign}${digits}${'0'.repeat(exponent + 1 - digits.length)}`;
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}
