import { dryRun, parseManifests, type AppliedDocument, type DryRunFile, type ManifestDocument, type ManifestFile } from '../../engine/src/index';
import { counted } from '../src/amountText';
import type { RunRequest, SourceFile } from '../src/protocol';
import type { DocumentModel } from '../src/model/run';
import { whyModel } from './selectors/why';
import type { Problem, Simulate, Simulated } from './simulate';

/** The engine behind the panel: parses the texts, applies them to a fresh cluster, leaves what follows to the session. */
export const simulate: Simulate = (request: RunRequest): Simulated => {
  const parsed = request.files.map(source => parse(source));
  // Nodes (and pods that run already) of a cluster file stand beside the manifests as if written there.
  const files: DryRunFile[] = [...request.cluster.map(source => parse(source)), ...parsed].map(({ source, file }) => ({ name: source.file, file }));
  const run = dryRun(files, { seed: request.seed, untilMs: 0, kubernetesVersion: `1.${request.minor}` });
  const byName = new Map(parsed.map(entry => [entry.source.file, entry]));
  const problem = firstProblem(parsed);
  return {
    timeline: run.timeline,
    documents: run.applied.flatMap(applied => {
      const entry = byName.get(applied.file);
      return entry === undefined ? [] : [documentModel(applied, entry.file)];
    }),
    cluster: clusterText(run.timeline.view.list('nodes')),
    ...(problem === undefined ? {} : { problem }),
    verdicts: () => run.verdicts(),
    why: uid => whyModel({ view: run.timeline.view, verdicts: run.verdicts(), files: new Map(parsed.map(({ source, file }) => [source.file, file])) }, uid)
  };
};

interface Parsed { readonly source: SourceFile; readonly file: ManifestFile }

function parse(source: SourceFile): Parsed {
  return { source, file: parseManifests(source.text, { path: source.label }) };
}

function documentModel(applied: AppliedDocument, file: ManifestFile): DocumentModel {
  const range = file.documents[applied.document]?.range ?? { start: 0, end: 0 };
  const start = contentStart(file.text, range.start);
  return {
    file: applied.file, document: applied.document, kind: applied.kind, namespace: applied.namespace, name: applied.name, result: applied.result,
    ...(applied.error === undefined ? {} : { error: applied.error.message }), warnings: applied.warnings, start, end: range.end, line: lineAt(file.text, start)
  };
}

/** Past separators, blank lines and comments: where a person would say that the document begins. */
function contentStart(text: string, from: number): number {
  const skipped = /^(?:(?:---[^\n]*|[ \t]*(?:#[^\n]*)?)\r?\n)*/.exec(text.slice(from));
  return from + (skipped?.[0].length ?? 0);
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function firstProblem(parsed: readonly Parsed[]): Problem | undefined {
  for (const { source, file } of parsed) {
    const problem = [...file.problems, ...file.documents.filter(isMeantAsManifest).flatMap(document => document.problems)].find(candidate => candidate.severity === 'error');
    if (problem !== undefined) return { file: source.label, line: lineAt(file.text, problem.range.start), message: problem.message };
  }
  return undefined;
}

/** Templates and patches are left alone; text too broken to tell is not. */
function isMeantAsManifest(document: ManifestDocument): boolean {
  return document.role === 'resource' || document.role === 'component' || (document.role === 'other' && document.value === undefined);
}

function clusterText(nodes: readonly { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } }[]): string {
  const zones = new Set(nodes.map(node => node.metadata?.labels?.['topology.kubernetes.io/zone'] ?? '').filter(zone => zone !== ''));
  return zones.size > 1 ? `${counted(nodes.length, 'node')} · ${counted(zones.size, 'zone')}` : counted(nodes.length, 'node');
}
