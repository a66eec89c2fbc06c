import type { Lifecycle, PodSpec } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { forbidden, notSupportedName, type FieldError } from '../../fieldError';
import { compareText } from '../../../core/order';
import type { HandlerContext } from './handlerContext';
import { validateHandler } from './handlers';

/** The hooks of a container and the signal that stops it (`validateLifecycle`, v1.36). */
export function validateLifecycle(lifecycle: Lifecycle | undefined, path: FieldPath, ctx: HandlerContext): FieldError[] {
  if (lifecycle === undefined) return [];
  const errors: FieldError[] = [];
  for (const field of ['postStart', 'preStop'] as const) {
    const handler = lifecycle[field];
    if (handler !== undefined) errors.push(...validateHandler(handler, path.child(field), ctx));
  }
  return lifecycle.stopSignal === undefined ? errors : [...errors, ...validateStopSignal(lifecycle.stopSignal, path.child('stopSignal'), ctx.spec)];
}

const realTimeSignals = [
  'SIGRTMIN', ...Array.from({ length: 15 }, (_, i) => `SIGRTMIN+${i + 1}`), ...Array.from({ length: 14 }, (_, i) => `SIGRTMAX-${i + 1}`), 'SIGRTMAX'
];
const linuxSignals = [
  'SIGABRT', 'SIGALRM', 'SIGBUS', 'SIGCHLD', 'SIGCLD', 'SIGCONT', 'SIGFPE', 'SIGHUP', 'SIGILL', 'SIGINT', 'SIGIO', 'SIGIOT', 'SIGKILL', 'SIGPIPE',
  'SIGPOLL', 'SIGPROF', 'SIGPWR', 'SIGQUIT', 'SIGSEGV', 'SIGSTKFLT', 'SIGSTOP', 'SIGSYS', 'SIGTERM', 'SIGTRAP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU',
  'SIGURG', 'SIGUSR1', 'SIGUSR2', 'SIGVTALRM', 'SIGWINCH', 'SIGXCPU', 'SIGXFSZ', ...realTimeSignals
].sort(compareText);

function validateStopSignal(signal: string, path: FieldPath, { os }: PodSpec): FieldError[] {
  if (os === undefined) return [forbidden(path, 'may not be set for containers with empty `spec.os.name`')];
  if (os.name === 'windows') return notSupportedName(path, signal, ['SIGKILL', 'SIGTERM']);
  return os.name === 'linux' ? notSupportedName(path, signal, linuxSignals) : [];
}
