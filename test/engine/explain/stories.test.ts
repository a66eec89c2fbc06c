import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dryRun, fixEdits, parseManifests, workloadPlacement, type DryRun, type DryRunFile, type WorkloadPlacement } from '../../../engine/src/index';
import { projectRoot } from '../../projectRoot';

/** A story, and what a real 1.36 scheduler made of it: the node of each pod in order of names (several: any of them), and what it said of those that wait. */
interface Story {
  readonly title: string;
  readonly cluster: string;
  readonly files: readonly string[];
  readonly replicas?: number;
  readonly nodes: readonly (readonly string[])[];
  readonly messages: readonly string[];
  /** Titles of fixes that must be offered, among others. */
  readonly fixes?: readonly string[];
}

const noClaims = 'no new claims to deallocate, preemption:';
const five = ['n1', 'n2', 'n3', 'n4', 'n5'], batch = five.map((_, i) => `batch-node-${i + 1}`);
const disaster = `${fixture('scheduling-disaster-nodes')}---\n${five.map((_, i) => load(`node-${i + 1}`)).join('---\n')}`;
const loaded = `${nodes('n1', 'n2', 'n3')}---\n${load('n2')}---\n${load('n3')}`;

const stories: readonly Story[] = [
  {
    title: 'the Great Scheduling Disaster', cluster: disaster, files: ['scheduling-disaster'], nodes: [],
    messages: [`0/10 nodes are available: 5 Insufficient cpu, 5 node(s) had untolerated taint(s). ${noClaims} 0/10 nodes are available: 5 No preemption victims found for incoming pod, 5 Preemption is not helpful for scheduling.`],
    fixes: ['Tolerate workload=batch', 'Request less: cpu 500m', 'Add a node like node-1']
  },
  {
    title: 'the fix of the Disaster read literally', cluster: disaster, files: ['scheduling-disaster-fix-wrong'], nodes: [],
    messages: [`0/10 nodes are available: 5 Insufficient cpu, 5 node(s) didn't match Pod's node affinity/selector. ${noClaims} 0/10 nodes are available: 5 No preemption victims found for incoming pod, 5 Preemption is not helpful for scheduling.`],
    fixes: ['Drop workload from nodeSelector', 'Select workload=batch']
  },
  { title: 'the fix of the Disaster', cluster: disaster, files: ['scheduling-disaster-fix'], nodes: [batch, batch, batch], messages: [] },
  {
    title: 'affinity error 1: nobody to be near', cluster: nodes(...five), files: ['affinity-error-1-wrong'], nodes: [],
    messages: [`0/5 nodes are available: 5 node(s) didn't match pod affinity rules. ${noClaims} 0/5 nodes are available: 5 Preemption is not helpful for scheduling.`],
    fixes: ['Prefer the podAffinity instead of requiring it', 'Drop the required podAffinity']
  },
  { title: 'affinity error 1, mended', cluster: nodes(...five), files: ['affinity-error-1'], nodes: [five], messages: [] },
  {
    title: 'affinity error 2: more replicas than nodes', cluster: nodes('n1', 'n2'), files: ['affinity-error-2-wrong'], nodes: [['n1'], ['n2']],
    messages: [`0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules. ${noClaims} 0/2 nodes are available: 2 No preemption victims found for incoming pod.`],
    fixes: ['Prefer the podAntiAffinity instead of requiring it', 'Run 2 replicas only', 'Add a node like n1']
  },
  { title: 'affinity error 2, mended', cluster: nodes('n1', 'n2'), files: ['affinity-error-2'], nodes: [['n1'], ['n1', 'n2'], ['n2']], messages: [] },
  { title: 'affinity error 3: a wish is no rule', cluster: loaded, files: ['affinity-error-3-wrong'], nodes: [['n1'], ['n1'], ['n1']], messages: [] },
  {
    title: 'affinity error 3, as a rule', cluster: loaded, files: ['affinity-error-3'], nodes: [['n1']],
    messages: Array.from({ length: 2 }, () => `0/3 nodes are available: 1 node(s) didn't match pod anti-affinity rules, 2 Insufficient cpu. ${noClaims} 0/3 nodes are available: 3 No preemption victims found for incoming pod.`),
    fixes: ['Request less: cpu 500m', 'Prefer the podAntiAffinity instead of requiring it', 'Run 1 replica only', 'Add a node like n2']
  },
  { title: 'the Perfect Storm', cluster: fixture('perfect-storm-nodes'), files: ['perfect-storm'], nodes: [['node-gpu-1'], ['node-gpu-2'], ['node-gpu-3']], messages: [] },
  {
    title: 'the Perfect Storm with five replicas', cluster: fixture('perfect-storm-nodes'), files: ['perfect-storm'], replicas: 5, nodes: [1, 2, 3, 4].map(i => [`node-gpu-${i}`]),
    messages: [`0/5 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 4 Insufficient nvidia.com/gpu. ${noClaims} 0/5 nodes are available: 1 Preemption is not helpful for scheduling, 4 No preemption victims found for incoming pod.`],
    fixes: ['Run 4 replicas only', 'Add a node like node-gpu-1']
  },
  {
    title: 'the Perfect Storm without GPUs', cluster: nodes('n1', 'n2'), files: ['perfect-storm'], replicas: 1, nodes: [],
    messages: [`0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. ${noClaims} 0/2 nodes are available: 2 Preemption is not helpful for scheduling.`]
  },
  { title: 'a claim that waits for its first consumer and nobody provisions', cluster: nodes('n1', 'n2'), files: ['storageclass-fast-ssd', 'pvc-database', 'pod-with-database'], nodes: [], messages: [''] },
  {
    title: 'a claim that is not there', cluster: nodes('n1', 'n2'), files: ['pod-with-pvc'], nodes: [],
    messages: ['0/2 nodes are available: persistentvolumeclaim "myclaim" not found. not found']
  },
  {
    title: 'a claim that is not bound', cluster: nodes('n1', 'n2'), files: ['pvc-myclaim', 'pod-with-pvc'], nodes: [],
    messages: ['0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found']
  },
  { title: 'a scheduler that nobody runs', cluster: nodes('n1', 'n2'), files: ['pod-custom-scheduler'], nodes: [], messages: ['No scheduler called my-custom-scheduler runs: the pod stays Pending, and nobody says so'], fixes: ['Leave it to the default scheduler'] },
  {
    title: 'cordoned nodes', cluster: [cordoned('n1'), cordoned('n2')].join('---\n'), files: ['pod-env'], nodes: [],
    messages: [`0/2 nodes are available: 2 node(s) were unschedulable. ${noClaims} 0/2 nodes are available: 2 Preemption is not helpful for scheduling.`],
    fixes: ['Uncordon node n1']
  },
  {
    title: 'a label that no node has', cluster: [node('n1', 'labels: {size: Small}'), node('n2', 'labels: {size: Medium}')].join('---\n'), files: ['pod-nodeselector-large'], nodes: [],
    messages: [`0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. ${noClaims} 0/2 nodes are available: 2 Preemption is not helpful for scheduling.`],
    fixes: ['Select size=Small', 'Select size=Medium', 'Drop size from nodeSelector']
  },
  {
    title: 'nodes that are too small', cluster: fixture('insufficient-cpu-nodes'), files: ['pod-resources'], nodes: [],
    messages: [`0/3 nodes are available: 3 Insufficient cpu. ${noClaims} 0/3 nodes are available: 3 Preemption is not helpful for scheduling.`],
    fixes: ['Request less: cpu 500m']
  },
  { title: 'a taint that is tolerated', cluster: `${node('node1')}spec: {taints: [{key: app, value: blue, effect: NoSchedule}]}\n`, files: ['pod-toleration-blue'], nodes: [['node1']], messages: [] }
];

