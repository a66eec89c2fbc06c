import { fixEdits, joined, originOf, resourcesOf, writtenResource, type FieldPath, type ManifestFile, type ManifestResource, type Reason, type TextRange, type WorkloadVerdict } from '../../../engine/src/index';
import type { Finding, Fix, Severity } from '../check/finding';
import { rangeIn } from '../check/place';
import type { FileVerdicts, PlacedWorkload } from './backgroundRuns';

/** How many nodes are named before the rest is counted. */
const maxNames = 3;
type Related = NonNullable<Finding['related']>;

/**
 * One finding for each reason for which pods of a workload wait, on the workload's name. Places are looked up in the file as it
 * is now: an edit since the run moves them, and a workload that is gone is silent.
 */
export function pendingFindings(file: ManifestFile, result: FileVerdicts, severity: Severity): Finding[] {
  return result.workloads.flatMap(workload => findingsOf(file, workload, severity));
}

/** The finding's proved changes as quick fixes; [] when the file is no longer the one that was run. */
export function pendingFixes(file: ManifestFile, result: FileVerdicts, severity: Severity): readonly (readonly [Finding, readonly Fix[]])[] {
  const isFresh = result.contents.length === file.documents.length && file.documents.every(({ content }, i) => content === result.contents[i]);
  if (!isFresh) return [];
  return result.workloads.flatMap(workload => findingsOf(file, workload, severity).map((finding, i): readonly [Finding, readonly Fix[]] => {
    const suggestions = workload.placement.pending[i]?.why.suggestions ?? [];
    return [finding, suggestions.flatMap(fix => {
      const edits = fixEdits(file, workload.verdict, fix);
      const title = fix.node === undefined ? fix.title : `${fix.title} (a pod then fits on ${fix.node})`;
      return edits === undefined ? [] : [{ title, edits: edits.map(({ range, newText }) => ({ range, text: newText })) }];
    })];
  }));
}

function findingsOf(file: ManifestFile, { verdict, placement }: PlacedWorkload, severity: Severity): Finding[] {
  const resource = writtenResource(file, verdict);
  if (resource === undefined) return [];
  return placement.pending.map(({ pods, why }) => ({
    code: 'pending', severity, message: `${countText(verdict, pods.length)}: ${why.summary}`, range: nameOf(resource),
    related: why.because.flatMap(reason => relatedTo(file, resource, reason))
  }));
}

function countText({ kind, desired }: WorkloadVerdict, waiting: number): string {
  return kind === 'Pod' ? 'Stays Pending in a dry run' : `${waiting} of ${desired} pods ${waiting === 1 ? 'stays' : 'stay'} Pending in a dry run`;
}

function nameOf(resource: ManifestResource): TextRange {
  return resource.name === undefined ? rangeIn(resource, resource.path.child('kind'), 'value') : resource.document.sourceMap.rangeOf(resource.path.child('metadata', 'name'), 'value');
}

/** Where the pod says what a reason is about, and where the nodes of this file do. */
function relatedTo(file: ManifestFile, resource: ManifestResource, { text, nodes, fields, nodeFields }: Reason): Related {
  const ofPod = fields.flatMap(field => {
    const origin = originOf(resource.gvk?.kind ?? '', field);
    return origin === undefined ? [] : [{ range: resource.document.sourceMap.rangeOf(joined(resource.path, origin), 'key'), message: `${text}${nodesText(nodes)}` }];
  });
  return [...ofPod, ...nodes.slice(0, maxNames).flatMap(name => onNode(file, name, { text, nodeFields }))];
}

function onNode(file: ManifestFile, name: string, { text, nodeFields }: { readonly text: string; readonly nodeFields: readonly FieldPath[] }): Related {
  const node = file.documents.flatMap(resourcesOf).find(resource => resource.gvk?.kind === 'Node' && resource.name === name);
  return node === undefined ? [] : nodeFields.map(field => ({ range: node.document.sourceMap.rangeOf(joined(node.path, field), 'key'), message: `${name}: ${text}` }));
}

function nodesText(nodes: readonly string[]): string {
  if (nodes.length === 0) return '';
  const more = nodes.length - maxNames;
  return ` (${nodes.slice(0, maxNames).join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}
