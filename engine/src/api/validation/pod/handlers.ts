import type { ExecAction, GRPCAction, HTTPGetAction, LifecycleHandler, Probe, SleepAction } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { forbidden, invalid, invalidEach, notSupportedName, required, type FieldError } from '../../fieldError';
import { isPodFeatureOn } from '../../pod/podFeatures';
import { isHttpHeaderName } from '../names';
import { validatePortNumberOrName } from '../ports';
import type { HandlerContext } from './handlerContext';

/** What a probe does, or a hook of the life cycle: exactly one thing (`validateHandler`, v1.36). */
export function validateHandler(handler: Probe & LifecycleHandler, path: FieldPath, ctx: HandlerContext): FieldError[] {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  const actions = [
    { field: 'exec', present: exec !== undefined, validate: (at: FieldPath) => validateExec(exec ?? {}, at) },
    { field: 'httpGet', present: httpGet !== undefined, validate: (at: FieldPath) => validateHttpGet(httpGet ?? {}, at) },
    { field: 'tcpSocket', present: tcpSocket !== undefined, validate: (at: FieldPath) => validatePortNumberOrName(tcpSocket?.port, at.child('port')) },
    { field: 'grpc', present: grpc !== undefined, validate: (at: FieldPath) => validateGrpc(grpc ?? {}, at) },
    { field: 'sleep', present: sleep !== undefined, validate: (at: FieldPath) => validateSleep(sleep ?? {}, at, ctx) }
  ].filter(action => action.present);
  if (actions.length === 0) return [required(path, 'must specify a handler type')];
  return actions.flatMap(({ field, validate }, i) => i === 0 ? validate(path.child(field)) : [forbidden(path.child(field), 'may not specify more than 1 handler type')]);
}

function validateExec({ command = [] }: ExecAction, path: FieldPath): FieldError[] {
  return command.length === 0 ? [required(path.child('command'))] : [];
}

function validateHttpGet({ path: target = '', port, scheme = '', httpHeaders }: HTTPGetAction, path: FieldPath): FieldError[] {
  return [
    ...target === '' ? [required(path.child('path'))] : [],
    ...validatePortNumberOrName(port, path.child('port')),
    ...notSupportedName(path.child('scheme'), scheme, ['HTTP', 'HTTPS']),
    ...(httpHeaders ?? []).flatMap(({ name = '' }) => invalidEach(path.child('httpHeaders'), name, isHttpHeaderName(name)))
  ];
}

function validateGrpc({ port }: GRPCAction, path: FieldPath): FieldError[] {
  return validatePortNumberOrName(port, path.child('port'));
}

function validateSleep({ seconds = 0 }: SleepAction, path: FieldPath, ctx: HandlerContext): FieldError[] {
  const gracePeriodSeconds = ctx.spec.terminationGracePeriodSeconds, zero = isPodFeatureOn('PodLifecycleSleepActionAllowZero', ctx);
  if (gracePeriodSeconds === undefined || (seconds >= (zero ? 0 : 1) && seconds <= gracePeriodSeconds)) return [];
  if (zero) return [invalid(path, seconds, `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriodSeconds})`)];
  const detail = `must be greater than 0 and less than terminationGracePeriodSeconds (${gracePeriodSeconds}). Enable AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep.`;
  return [invalid(path, seconds, detail)];
}