suite('stories of pods that wait', () => {
  for (const story of stories) {
    test(`${story.title}: ends as with the real scheduler`, () => {
      const { run, own } = told(story, story.files.map(fixture));
      const placed = run.timeline.view.list('pods').filter(pod => !(pod.metadata?.name ?? '').startsWith('load-')).map(pod => String((pod['spec'] as { nodeName?: string }).nodeName ?? '')).filter(name => name !== '').sort();
      const expected = [...story.nodes];
      for (const name of placed) {
        const at = expected.findIndex(any => any.includes(name));
        assert.ok(at >= 0, `${name} is none of ${JSON.stringify(expected)}`);
        expected.splice(at, 1);
      }
      assert.deepEqual(expected, []);
      const verdicts = run.verdicts().filter(verdict => own.includes(verdict.file));
      assert.deepEqual(verdicts.flatMap(verdict => verdict.pending.map(pod => pod.message)), story.messages);
    });

    for (const title of story.fixes ?? []) test(`${story.title}: "${title}" is offered`, () => { assert.ok(offered(story).some(fix => fix.title === title), offered(story).map(fix => fix.title).join(' | ')); });

    test(`${story.title}: what is offered and can be written into the file, helps`, () => {
      const { run, own } = told(story, story.files.map(fixture));
      const before = waiting(run, own);
      for (const [verdict, { pending }] of placements(run, own)) {
        for (const fix of pending.flatMap(({ why }) => why.suggestions)) {
          const texts = story.files.map(fixture), at = own.indexOf(verdict.file);
          const edits = fixEdits(parseManifests(storyText(story, texts[at] ?? '')), { document: verdict.document, kind: verdict.kind, name: verdict.name }, fix);
          if (edits === undefined) continue;
          const text = storyText(story, texts[at] ?? '');
          const edited = edits.reduce((so, { range, newText }) => so.slice(0, range.start) + newText + so.slice(range.end), text);
          const after = waiting(told({ ...story, replicas: -1 }, texts.map((other, i) => i === at ? edited : storyText(story, other))).run, own);
          assert.ok(after < before || verdict.kind === 'StatefulSet', `${fix.title}: ${before} waited, ${after} wait\n${edited}`);
        }
      }
    });
  }
});

