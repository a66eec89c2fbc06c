import { hostnameOf, parseGoUrl, portOf, queryOf } from '../../core/goUrl';
import { ipText, maskedIp, parseIp, parsePrefix, prefixContains, type IpAddress, type IpPrefix } from '../../core/ipAddress';
import { addQuantity, compareQuantity, isMultipleOf, parseQuantity, scaledValue, signOfQuantity, subtractQuantity, type Quantity } from '../../core/quantity';
import { namedFormats } from './namedFormats';
import { compareSemver, parseSemver } from './semver';
import { failure, isTagged, mapValue, none, noSuchOverload, some, type CelFunction, type CelValue, type Semver } from './values';

const onText = (apply: (text: string, flag: boolean) => CelValue): CelFunction => ([text, flag = false]) => typeof text === 'string' && typeof flag === 'boolean' ? apply(text, flag) : noSuchOverload;

function ipOf(text: string): IpAddress | undefined {
  const ip = /%/.test(text) ? undefined : parseIp(text);
  return ip === undefined || ip.sloppy || ip.mapped ? undefined : ip;
}

function prefixOf(text: string): IpPrefix | undefined {
  const prefix = parsePrefix(text);
  return prefix === undefined || prefix.sloppy || prefix.address.mapped ? undefined : prefix;
}

const onIp = (apply: (ip: IpAddress) => CelValue): CelFunction => ([value = null]) => isTagged(value) && value.kind === 'ip' ? apply(value.ip) : noSuchOverload;
const within = (ip: IpAddress, cidr: string): boolean => { const prefix = parsePrefix(cidr); return prefix !== undefined && prefixContains(prefix, ip); };
const isLoopback = (ip: IpAddress): boolean => within(ip, '127.0.0.0/8') || within(ip, '::1/128');
const isMulticast = (ip: IpAddress): boolean => within(ip, '224.0.0.0/4') || within(ip, 'ff00::/8');
const isLinkLocal = (ip: IpAddress): boolean => within(ip, '169.254.0.0/16') || within(ip, 'fe80::/10');
const isUnspecified = (ip: IpAddress): boolean => ip.value === 0n;

const onCidr = (apply: (prefix: IpPrefix, rest: readonly CelValue[]) => CelValue): CelFunction => ([value = null, ...rest]) => isTagged(value) && value.kind === 'cidr' ? apply(value.prefix, rest) : noSuchOverload;

const containsIp = onCidr((prefix, [arg = null]) => {
  if (isTagged(arg) && arg.kind === 'ip') return prefixContains(prefix, arg.ip);
  const ip = typeof arg === 'string' ? ipOf(arg) : undefined;
  return ip === undefined ? failure(`IP Address ${JSON.stringify(arg)} parse error during conversion from string`) : prefixContains(prefix, ip);
});

const containsCidr = onCidr((prefix, [arg = null]) => {
  const other = isTagged(arg) && arg.kind === 'cidr' ? arg.prefix : typeof arg === 'string' ? prefixOf(arg) : undefined;
  if (other === undefined) return failure(`network address parse error during conversion from string: ${JSON.stringify(arg)}`);
  return other.bits >= prefix.bits && prefixContains(prefix, maskedIp(other));
});

function asQuantity(value: CelValue | undefined): Quantity | undefined {
  if (typeof value === 'bigint') return { unscaled: value, exponent: 0, format: 'DecimalSI' };
  return value !== undefined && isTagged(value) && value.kind === 'quantity' ? value.quantity : undefined;
}

function onQuantities(apply: (a: Quantity, b: Quantity) => CelValue, versions?: (order: number) => CelValue): CelFunction {
  return ([a = null, b = null]) => {
    if (versions !== undefined && isTagged(a) && isTagged(b) && a.kind === 'semver' && b.kind === 'semver') return versions(compareSemver(a.version, b.version));
    const left = asQuantity(a), right = asQuantity(b);
    return left === undefined || right === undefined ? noSuchOverload : apply(left, right);
  };
}

const onQuantity = (apply: (quantity: Quantity) => CelValue): CelFunction => ([value]) => { const quantity = asQuantity(value); return quantity === undefined ? noSuchOverload : apply(quantity); };
const isInteger = (quantity: Quantity): boolean => isMultipleOf(quantity, 0) && Math.abs(Number(quantity.unscaled) * 10 ** quantity.exponent) < 2 ** 63;
const readQuantity = (text: string): Quantity | undefined => { const parsed = parseQuantity(text); return parsed.ok ? parsed.quantity : undefined; };

const onUrl = (part: 'scheme' | 'host' | 'escapedPath'): CelFunction => ([value = null]) => isTagged(value) && value.kind === 'url' ? value.url[part] : noSuchOverload;
const onSemver = (part: 'major' | 'minor' | 'patch'): CelFunction => ([value = null]) => isTagged(value) && value.kind === 'semver' ? value.version[part] : noSuchOverload;
const semverOf = (text: string, normalize: boolean): Semver | undefined => parseSemver(text, normalize);

