import { originOf, type FieldPath, type ManifestResource, type FieldMatch } from '../../../engine/src/index';
import type { FileVerdicts } from './backgroundRuns';

const maxNames = 8;

/** What a dry-run says of a scheduling field of a pod template: which nodes match now. Undefined for other fields and before a run. */
export function matchText(result: FileVerdicts, resource: ManifestResource, path: FieldPath): string | undefined {
  const workload = result.workloads.find(({ verdict }) => verdict.document === resource.document.index && verdict.kind === resource.gvk?.kind && verdict.name === resource.name);
  const match = workload?.placement.matches.find(({ field }) => isWithin(path, originOf(workload.verdict.kind, field)));
  return match === undefined ? undefined : textOf(match);
}

function isWithin(path: FieldPath, field: FieldPath | undefined): boolean {
  if (field === undefined) return false;
  const [inner, outer] = [path.toString(), field.toString()];
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}

function textOf({ nodes, nodeCount }: FieldMatch): string {
  const names = nodes.slice(0, maxNames).map(name => `\`${name}\``).join(', ');
  const more = nodes.length > maxNames ? ` and ${nodes.length - maxNames} more` : '';
  return `**Dry run**: ${nodes.length} of ${nodeCount} nodes would take one more pod as far as this goes${nodes.length === 0 ? '' : `: ${names}${more}`}`;
}