function offered(story: Story): readonly { readonly title: string }[] {
  const { run, own } = told(story, story.files.map(fixture));
  return placements(run, own).flatMap(([, { pending }]) => pending.flatMap(({ why }) => why.suggestions));
}

function placements(run: DryRun, own: readonly string[]): (readonly [ReturnType<DryRun['verdicts']>[number], WorkloadPlacement])[] {
  return run.verdicts().filter(verdict => own.includes(verdict.file)).map(verdict => [verdict, workloadPlacement(run.timeline.view, verdict)] as const);
}

function waiting(run: DryRun, own: readonly string[]): number {
  return run.verdicts().filter(verdict => own.includes(verdict.file)).reduce((sum, { pending }) => sum + pending.length, 0);
}

function told(story: Story, texts: readonly string[]): { readonly run: DryRun; readonly own: readonly string[] } {
  const files: DryRunFile[] = texts.map((text, i) => ({ name: `story ${i}`, file: parseManifests(storyText(story, text)) }));
  return { run: dryRun([{ name: 'cluster', file: parseManifests(story.cluster) }, ...files], { untilMs: 60_000 }), own: files.map(file => file.name) };
}

/** A story may want another number of replicas than is written. */
function storyText({ replicas = -1 }: Story, text: string): string {
  return replicas < 0 ? text : text.replace(/replicas: \d+/u, `replicas: ${replicas}`);
}

function fixture(name: string): string {
  return readFileSync(join(projectRoot, 'test/fixtures/scheduling', `${name}.yaml`), 'utf8');
}

function node(name: string, metadata = ''): string {
  return `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}${metadata === '' ? '' : `, ${metadata}`}}\nstatus: {allocatable: {cpu: "4", memory: 16Gi, pods: "110"}}\n`;
}

function nodes(...names: readonly string[]): string {
  return names.map(name => node(name)).join('---\n');
}

function cordoned(name: string): string {
  return `${node(name)}spec: {unschedulable: true}\n`;
}

function load(on: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: load-${on}}\nspec: {nodeName: ${on}, containers: [{name: a, image: b, resources: {requests: {cpu: 3500m}}}]}\n`;
}
