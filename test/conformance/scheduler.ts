import { isDeepStrictEqual } from 'node:util';
import type { Pod } from '../../engine/generated/types';
import type { KubeObject } from '../../engine/src/api/object';
import { ClusterScheduler } from '../../engine/src/scheduler/clusterScheduler';
import { keyOf } from '../../engine/src/scheduler/objects';
import { podInfoOf } from '../../engine/src/scheduler/podInfo';
import type { SchedulingResult } from '../../engine/src/scheduler/schedulePod';
import type { Aspects, Family } from './family';
import { admitPod, resourceOf } from './schedulerAdmission';

/** What the real scheduler did with one pod. */
interface Expectation {
  readonly pod: string;
  readonly gated?: readonly string[];
  readonly node?: string;
  readonly best?: readonly string[];
  readonly nodes?: Readonly<Record<string, { readonly fits: boolean; readonly code?: string; readonly plugin?: string; readonly reasons?: readonly string[]; readonly scores?: Readonly<Record<string, number>>; readonly total?: number }>>;
  readonly preFilterPlugin?: string;
  readonly preFilterMessage?: string;
  readonly message?: string;
  readonly nominated?: string;
  readonly victims?: readonly string[];
}

interface Row { readonly name: string; readonly objects: readonly KubeObject[]; readonly pods: readonly Pod[]; readonly expect: readonly Expectation[] }

const aspects = ['node', 'best', 'reasons', 'scores', 'message', 'victims'] as const;
type Aspect = typeof aspects[number];

/** Pods one after another by priority, preemption carried out at once, ties to the first node by name. */
export const scheduler: Family = {
  name: 'scheduler',
  file: 'scheduler.jsonl',
  aspects,
  run(row) {
    const { name, objects, pods, expect } = row as Row;
    const differences: string[] = [];
    const equal: Record<Aspect, boolean | null> = { node: null, best: null, reasons: null, scores: null, message: null, victims: null };
    const actual = play(objects, pods);
    if (!isDeepStrictEqual(actual.map(one => one.pod), expect.map(one => one.pod))) {
      equal.node = false;
      differences.push(`order: expected ${expect.map(one => one.pod).join(' ')}, found ${actual.map(one => one.pod).join(' ')}`);
    }
    for (const wanted of expect) {
      const found = actual.find(one => one.pod === wanted.pod) ?? { pod: wanted.pod };
      for (const aspect of aspects) {
        const [a, b] = [pick(wanted, aspect), pick(found, aspect)];
        if (a === undefined && b === undefined) continue;
        const same = isDeepStrictEqual(a, b);
        equal[aspect] = equal[aspect] !== false && same;
        if (!same) differences.push(`${wanted.pod} ${aspect}: expected ${JSON.stringify(a)}, found ${JSON.stringify(b)}`);
      }
    }
    return { name, aspects: equal satisfies Aspects, differences };
  }
};

function pick(one: Expectation, aspect: Aspect): unknown {
  switch (aspect) {
    case 'node': return one.gated === undefined ? one.node : `gated by ${one.gated.join(' ')}`;
    case 'best': return one.best;
    case 'message': return one.message;
    case 'victims': return one.nominated === undefined ? undefined : { node: one.nominated, victims: [...one.victims ?? []].sort() };
    case 'reasons': {
      const refused = Object.entries(one.nodes ?? {}).filter(([, outcome]) => !outcome.fits);
      const preFilter = one.preFilterMessage === undefined ? [] : [['preFilter', one.preFilterPlugin, one.preFilterMessage]];
      return refused.length + preFilter.length === 0 ? undefined : [...refused, ...preFilter];
    }
    case 'scores': {
      const fitting = Object.entries(one.nodes ?? {}).filter(([, outcome]) => outcome.fits);
      return fitting.length === 0 ? undefined : Object.fromEntries(fitting);
    }
  }
}

function play(objects: readonly KubeObject[], pods: readonly Pod[]): Expectation[] {
  const scheduler = new ClusterScheduler();
  for (const object of objects) {
    const resource = resourceOf(object);
    scheduler.cluster.upsert(resource, resource === 'pods' ? admitPod(object, objects) : object);
  }
  const queue = pods.map((pod, index) => ({ pod: admitPod(pod, objects), index }));
  queue.sort((a, b) => podInfoOf(b.pod).priority - podInfoOf(a.pod).priority || a.index - b.index);
  return queue.map(({ pod }) => playPod(scheduler, pod));
}

function playPod(scheduler: ClusterScheduler, pod: Pod): Expectation {
  const { cluster, nominator } = scheduler;
  const gates = (pod.spec?.schedulingGates ?? []).map(gate => gate.name ?? '');
  const options = { atMs: 0, attempt: 1, choose: () => 0 };
  const first = scheduler.schedule(pod, options);
  if (first.verdict === 'gated') return { pod: keyOf(pod), gated: gates };
  if (first.attempt.nominatedNode === undefined) return told(first, bind(scheduler, pod, first));
  for (const victim of first.victims) cluster.remove('pods', victim.pod);
  const nominated: Pod = { ...pod, status: { ...pod.status, nominatedNodeName: first.attempt.nominatedNode } };
  nominator.add(podInfoOf(nominated), first.attempt.nominatedNode);
  const node = bind(scheduler, nominated, scheduler.schedule(nominated, options));
  return told(first, node);
}

/** Carries out what binding needs and says where the pod went. */
function bind(scheduler: ClusterScheduler, pod: Pod, result: SchedulingResult): string | undefined {
  const { node } = result;
  if (node === undefined) return undefined;
  for (const write of scheduler.bindingWrites(pod, result)) scheduler.cluster.upsert(write.resource, write.object);
  scheduler.nominator.delete(keyOf(pod));
  scheduler.cluster.upsert('pods', { ...pod, spec: { ...pod.spec, nodeName: node.name } });
  return node.name;
}

function told({ attempt }: SchedulingResult, node: string | undefined): Expectation {
  return {
    pod: `${attempt.pod.namespace}/${attempt.pod.name}`,
    ...(Object.keys(attempt.nodes).length === 0 ? {} : { nodes: attempt.nodes }),
    ...(attempt.best.length === 0 ? {} : { best: attempt.best }),
    ...(attempt.preFilter === undefined ? {} : { preFilterPlugin: attempt.preFilter.plugin, preFilterMessage: attempt.preFilter.message }),
    ...(attempt.message === undefined ? {} : { message: attempt.message }),
    ...(attempt.nominatedNode === undefined ? {} : { nominated: attempt.nominatedNode, victims: attempt.victims ?? [] }),
    ...(node === undefined ? {} : { node })
  };
}
