import type { Pod } from '../../generated/types';
import type { Context } from '../sim/context';
import type { ContainerBehaviour } from './behaviour';
import { goDuration } from './duration';
import type { NodeState } from './node';
import { specOf, type ContainerWorker, type PodWorker } from './podWorker';

const firstBackOffMs = 10_000;
const maxBackOffMs = 300_000;
/** A registry's answer that what the node has is still the newest. */
const recheckMs = 300;
/** The pod's new sandbox makes the kubelet look again soon after a failed pull. */
const nextLookMs = 1000;

/** What events about one container are recorded with. */
export interface ContainerEvents { normal(reason: string, message: string): void; warning(reason: string, message: string): void }

export function containerEvents(ctx: Context, pod: Pod, worker: PodWorker, container: ContainerWorker): ContainerEvents {
  const fieldPath = `spec.${container.role === 'app' ? 'containers' : 'initContainers'}{${container.name}}`;
  const record = (type: 'Normal' | 'Warning', reason: string, message: string): void => ctx.recordEvent(pod, { type, reason, message, source: 'kubelet', host: worker.node, fieldPath });
  return { normal: (reason, message) => record('Normal', reason, message), warning: (reason, message) => record('Warning', reason, message) };
}

/**
 * Begins to get the container's image, or finds it there (EnsureImageExists, pkg/kubelet/images/image_manager.go, v1.36).
 * Returns the node as it is then; the container is `pulling`, `blocked`, or left `idle` when it can be created at once.
 */
export function ensureImage(at: { ctx: Context; pod: Pod; worker: PodWorker; container: ContainerWorker }, behaviour: ContainerBehaviour, node: NodeState): { readonly node: NodeState; readonly present: boolean } {
  const { ctx, pod, worker, container } = at;
  const spec = specOf(pod, container.name);
  const image = spec.image ?? '';
  const events = containerEvents(ctx, pod, worker, container);
  const there = node.images.includes(image);
  const policy = spec.imagePullPolicy ?? 'IfNotPresent';
  if (there && policy !== 'Always') {
    events.normal('Pulled', `Container image "${image}" already present on machine and can be accessed by the pod`);
    return { node, present: true };
  }
  if (policy === 'Never') {
    const message = `Container image "${image}" is not present with pull policy of Never`;
    events.warning('ErrImageNeverPull', message);
    events.warning('Failed', 'Error: ErrImageNeverPull');
    container.state = { at: 'blocked', reason: 'ErrImageNeverPull', message, retryAtMs: ctx.nowMs + firstBackOffMs };
    return { node, present: false };
  }
  events.normal('Pulling', `Pulling image "${image}"`);
  const startMs = Math.max(ctx.nowMs, node.pullerBusyUntilMs);
  const untilMs = startMs + (behaviour.imageMissing || there ? Math.min(behaviour.pullMs, recheckMs) : behaviour.pullMs);
  container.state = { at: 'pulling', sinceMs: ctx.nowMs, startMs, untilMs };
  return { node: { ...node, pullerBusyUntilMs: untilMs }, present: false };
}

/** The pull is over: the image is there, or the container waits for the next try. */
export function pullEnded(at: { ctx: Context; pod: Pod; worker: PodWorker; container: ContainerWorker }, behaviour: ContainerBehaviour, node: NodeState): { readonly node: NodeState; readonly present: boolean } {
  const { ctx, pod, worker, container } = at;
  const image = specOf(pod, container.name).image ?? '';
  const events = containerEvents(ctx, pod, worker, container);
  if (container.state.at !== 'pulling') return { node, present: false };
  if (behaviour.imageMissing) {
    const error = notFoundError(image);
    events.warning('Failed', `Failed to pull image "${image}": ${error}`);
    events.warning('Failed', 'Error: ErrImagePull');
    const ms = container.pullBackOff === undefined ? firstBackOffMs : Math.min(container.pullBackOff.ms * 2, maxBackOffMs);
    container.pullBackOff = { ms, untilMs: ctx.nowMs + ms, message: `ErrImagePull: ${error}` };
    container.state = { at: 'blocked', reason: 'ErrImagePull', message: error, retryAtMs: ctx.nowMs + nextLookMs };
    return { node, present: false };
  }
  const { sinceMs, startMs, untilMs } = container.state;
  events.normal('Pulled', `Successfully pulled image "${image}" in ${goDuration(untilMs - startMs)} (${goDuration(untilMs - sinceMs)} including waiting). Image size: ${behaviour.imageBytes} bytes.`);
  container.pullBackOff = undefined;
  return { node: node.images.includes(image) ? node : { ...node, images: [...node.images, image] }, present: true };
}

/** The next look at a container whose pull failed finds it in back-off until the next try. */
export function sayPullBackOff(ctx: Context, pod: Pod, worker: PodWorker, container: ContainerWorker): void {
  const { state, pullBackOff } = container;
  if (state.at !== 'blocked' || state.reason !== 'ErrImagePull' || pullBackOff === undefined) return;
  const message = `Back-off pulling image "${specOf(pod, container.name).image ?? ''}"`;
  const events = containerEvents(ctx, pod, worker, container);
  events.normal('BackOff', message);
  events.warning('Failed', 'Error: ImagePullBackOff');
  container.state = { ...state, reason: 'ImagePullBackOff', message: `${message}: ${pullBackOff.message}`, retryAtMs: Math.max(pullBackOff.untilMs, ctx.nowMs) };
}

/** As containerd answers for an image that its registry does not have. */
function notFoundError(image: string): string {
  const tagged = /[:@][^/]*$/.test(image) ? image : `${image}:latest`;
  const first = tagged.split('/')[0] ?? '';
  const full = !tagged.includes('/') ? `docker.io/library/${tagged}` : /[.:]|^localhost$/.test(first) ? tagged : `docker.io/${tagged}`;
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${full}: not found`;
}

