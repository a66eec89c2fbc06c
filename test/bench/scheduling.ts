import type { Node, Pod } from '../../engine/generated/types';
import { ClusterScheduler } from '../../engine/src/scheduler/clusterScheduler';
import type { Benchmark } from './benchmark';

type PodSpec = NonNullable<Pod['spec']>;

/** What the pods of a measurement ask for, by their number. */
type Shape = (i: number) => { readonly labels?: Record<string, string>; readonly spec?: PodSpec; readonly requests: Record<string, string> };

const plain: Shape = () => ({ requests: { cpu: '100m', memory: '128Mi' } });
/** No two pods ask for the same: nothing can be shared between them. */
const distinct: Shape = i => ({ requests: { cpu: `${100 + i}m`, memory: `${128 + i}Mi` } });
const app = (i: number): Record<string, string> => ({ app: `app-${i % 20}` });
const spread: Shape = i => ({
  labels: app(i), requests: { cpu: '100m', memory: '128Mi' },
  spec: { topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(topologyKey => ({ maxSkew: 5, topologyKey, whenUnsatisfiable: topologyKey.includes('zone') ? 'DoNotSchedule' : 'ScheduleAnyway', labelSelector: { matchLabels: app(i) } })) }
});
const antiAffinity: Shape = i => ({
  labels: app(i), requests: { cpu: '100m', memory: '128Mi' },
  spec: { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: app(i) } }] } } }
});
const preferredAffinity: Shape = i => ({
  labels: app(i), requests: { cpu: '100m', memory: '128Mi' },
  spec: { affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 10, podAffinityTerm: { topologyKey: 'topology.kubernetes.io/zone', labelSelector: { matchLabels: app(i) } } }] } } }
});

/** Places `pods` pods, one after another on the same cluster, every node filtered and scored; then they are gone again. */
function scheduling(name: string, size: { readonly nodes: number; readonly pods: number }, shape: Shape): Benchmark {
  return {
    name: `schedule ${name} on ${size.nodes} nodes`,
    work: { count: size.pods, of: 'pods' },
    minIterations: 5,
    prepare() {
      const scheduler = new ClusterScheduler();
      for (let i = 0; i < size.nodes; i++) scheduler.cluster.upsert('nodes', node(i));
      return () => {
        const placed: Pod[] = [];
        for (let i = 0; i < size.pods; i++) {
          const incoming = pod(i, shape(i));
          const { node: chosen } = scheduler.schedule(incoming, { atMs: 0, attempt: 1, choose: count => i % count });
          if (chosen === undefined) throw new Error(`pod ${i} fits nowhere`);
          const bound: Pod = { ...incoming, spec: { ...incoming.spec, nodeName: chosen.name } };
          scheduler.cluster.upsert('pods', bound);
          placed.push(bound);
        }
        for (const one of placed) scheduler.cluster.remove('pods', one);
      };
    }
  };
}

function node(i: number): Node {
  return {
    metadata: { name: `node-${i}`, labels: { 'kubernetes.io/hostname': `node-${i}`, 'topology.kubernetes.io/zone': `zone-${i % 10}` } },
    status: { allocatable: { cpu: '32', memory: '64Gi', pods: '110' } }
  };
}

function pod(i: number, { labels = {}, spec = {}, requests }: ReturnType<Shape>): Pod {
  return { metadata: { name: `pod-${i}`, namespace: 'default', uid: `uid-${i}`, labels }, spec: { ...spec, containers: [{ name: 'c', image: 'app:1', resources: { requests } }] } };
}

const thousand = { nodes: 1000, pods: 500 };

/** The real scheduler's own kinds of load, every node scored. */
export const schedulingBenches: readonly Benchmark[] = [
  scheduling('plain pods', thousand, plain),
  scheduling('plain pods', { nodes: 5000, pods: 200 }, plain),
  scheduling('distinct pods', { nodes: 1000, pods: 300 }, distinct),
  scheduling('topology spread', thousand, spread),
  scheduling('required anti-affinity', thousand, antiAffinity),
  scheduling('preferred affinity', thousand, preferredAffinity),
  scheduling('topology spread', { nodes: 5000, pods: 200 }, spread)
];
