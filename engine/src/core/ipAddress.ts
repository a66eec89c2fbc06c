/** An address as 16 bytes would hold it: 4 or 8 groups. `mapped` for `::ffff:1.2.3.4`, which Go takes for IPv4. */
export interface IpAddress {
  readonly family: 4 | 6;
  /** The bits, from 0 to 2^32 or 2^128. */
  readonly value: bigint;
  readonly mapped: boolean;
  /** Written with leading zeros in an IPv4 part, which today's parsers refuse. */
  readonly sloppy: boolean;
}

export interface IpPrefix { readonly address: IpAddress; readonly bits: number; readonly sloppy: boolean }

/** Reads an address as `netutils.ParseIPSloppy` does (k8s.io/utils/net, Go before 1.17): leading zeros in IPv4 pass. */
export function parseIp(text: string): IpAddress | undefined {
  if (!text.includes(':')) {
    const four = parseFour(text);
    return four === undefined ? undefined : { family: 4, value: four.value, mapped: false, sloppy: four.sloppy };
  }
  const six = parseSix(text);
  if (six === undefined) return undefined;
  const mapped = six.value >> 32n === 0xffffn;
  return mapped ? { family: 4, value: six.value & 0xffffffffn, mapped, sloppy: six.sloppy } : { family: 6, value: six.value, mapped, sloppy: six.sloppy };
}

/** Reads `address/bits` as `netutils.ParseCIDRSloppy` does. */
export function parsePrefix(text: string): IpPrefix | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const address = parseIp(text.slice(0, slash));
  const bits = text.slice(slash + 1);
  if (address === undefined || !/^[0-9]{1,7}$/.test(bits)) return undefined;
  const limit = text.slice(0, slash).includes(':') ? 128 : 32;
  if (Number(bits) > limit) return undefined;
  return { address, bits: Number(bits), sloppy: address.sloppy || (bits.length > 1 && bits.startsWith('0')) };
}

function parseFour(text: string): { value: bigint; sloppy: boolean } | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n, sloppy = false;
  for (const part of parts) {
    if (!/^[0-9]{1,7}$/.test(part) || Number(part) > 255) return undefined;
    sloppy ||= part.length > 1 && part.startsWith('0');
    value = (value << 8n) | BigInt(Number(part));
  }
  return { value, sloppy };
}

function parseSix(text: string): { value: bigint; sloppy: boolean } | undefined {
  if (text.length > 60) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map(half => half === '' ? [] : half.split(':'));
  const last = groups.at(-1);
  const tail = last?.at(-1);
  let sloppy = false;
  if (last !== undefined && tail !== undefined && tail.includes('.')) {
    const four = parseFour(tail);
    if (four === undefined) return undefined;
    sloppy = four.sloppy;
    last.splice(-1, 1, (four.value >> 16n).toString(16), (four.value & 0xffffn).toString(16));
  }
  const count = groups.reduce((sum, half) => sum + half.length, 0);
  if (groups.some(half => half.some(group => !/^[0-9a-fA-F]{1,4}$/.test(group)))) return undefined;
  if (halves.length === 1 ? count !== 8 : count > 7) return undefined;
  const zeros = Array<string>(8 - count).fill('0');
  const all = halves.length === 1 ? groups[0] ?? [] : [...groups[0] ?? [], ...zeros, ...groups[1] ?? []];
  return { value: all.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n), sloppy };
}

/** The canonical text (RFC 5952); a mapped address prints as IPv4, as `net.IP.String` does. */
export function ipText(address: IpAddress): string {
  if (address.family === 4) return [24n, 16n, 8n, 0n].map(shift => String((address.value >> shift) & 0xffn)).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((address.value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  const run = longestZeroRun(groups);
  if (run.length < 2) return groups.join(':');
  return `${groups.slice(0, run.start).join(':')}::${groups.slice(run.start + run.length).join(':')}`;
}

function longestZeroRun(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === '0') length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}

/** The address with the bits beyond the prefix at zero. */
export function maskedIp(prefix: IpPrefix): IpAddress {
  const { address } = prefix;
  const free = BigInt(freeBits(prefix));
  return { ...address, value: (address.value >> free) << free };
}

/** How many bits of the address a prefix leaves open. A mapped address counts its 96 leading bits as written. */
function freeBits({ address, bits }: IpPrefix): number {
  if (address.mapped) return Math.max(0, Math.min(32, 128 - bits));
  return (address.family === 4 ? 32 : 128) - bits;
}

/** `10.0.0.0/8`, masked and canonical. */
export function prefixText(prefix: IpPrefix): string {
  return `${ipText(maskedIp(prefix))}/${prefix.bits}`;
}

export function prefixContains(prefix: IpPrefix, address: IpAddress): boolean {
  if (prefix.address.family !== address.family) return false;
  const free = BigInt(freeBits(prefix));
  return prefix.address.value >> free === address.value >> free;
}
