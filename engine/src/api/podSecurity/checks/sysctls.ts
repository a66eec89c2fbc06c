import type { CheckVersion, PodSecurityCheck } from '../check';

const since0 = ['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start'];
const since27 = [...since0, 'net.ipv4.ip_local_reserved_ports'];
const since29 = [...since27, 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'];
const since32 = [...since29, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'];

/** Baseline: only sysctls of the safe list, which grew over time (check_sysctls.go, v1.36). */
export const sysctls: PodSecurityCheck = {
  id: 'sysctls', level: 'baseline',
  versions: [
    { sinceMinor: 0, check: checkWith(new Set(since0)) }, { sinceMinor: 27, check: checkWith(new Set(since27)) },
    { sinceMinor: 29, check: checkWith(new Set(since29)) }, { sinceMinor: 32, check: checkWith(new Set(since32)) }
  ]
};

function checkWith(allowed: ReadonlySet<string>): CheckVersion['check'] {
  return ({ spec }) => {
    const bad = (spec.securityContext?.sysctls ?? []).map(sysctl => sysctl.name ?? '').filter(name => !allowed.has(name));
    return bad.length === 0 ? undefined : { reason: 'forbidden sysctls', detail: bad.join(', ') };
  };
}