function urlOf(text: string): CelValue {
  const parsed = parseGoUrl(text, 'request');
  return parsed.ok ? { kind: 'url', url: parsed.url, text } : failure(`URL parse error during conversion from string: ${parsed.error}`);
}

/** Kubernetes' libraries of URLs, addresses, quantities, versions and formats (apiserver/pkg/cel/library, v1.36). */
export const libraryFunctions: Readonly<Record<string, CelFunction>> = {
  url: onText(urlOf), isURL: onText(text => parseGoUrl(text, 'request').ok), getScheme: onUrl('scheme'), getHost: onUrl('host'), getEscapedPath: onUrl('escapedPath'),
  getHostname: ([value = null]) => isTagged(value) && value.kind === 'url' ? hostnameOf(value.url) : noSuchOverload,
  getPort: ([value = null]) => isTagged(value) && value.kind === 'url' ? portOf(value.url) : noSuchOverload,
  getQuery: ([value = null]) => isTagged(value) && value.kind === 'url' ? mapValue([...queryOf(value.url)].map(([key, values]) => [key, values] as const)) : noSuchOverload,
  ip: ([value = null]) => {
    if (isTagged(value) && value.kind === 'cidr') return { kind: 'ip', ip: value.prefix.address };
    const ip = typeof value === 'string' ? ipOf(value) : undefined;
    return ip === undefined ? failure(`IP Address ${JSON.stringify(value)} parse error during conversion from string`) : { kind: 'ip', ip };
  },
  isIP: onText(text => ipOf(text) !== undefined),
  'ip.isCanonical': onText(text => { const ip = ipOf(text); return ip === undefined ? failure(`IP Address ${JSON.stringify(text)} parse error during conversion from string`) : ipText(ip) === text; }),
  family: onIp(ip => BigInt(ip.family)), isUnspecified: onIp(isUnspecified), isLoopback: onIp(isLoopback),
  isLinkLocalMulticast: onIp(ip => within(ip, '224.0.0.0/24') || within(ip, 'ff02::/16')), isLinkLocalUnicast: onIp(isLinkLocal),
  isGlobalUnicast: onIp(ip => !isUnspecified(ip) && !isLoopback(ip) && !isMulticast(ip) && !isLinkLocal(ip) && !within(ip, '255.255.255.255/32')),
  cidr: onText(text => { const prefix = prefixOf(text); return prefix === undefined ? failure(`network address parse error during conversion from string: ${JSON.stringify(text)}`) : { kind: 'cidr', prefix }; }),
  isCIDR: onText(text => prefixOf(text) !== undefined), containsIP: containsIp, containsCIDR: containsCidr,
  prefixLength: onCidr(prefix => BigInt(prefix.bits)), masked: onCidr(prefix => ({ kind: 'cidr', prefix: { ...prefix, address: maskedIp(prefix) } })),
  quantity: onText(text => { const parsed = parseQuantity(text); return parsed.ok ? { kind: 'quantity', quantity: parsed.quantity } : failure(parsed.error); }), isQuantity: onText(text => readQuantity(text) !== undefined),
  sign: onQuantity(quantity => BigInt(signOfQuantity(quantity))), asApproximateFloat: onQuantity(quantity => Number(`${String(quantity.unscaled)}e${quantity.exponent}`)),
  asInteger: onQuantity(quantity => isInteger(quantity) ? BigInt(scaledValue(quantity, 0)) : failure('cannot convert value to integer')), isInteger: onQuantity(isInteger),
  add: onQuantities((a, b) => ({ kind: 'quantity', quantity: addQuantity(a, b) })), sub: onQuantities((a, b) => ({ kind: 'quantity', quantity: subtractQuantity(a, b) })),
  isGreaterThan: onQuantities((a, b) => compareQuantity(a, b) > 0, order => order > 0), isLessThan: onQuantities((a, b) => compareQuantity(a, b) < 0, order => order < 0),
  compareTo: onQuantities((a, b) => BigInt(Math.sign(compareQuantity(a, b))), order => BigInt(order)),
  semver: onText((text, normalize) => { const version = semverOf(text, normalize); return version === undefined ? failure(`No Major.Minor.Patch elements found`) : { kind: 'semver', version }; }),
  isSemver: onText((text, normalize) => semverOf(text, normalize) !== undefined), major: onSemver('major'), minor: onSemver('minor'), patch: onSemver('patch'),
  'format.named': onText(name => Object.prototype.hasOwnProperty.call(namedFormats, name) ? some({ kind: 'format', name }) : none),
  validate: ([format = null, text = null]) => {
    if (!isTagged(format) || format.kind !== 'format' || typeof text !== 'string') return noSuchOverload;
    const problems = namedFormats[format.name]?.(text) ?? [];
    return problems.length === 0 ? none : some(problems);
  },
  ...Object.fromEntries(Object.keys(namedFormats).map(name => [`format.${name}`, (): CelValue => ({ kind: 'format', name })]))
};
