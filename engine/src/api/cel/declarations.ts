import { parseSignature, type Overload } from './signatures';

const ordered = ['bool', 'int', 'uint', 'double', 'string', 'bytes', 'timestamp', 'duration'];
const numberPairs = [['int', 'double'], ['double', 'int'], ['int', 'uint'], ['uint', 'int'], ['double', 'uint'], ['uint', 'double']];

/** CEL's own functions (common/stdlib, cel-go 0.26). */
const standard = [
  '_?_:_(bool, A, A) A', '_&&_(bool, bool) bool', '_||_(bool, bool) bool', '!_(bool) bool', '@not_strictly_false(bool) bool', '_==_(A, A) bool', '_!=_(A, A) bool',
  ...['<', '<=', '>', '>='].flatMap(op => [...ordered.map(type => `_${op}_(${type}, ${type}) bool`), ...numberPairs.map(([a, b]) => `_${op}_(${a}, ${b}) bool`)]),
  '_+_(bytes, bytes) bytes', '_+_(double, double) double', '_+_(duration, duration) duration', '_+_(duration, timestamp) timestamp', '_+_(timestamp, duration) timestamp',
  '_+_(int, int) int', '_+_(list<A>, list<A>) list<A>', '_+_(string, string) string', '_+_(uint, uint) uint',
  '_-_(double, double) double', '_-_(duration, duration) duration', '_-_(int, int) int', '_-_(timestamp, duration) timestamp', '_-_(timestamp, timestamp) duration', '_-_(uint, uint) uint',
  ...['*', '/'].flatMap(op => ['double', 'int', 'uint'].map(type => `_${op}_(${type}, ${type}) ${type}`)), '_%_(int, int) int', '_%_(uint, uint) uint', '-_(double) double', '-_(int) int',
  '_[_](list<A>, int) A', '_[_](map<A, B>, A) B', '@in(A, list<A>) bool', '@in(A, map<A, B>) bool',
  ...['bytes', 'list<A>', 'map<A, B>', 'string'].flatMap(type => [`size(${type}) int`, `${type}->size() int`]),
  'type(A) type<A>', 'dyn(A) dyn', 'bool(bool) bool', 'bool(string) bool', 'bytes(bytes) bytes', 'bytes(string) bytes',
  ...['double', 'int', 'string', 'uint'].map(type => `double(${type}) double`), ...['duration', 'int', 'string'].map(type => `duration(${type}) duration`),
  ...['int', 'double', 'duration', 'string', 'timestamp', 'uint'].map(type => `int(${type}) int`),
  ...['string', 'bool', 'bytes', 'double', 'duration', 'int', 'timestamp', 'uint'].map(type => `string(${type}) string`),
  ...['timestamp', 'int', 'string'].map(type => `timestamp(${type}) timestamp`), ...['uint', 'double', 'int', 'string'].map(type => `uint(${type}) uint`),
  'matches(string, string) bool', 'string->matches(string) bool', 'string->contains(string) bool', 'string->endsWith(string) bool', 'string->startsWith(string) bool',
  ...['FullYear', 'Month', 'DayOfYear', 'DayOfMonth', 'Date', 'DayOfWeek', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'].flatMap(part => [`timestamp->get${part}() int`, `timestamp->get${part}(string) int`]),
  ...['Hours', 'Minutes', 'Seconds', 'Milliseconds'].map(part => `duration->get${part}() int`)
];

/** Optional values (cel/library.go). */
const optionals = [
  'optional.of(V) optional<V>', 'optional.ofNonZeroValue(V) optional<V>', 'optional.none() optional<V>', 'optional<V>->value() V', 'optional<V>->hasValue() bool',
  'optional<V>->or(optional<V>) optional<V>', 'optional<V>->orValue(V) V', 'optional.unwrap(list<optional<V>>) list<V>', 'list<optional<V>>->unwrapOpt() list<V>',
  '_[?_](list<V>, int) optional<V>', '_[?_](optional<list<V>>, int) optional<V>', '_[?_](map<K, V>, K) optional<V>', '_[?_](optional<map<K, V>>, K) optional<V>',
  '_[_](optional<list<V>>, int) optional<V>', '_[_](optional<map<K, V>>, K) optional<V>'
];

/** The extension libraries of cel-go that Kubernetes turns on: strings 2, sets, two-variable comprehensions, lists 3. */
const extensions = [
  'string->charAt(int) string', 'string->indexOf(string) int', 'string->indexOf(string, int) int', 'string->lastIndexOf(string) int', 'string->lastIndexOf(string, int) int',
  'list<string>->join() string', 'list<string>->join(string) string', 'string->lowerAscii() string', 'string->upperAscii() string', 'string->trim() string',
  'string->replace(string, string) string', 'string->replace(string, string, int) string', 'string->split(string) list<string>', 'string->split(string, int) list<string>',
  'string->substring(int) string', 'string->substring(int, int) string', 'string->format(list<dyn>) string', 'strings.quote(string) string',
  'sets.contains(list<T>, list<T>) bool', 'sets.equivalent(list<T>, list<T>) bool', 'sets.intersects(list<T>, list<T>) bool',
  'cel.@mapInsert(map<K, V>, map<K, V>) map<K, V>', 'cel.@mapInsert(map<K, V>, K, V) map<K, V>',
  'list<T>->slice(int, int) list<T>', 'list<list<T>>->flatten() list<T>', 'list<dyn>->flatten(int) list<dyn>', 'list<T>->distinct() list<T>', 'list<T>->reverse() list<T>', 'lists.range(int) list<int>',
  ...ordered.map(type => `list<${type}>->sort() list<${type}>`), ...ordered.map(type => `list<T>->@sortByAssociatedKeys(list<${type}>) list<T>`),
  'list<T>->first() optional<T>', 'list<T>->last() optional<T>'
];

/** Kubernetes' own libraries (apiserver/pkg/cel/library, v1.36). */
const kubernetes = [
  'url(string) URL', 'isURL(string) bool', ...['Scheme', 'Host', 'Hostname', 'Port', 'EscapedPath'].map(part => `URL->get${part}() string`), 'URL->getQuery() map<string, list<string>>',
  'string->find(string) string', 'string->findAll(string) list<string>', 'string->findAll(string, int) list<string>',
  ...['int', 'uint', 'double', 'bool', 'duration', 'timestamp', 'string', 'bytes'].flatMap(type => [`list<${type}>->isSorted() bool`, `list<${type}>->min() ${type}`, `list<${type}>->max() ${type}`]),
  ...['int', 'uint', 'double', 'duration'].map(type => `list<${type}>->sum() ${type}`), 'list<A>->indexOf(A) int', 'list<A>->lastIndexOf(A) int',
  'Authorizer->path(string) PathCheck', 'Authorizer->group(string) GroupCheck', 'Authorizer->serviceAccount(string, string) Authorizer', 'GroupCheck->resource(string) ResourceCheck',
  ...['subresource', 'namespace', 'name', 'fieldSelector', 'labelSelector'].map(part => `ResourceCheck->${part}(string) ResourceCheck`), 'PathCheck->check(string) Decision', 'ResourceCheck->check(string) Decision',
  'Decision->errored() bool', 'Decision->error() string', 'Decision->allowed() bool', 'Decision->reason() string',
  'quantity(string) Quantity', 'isQuantity(string) bool', 'sign(Quantity) int', 'Quantity->isGreaterThan(Quantity) bool', 'Quantity->isLessThan(Quantity) bool', 'Quantity->compareTo(Quantity) int',
  'Quantity->asApproximateFloat() double', 'Quantity->asInteger() int', 'Quantity->isInteger() bool',
  ...['add', 'sub'].flatMap(name => [`Quantity->${name}(Quantity) Quantity`, `Quantity->${name}(int) Quantity`]),
  'ip(string) IP', 'isIP(string) bool', 'ip.isCanonical(string) bool', 'IP->family() int', 'string(IP) string',
  ...['isUnspecified', 'isLoopback', 'isLinkLocalMulticast', 'isLinkLocalUnicast', 'isGlobalUnicast'].map(name => `IP->${name}() bool`),
  'cidr(string) CIDR', 'isCIDR(string) bool', 'CIDR->containsIP(string) bool', 'CIDR->containsIP(IP) bool', 'CIDR->containsCIDR(string) bool', 'CIDR->containsCIDR(CIDR) bool',
  'CIDR->ip() IP', 'CIDR->prefixLength() int', 'CIDR->masked() CIDR', 'string(CIDR) string',
  'Format->validate(string) optional<list<string>>', 'format.named(string) optional<Format>',
  ...['dns1123Label', 'dns1123Subdomain', 'dns1035Label', 'qualifiedName', 'dns1123LabelPrefix', 'dns1123SubdomainPrefix', 'dns1035LabelPrefix', 'labelValue', 'uri', 'uuid', 'byte', 'date', 'datetime'].map(name => `format.${name}() Format`),
  'semver(string) Semver', 'semver(string, bool) Semver', 'isSemver(string) bool', 'isSemver(string, bool) bool', 'Semver->isGreaterThan(Semver) bool', 'Semver->isLessThan(Semver) bool',
  'Semver->compareTo(Semver) int', 'Semver->major() int', 'Semver->minor() int', 'Semver->patch() int'
];

function declare(signatures: readonly string[]): ReadonlyMap<string, readonly Overload[]> {
  const functions = new Map<string, Overload[]>();
  for (const signature of signatures) {
    const { name, overload } = parseSignature(signature), known = functions.get(name);
    if (known === undefined) functions.set(name, [overload]);
    else known.push(overload);
  }
  return functions;
}

/** Every function that Kubernetes 1.36 offers to expressions, with its overloads in the order in which they are tried. */
export const functions: ReadonlyMap<string, readonly Overload[]> = declare([...standard, ...optionals, ...extensions, ...kubernetes]);
