import type { ContainerPort } from '../../generated/types';

const everyAddress = '0.0.0.0';

/** The host ports in use on a node, by address (HostPortInfo, kube-scheduler/framework/types.go, v1.36). */
export class HostPorts {
  private readonly byAddress = new Map<string, Set<string>>();

  add(port: ContainerPort): void {
    const address = addressOf(port);
    const ports = this.byAddress.get(address);
    if (ports === undefined) this.byAddress.set(address, new Set([portKey(port)]));
    else ports.add(portKey(port));
  }

  remove(port: ContainerPort): void {
    const ports = this.byAddress.get(addressOf(port));
    ports?.delete(portKey(port));
    if (ports?.size === 0) this.byAddress.delete(addressOf(port));
  }

  conflicts(port: ContainerPort): boolean {
    if (this.byAddress.size === 0) return false;
    const address = addressOf(port), key = portKey(port);
    if (address === everyAddress) {
      for (const ports of this.byAddress.values()) if (ports.has(key)) return true;
      return false;
    }
    return this.byAddress.get(everyAddress)?.has(key) === true || this.byAddress.get(address)?.has(key) === true;
  }

  clone(): HostPorts {
    const copy = new HostPorts();
    for (const [address, ports] of this.byAddress) copy.byAddress.set(address, new Set(ports));
    return copy;
  }
}

function addressOf(port: ContainerPort): string {
  return port.hostIP === undefined || port.hostIP === '' ? everyAddress : port.hostIP;
}

function portKey(port: ContainerPort): string {
  return `${port.protocol === undefined || port.protocol === '' ? 'TCP' : port.protocol}/${port.hostPort ?? 0}`;
}
