import type { Container, PodSpec, Volume } from '../../../../generated/types';
import type { FieldPath } from '../../../core/fieldPath';
import { duplicate, forbidden, invalid, NamedText, notFound, notSupportedName, required, type FieldError } from '../../fieldError';
import { validateDns1123Label, validateRequired } from '../fieldNames';
import { validateContainerPorts, validateHostPortConflicts } from './containerPorts';
import { validateContainerRestartPolicy, validateInitRestartPolicy } from './containerRestartPolicy';
import { validateEnv, validateEnvFrom } from './env';
import { validateLifecycle } from './lifecycle';
import { validateProbes } from './probes';
import { validatePullPolicy } from './pullPolicy';
import { validateResizePolicy } from './resizePolicy';
import { validateResourceRequirements, type RequirementsContext } from './resources';
import { validateSecurityContext } from './securityContext';
import { validateMountsAndDevices } from './volumeMounts';

/** What the containers of a pod are judged against: the pod's good volumes, its claims, its other fields. */
export interface ContainersContext extends RequirementsContext { readonly volumes: ReadonlyMap<string, Volume>; readonly spec: PodSpec }

/** The main containers (`validateContainers`, pkg/apis/core/validation/validation.go, v1.36). */
export function validateContainers(path: FieldPath, ctx: ContainersContext): FieldError[] {
  const containers = ctx.spec.containers ?? [];
  if (containers.length === 0) return [required(path)];
  const names = new Set<string>();
  const errors = containers.flatMap((container, i) => {
    const at = path.index(i), name = container.name ?? '';
    const found = validateContainerCommon(container, at, ctx);
    if (names.has(name)) found.push(duplicate(at.child('name'), name));
    names.add(name);
    return [...found, ...validateLifecycle(container.lifecycle, at.child('lifecycle'), ctx), ...validateProbes(container, at, ctx), ...validateContainerRestartPolicy(container, at, ctx)];
  });
  return [...errors, ...validateHostPortConflicts(containers, path)];
}

/** What holds for containers of every kind (`validateContainerCommon`). */
function validateContainerCommon(container: Container, path: FieldPath, ctx: ContainersContext): FieldError[] {
  const name = container.name ?? '', { terminationMessagePolicy = '' } = container;
  return [
    ...name === '' ? [required(path.child('name'))] : validateDns1123Label(name, path.child('name')),
    ...validateRequired(container.image, path.child('image')),
    ...terminationMessagePolicy === '' ? [required(path.child('terminationMessagePolicy'))]
      : notSupportedName(path.child('terminationMessagePolicy'), terminationMessagePolicy, ['File', 'FallbackToLogsOnError']),
    ...validateContainerPorts(container.ports ?? [], path.child('ports')),
    ...validateEnv(container.env ?? [], path.child('env'), ctx),
    ...validateEnvFrom(container.envFrom ?? [], path.child('envFrom')),
    ...validateMountsAndDevices(container, path, ctx.volumes),
    ...validatePullPolicy(container.imagePullPolicy, path.child('imagePullPolicy')),
    ...validateResourceRequirements(container.resources, path.child('resources'), ctx),
    ...validateResizePolicy(container.resizePolicy ?? [], path.child('resizePolicy'), ctx.spec.restartPolicy),
    ...validateSecurityContext(container.securityContext, path.child('securityContext'), ctx.spec.hostUsers === false ? 'own' : 'host')
  ];
}

/** Init containers, sidecars among them (`validateInitContainers`). Their port conflicts are reported as the first one's, as upstream does. */
export function validateInitContainers(path: FieldPath, ctx: ContainersContext): FieldError[] {
  const names = new Set((ctx.spec.containers ?? []).map(container => container.name ?? ''));
  return (ctx.spec.initContainers ?? []).flatMap((container, i) => {
    const at = path.index(i), name = container.name ?? '';
    const errors = [...validateContainerCommon(container, at, ctx), ...validateInitRestartPolicy(container, at, ctx)];
    if (names.has(name)) errors.push(duplicate(at.child('name'), name));
    else if (name !== '') names.add(name);
    return [...errors, ...validateHostPortConflicts([container], path), ...validateInitLifecycle(container, at, ctx)];
  });
}

function validateInitLifecycle(container: Container, path: FieldPath, ctx: ContainersContext): FieldError[] {
  if (container.restartPolicy === 'Always') return [...validateLifecycle(container.lifecycle, path.child('lifecycle'), ctx), ...validateProbes(container, path, ctx)];
  const errors: FieldError[] = [];
  for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    if (container[field] !== undefined) errors.push(forbidden(path.child(field), 'may not be set for init containers without restartPolicy=Always'));
  }
  if (ctx.tolerates.has('RestartContainerForInitContainer')) return errors;
  for (const [i, { restartPolicy }] of (container.resizePolicy ?? []).entries()) {
    if (restartPolicy !== 'RestartContainer') continue;
    errors.push(invalid(path.child('resizePolicy').index(i).child('restartPolicy'), new NamedText(restartPolicy), "must not be set to 'RestartContainer' for non-sidecar initContainers"));
  }
  return errors;
}

/** In the order of the Go struct. */
const notForEphemeral = ['ports', 'resources', 'resizePolicy', 'restartPolicy', 'restartPolicyRules', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const;

/** Ephemeral containers, which join a running pod (`validateEphemeralContainers`). */
export function validateEphemeralContainers(path: FieldPath, ctx: ContainersContext): FieldError[] {
  const others = new Set([...ctx.spec.containers ?? [], ...ctx.spec.initContainers ?? []].map(container => container.name ?? ''));
  const names = new Set(others), detail = 'cannot be set for an Ephemeral Container';
  return (ctx.spec.ephemeralContainers ?? []).flatMap((container, i) => {
    const at = path.index(i), { name = '', targetContainerName: target = '' } = container;
    const errors = [...validateContainerCommon(container, at, ctx), ...validateImageSpace(container, at)];
    if (names.has(name)) errors.push(duplicate(at.child('name'), name));
    names.add(name);
    if (target !== '' && !others.has(target)) errors.push(notFound(at.child('targetContainerName'), target));
    errors.push(...notForEphemeral.filter(field => isSet(container[field])).map(field => forbidden(at.child(field), detail)));
    for (const [j, mount] of (container.volumeMounts ?? []).entries()) {
      for (const field of ['subPath', 'subPathExpr'] as const) if ((mount[field] ?? '') !== '') errors.push(forbidden(at.child('volumeMounts').index(j).child(field), detail));
    }
    return errors;
  });
}

/** An empty struct is Go's zero value. */
function isSet(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value !== undefined;
}

/** Templates may hold such an image; pods may not (`validateContainerOnlyForPod`). */
export function validateImageSpace({ image = '' }: Container, path: FieldPath): FieldError[] {
  return image.trim() === image ? [] : [invalid(path.child('image'), image, 'must not have leading or trailing whitespace')];
}
