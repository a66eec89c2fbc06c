import {
  capacity, joined, originOf, resourcesOf, whyPending, writtenResource,
  type DryRun, type DryRunFile, type Edit, type FieldPath, type Json, type KubeObject, type ManifestResource, type Reason, type SchedulingAttempt, type WorkloadVerdict
} from '../../../../engine/src/index';

/** A field and where it is written; without `file` it stands in none of the files. */
export interface WrittenField { readonly path: string; readonly file?: string; readonly line?: number }

/** Something that keeps a pod from some nodes. */
export interface Blocker { readonly plugin: string; readonly reason: string; readonly nodes: readonly string[]; readonly fields: readonly WrittenField[] }

/** A change that a run of the scheduler has proved to help; an edit without a value removes the field. */
export interface ProvedFix {
  readonly title: string;
  readonly node?: string;
  readonly edits: readonly (WrittenField & { readonly kind: string; readonly name: string; readonly value?: Json })[];
}

/** All that is to say of one pod; `pending` only while it has no node. */
export interface PodWhy {
  readonly namespace: string;
  readonly pod: string;
  readonly attempts: readonly SchedulingAttempt[];
  readonly pending?: { readonly summary: string; readonly blockers: readonly Blocker[]; readonly fixes: readonly ProvedFix[] };
  /** How many more such pods fit, and what the first that does not lacks. */
  readonly capacity?: { readonly summary: string; readonly blockers: readonly Blocker[] };
}

/** The pods that a name means: the pod of that name, or those whose names begin with it (a workload's). Empty when there is none. */
export function whyReport(run: DryRun, files: readonly DryRunFile[], name: string): readonly PodWhy[] {
  const { timeline } = run;
  timeline.seek(timeline.length);
  const attempts = timeline.entries(0, timeline.length).flatMap(entry => entry.attempt === undefined ? [] : [entry.attempt]);
  const pods = new Map<string, { readonly namespace: string; readonly name: string }>();
  for (const { pod } of attempts) pods.set(`${pod.namespace}/${pod.name}`, pod);
  for (const { metadata } of timeline.view.list('pods')) pods.set(`${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`, { namespace: metadata?.namespace ?? '', name: metadata?.name ?? '' });
  const all = [...pods.values()];
  const exact = all.filter(pod => pod.name === name);
  return (exact.length > 0 ? exact : all.filter(pod => pod.name.startsWith(`${name}-`)))
    .map(pod => podWhy(run, files, pod, attempts.filter(attempt => attempt.pod.name === pod.name && attempt.pod.namespace === pod.namespace)));
}

function podWhy(run: DryRun, files: readonly DryRunFile[], { namespace, name }: { readonly namespace: string; readonly name: string }, attempts: readonly SchedulingAttempt[]): PodWhy {
  const { view } = run.timeline;
  const pod = view.get('pods', namespace, name);
  const known = { namespace, pod: name, attempts };
  if (pod === undefined) return known;
  const places = new Places(files, run.verdicts().find(verdict => verdict.namespace === namespace && verdict.pending.some(waiting => waiting.pod === name)));
  const why = isPlaced(pod) ? undefined : whyPending.explain(view, pod);
  const room = capacity.explain(view, pod);
  return {
    ...known,
    ...(why === undefined ? {} : {
      pending: {
        summary: why.summary, blockers: why.because.map(reason => blocker(reason, places)),
        fixes: why.suggestions.map(({ title, node, edits }) => ({ title, ...(node === undefined ? {} : { node }), edits: edits.map(edit => places.edit(edit)) }))
      }
    }),
    ...(room === undefined ? {} : { capacity: { summary: room.summary, blockers: room.because.map(reason => blocker(reason, places)) } })
  };
}

function isPlaced(pod: KubeObject): boolean {
  const { spec } = pod;
  return typeof spec === 'object' && spec !== null && 'nodeName' in spec;
}

function blocker({ plugin, text, nodes, fields }: Reason, places: Places): Blocker {
  return { plugin, reason: text, nodes, fields: fields.map(field => places.ofPod(field)) };
}

/** Where fields of a pod, its workload and the nodes are written. */
class Places {
  private readonly workload: ManifestResource | undefined;

  constructor(private readonly files: readonly DryRunFile[], private readonly verdict: WorkloadVerdict | undefined) {
    const file = files.find(candidate => candidate.name === verdict?.file)?.file;
    this.workload = file === undefined || verdict === undefined ? undefined : writtenResource(file, verdict);
  }

  ofPod(path: FieldPath): WrittenField {
    const origin = originOf(this.verdict?.kind ?? 'Pod', path) ?? path;
    return this.workload === undefined ? { path: origin.toString() } : { path: origin.toString(), ...this.at(this.verdict?.file ?? '', this.workload, origin) };
  }

  edit({ kind, name, path, value }: Edit): ProvedFix['edits'][number] {
    const changed = value === undefined ? {} : { value };
    if (kind === 'Pod') return { kind: this.verdict?.kind ?? 'Pod', name: this.verdict?.name ?? name, ...this.ofPod(path), ...changed };
    const about = { kind, name, path: path.segments().length === 0 ? '' : path.toString(), ...changed };
    for (const { name: file, file: { documents } } of this.files) {
      const resource = documents.flatMap(resourcesOf).find(candidate => candidate.gvk?.kind === kind && candidate.name === name);
      if (resource !== undefined) return { ...about, ...this.at(file, resource, path) };
    }
    return about;
  }

  private at(file: string, { document, path: root }: ManifestResource, path: FieldPath): { readonly file: string; readonly line: number } {
    const text = this.files.find(candidate => candidate.name === file)?.file.text ?? '';
    const { start } = document.sourceMap.rangeOf(joined(root, path), 'key');
    return { file, line: text.slice(0, start).split('\n').length };
  }
}
