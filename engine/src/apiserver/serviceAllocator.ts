import { ipText, parseIp, parsePrefix, prefixContains, type IpPrefix } from '../core/ipAddress';
import type { ServiceAllocator } from '../api/kind';
import type { KubeObject } from '../api/object';
import { isObject, own, type Json } from '../core/json';

/** What kubeadm gives a cluster: one family, 10.96.0.0/12 for services, 30000-32767 for node ports. */
const serviceRange = '10.96.0.0/12';
const nodePorts = { first: 30000, last: 32767 };

/** Hands out what no service of the list holds yet; where to look first is taken from `random`. */
export function serviceAllocator(services: () => readonly KubeObject[], random: () => number): ServiceAllocator {
  let held: Held | undefined;
  const known = (): Held => held ??= heldBy(services());
  return {
    families: ['IPv4'],
    nextIp: () => {
      const ip = range === undefined ? '' : freeIp(range, known().ips, random());
      known().ips.add(ip);
      return ip;
    },
    claimIp(ip) {
      const address = parseIp(ip);
      if (range === undefined || address === undefined || !prefixContains(range, address)) return 'the provided network does not match the current range';
      if (known().ips.has(ipText(address))) return 'provided IP is already allocated';
      known().ips.add(ipText(address));
      return undefined;
    },
    nextNodePort: () => {
      const port = freePort(known().ports, random());
      known().ports.add(port);
      return port;
    },
    claimNodePort(port) {
      if (port < nodePorts.first || port > nodePorts.last) return `provided port is not in the valid range. The range of valid ports is ${nodePorts.first}-${nodePorts.last}`;
      return claim(known().ports, port);
    }
  };
}

/** What a dry run is told: nothing is taken, ports are guesses above the range and are not held against it. */
export function dryRunAllocator(services: () => readonly KubeObject[]): ServiceAllocator {
  const held = heldBy(services()).ports;
  const claimed = new Set<number>();
  return {
    families: ['IPv4'],
    nextIp: () => serviceRange.split('/')[0] ?? '',
    claimIp(ip) {
      const address = parseIp(ip);
      if (range !== undefined && address !== undefined && prefixContains(range, address)) return undefined;
      return `the provided IP (${address === undefined ? ip : ipText(address)}) is not in the valid range. The range of valid IPs is ${serviceRange}`;
    },
    nextNodePort: () => {
      const port = (claimed.size === 0 ? nodePorts.last + 1 : Math.max(...claimed)) + 1;
      claimed.add(port);
      return port;
    },
    claimNodePort: port => held.has(port) ? taken : claim(claimed, port)
  };
}

function claim(ports: Set<number>, port: number): string | undefined {
  if (ports.has(port)) return taken;
  ports.add(port);
  return undefined;
}

const taken = 'provided port is already allocated';
const range = parsePrefix(serviceRange);

interface Held { readonly ips: Set<string>; readonly ports: Set<number> }

function heldBy(services: readonly KubeObject[]): Held {
  const held: Held = { ips: new Set(['10.96.0.0']), ports: new Set() };
  for (const { spec } of services) {
    if (!isObject(spec)) continue;
    for (const ip of listOf(own(spec, 'clusterIPs'))) if (typeof ip === 'string') held.ips.add(ip);
    for (const port of listOf(own(spec, 'ports'))) note(held, isObject(port) ? own(port, 'nodePort') : undefined);
    note(held, own(spec, 'healthCheckNodePort'));
  }
  return held;
}

function note(held: Held, port: Json | undefined): void {
  if (typeof port === 'number' && port !== 0) held.ports.add(port);
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** Dynamic addresses come from the upper part of the range, as the real allocator's do. */
function freeIp(range: IpPrefix, held: ReadonlySet<string>, start: number): string {
  const size = 2 ** (32 - range.bits), reserved = 256;
  const first = reserved + Math.floor(start * (size - reserved - 1));
  for (let i = 0; i < size; i++) {
    const offset = 1 + (first - 1 + i) % (size - 2);
    const ip = ipText({ ...range.address, value: range.address.value + BigInt(offset) });
    if (!held.has(ip)) return ip;
  }
  return '';
}

function freePort(held: ReadonlySet<number>, start: number): number {
  const size = nodePorts.last - nodePorts.first + 1;
  const first = Math.floor(start * size);
  for (let i = 0; i < size; i++) {
    const port = nodePorts.first + (first + i) % size;
    if (!held.has(port)) return port;
  }
  return nodePorts.last;
}
