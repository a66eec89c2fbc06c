import { capacity, fixEdits, whyPending, type Fix, type ManifestFile, type WorkloadVerdict, type WorldView } from '../../../engine/src/index';
import type { FixModel, WhyModel } from '../../src/model/why';

/** What a run knows of the texts that it came from. */
export interface RunTexts { readonly view: WorldView; readonly files: ReadonlyMap<string, ManifestFile>; readonly verdicts: readonly WorkloadVerdict[] }

/** Why a pod waits at the moment shown, and what would help; undefined for a pod that does not. */
export function whyModel({ view, files, verdicts }: RunTexts, uid: string): WhyModel | undefined {
  const pod = view.list('pods').find(candidate => candidate.metadata?.uid === uid);
  const why = pod === undefined ? undefined : whyPending.explain(view, pod);
  if (pod === undefined || why === undefined) return undefined;
  const verdict = verdicts.find(candidate => candidate.namespace === pod.metadata?.namespace && candidate.pending.some(waiting => waiting.pod === pod.metadata?.name));
  return {
    blockers: why.because.map(({ plugin, text, nodes }) => ({ plugin, reason: text, nodes })),
    fixes: why.suggestions.map(fix => fixModel(fix, verdict, files)),
    capacity: capacity.explain(view, pod)?.summary ?? ''
  };
}

function fixModel(fix: Fix, verdict: WorkloadVerdict | undefined, files: ReadonlyMap<string, ManifestFile>): FixModel {
  const file = verdict === undefined ? undefined : files.get(verdict.file);
  const [edit] = (file === undefined || verdict === undefined ? undefined : fixEdits(file, verdict, fix)) ?? [];
  const shown = { title: fix.title, ...(fix.node === undefined ? {} : { node: fix.node }) };
  if (file === undefined || verdict === undefined || edit === undefined) return shown;
  const { start, end } = edit.range;
  return { ...shown, change: { file: verdict.file, start, end, text: edit.newText, replaced: file.text.slice(start, end), length: file.text.length } };
}
