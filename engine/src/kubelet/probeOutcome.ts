import type { Container, Probe } from '../../generated/types';
import type { Millis } from '../core/time';
import type { ContainerBehaviour } from './behaviour';
import { goDuration } from './duration';
import type { ProbeKind } from './podWorker';

/** What a probe begun now would find, how long it takes, and until when it would find the same. */
export interface ProbeOutcome { readonly ok: boolean; readonly message: string; readonly tookMs: Millis; readonly untilMs: Millis }

/** Where a probe goes. */
export interface ProbeTarget { readonly container: Container; readonly podIP: string; readonly kind: ProbeKind; readonly startedAtMs: Millis }

/** Asks the container, as it behaves, what its probe asks; messages as pkg/probe/{http,tcp,exec,grpc}, v1.36, give them. */
export function probeOutcome(probe: Probe, behaviour: ContainerBehaviour, target: ProbeTarget, nowMs: Millis): ProbeOutcome {
  const timeoutMs = (probe.timeoutSeconds ?? 1) * 1000;
  const age = nowMs - target.startedAtMs;
  const until = nextChange(behaviour, target, age);
  const refused = { ok: false, message: refusedMessage(probe, target, timeoutMs), tookMs: 0, untilMs: until };
  if (age < behaviour.bootMs) return refused;
  const slow = age >= behaviour.hangAfterMs || behaviour.latencyMs >= timeoutMs;
  // A hung process still has its socket open: the kernel takes the connection.
  if (slow && probe.tcpSocket === undefined) return { ok: false, message: timeoutMessage(probe, target, timeoutMs), tookMs: timeoutMs, untilMs: until };
  const unhealthy = age >= behaviour.unhealthyAfterMs;
  const unready = target.kind === 'readiness' && age < behaviour.readyAfterMs;
  if (!unhealthy && !unready) return { ok: true, message: '', tookMs: behaviour.latencyMs < timeoutMs ? 0 : timeoutMs, untilMs: until };
  if (probe.tcpSocket !== undefined) return refused;
  return { ok: false, message: unhealthyMessage(probe, unready ? 503 : 500), tookMs: 0, untilMs: until };
}

/** When the container's answer may be another than now. */
function nextChange(behaviour: ContainerBehaviour, target: ProbeTarget, age: Millis): Millis {
  const times = [behaviour.bootMs, behaviour.unhealthyAfterMs, behaviour.hangAfterMs, ...(target.kind === 'readiness' ? [behaviour.readyAfterMs] : [])];
  return target.startedAtMs + Math.min(Infinity, ...times.filter(time => time > age));
}

function refusedMessage(probe: Probe, target: ProbeTarget, timeoutMs: Millis): string {
  const address = `${probeHost(probe, target)}:${portOf(probe, target)}`;
  const refused = `dial tcp ${address}: connect: connection refused`;
  if (probe.httpGet !== undefined) return `Get "${urlOf(probe, target)}": ${refused}`;
  if (probe.tcpSocket !== undefined) return refused;
  if (probe.grpc !== undefined) return `timeout: failed to connect service "${address}" within ${goDuration(timeoutMs)}: context deadline exceeded`;
  return '';
}

function timeoutMessage(probe: Probe, target: ProbeTarget, timeoutMs: Millis): string {
  if (probe.httpGet !== undefined) return `Get "${urlOf(probe, target)}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
  if (probe.grpc !== undefined) return `timeout: health rpc did not complete within ${goDuration(timeoutMs)}`;
  return `command timed out: "${(probe.exec?.command ?? []).join(' ')}" timed out after ${goDuration(timeoutMs)}`;
}

function unhealthyMessage(probe: Probe, status: number): string {
  if (probe.httpGet !== undefined) return `HTTP probe failed with statuscode: ${status}`;
  return probe.grpc !== undefined ? 'service unhealthy (responded with "NOT_SERVING")' : '';
}

function urlOf(probe: Probe, target: ProbeTarget): string {
  const path = probe.httpGet?.path ?? '/';
  const scheme = (probe.httpGet?.scheme ?? 'HTTP').toLowerCase();
  return `${scheme}://${probeHost(probe, target)}:${portOf(probe, target)}${path.startsWith('/') ? path : `/${path}`}`;
}

function probeHost(probe: Probe, target: ProbeTarget): string {
  return probe.httpGet?.host ?? probe.tcpSocket?.host ?? target.podIP;
}

/** A port by number, or by its name among the container's. */
function portOf(probe: Probe, target: ProbeTarget): number | string {
  const port = probe.httpGet?.port ?? probe.tcpSocket?.port ?? probe.grpc?.port ?? 0;
  if (typeof port === 'number') return port;
  return target.container.ports?.find(candidate => candidate.name === port)?.containerPort ?? port;
}
