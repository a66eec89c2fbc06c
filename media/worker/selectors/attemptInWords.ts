import type { AttemptModel, AttemptRowModel } from '../../src/model/attempt';

/** What each refusal means to somebody who has never met the term, by the plugin that refuses. Completes "n nodes …". */
const meanings: Readonly<Record<string, string>> = {
  NodeUnschedulable: 'accept no new pods because they are cordoned',
  NodeName: 'are not the node that the pod names',
  TaintToleration: 'are reserved by a taint that the pod does not tolerate',
  NodeAffinity: 'do not carry the labels that the pod asks for',
  NodePorts: 'have the wanted host port in use already',
  NodeResourcesFit: 'have too little left',
  VolumeRestrictions: 'cannot use the volume beside those that use it already',
  NodeVolumeLimits: 'cannot attach any more volumes',
  VolumeBinding: 'do not reach a volume for the claim',
  VolumeZone: 'are in another zone than the volume',
  PodTopologySpread: 'would hold more of these pods than the spread allows',
  InterPodAffinity: 'have the wrong neighbours for the pod'
};

type Facts = Omit<AttemptModel, 'inWords'>;

/** The attempt told in plain words, for a learner. */
export function attemptInWords(attempt: Facts): string {
  if (attempt.outcome === 'gated') return `${attempt.pod} waits: its scheduling gates are still closed.`;
  if (attempt.preFilter !== undefined) return `No node was even looked at: ${attempt.preFilter.message}.`;
  if (attempt.outcome === 'placed') return placed(attempt);
  if (attempt.rows.length === 0) return 'There is no node to put it on.';
  const parts = attempt.rows.map(row => `${nodeCount(row.nodes.length)} ${meaning(row)}`);
  const victims = attempt.nominatedNode === undefined ? '' : ` It will take the place of less important pods on ${attempt.nominatedNode}.`;
  return `${attempt.pod} fits nowhere. ${sentence(parts)}${victims}`;
}

function placed(attempt: Facts): string {
  const fitting = attempt.rows.filter(row => row.fits).reduce((sum, row) => sum + row.nodes.length, 0);
  const refused = attempt.rows.filter(row => !row.fits).reduce((sum, row) => sum + row.nodes.length, 0);
  const choice = fitting === 1 ? 'the only node that fits' : attempt.ties > 1 ? `one of ${attempt.ties} equally good nodes, so another seed may choose another` : `the best of ${fitting} nodes that fit`;
  const others = refused === 0 ? '' : ` ${nodeCount(refused)} ${refused === 1 ? 'was' : 'were'} out of the question.`;
  return `${attempt.pod} goes to ${attempt.node ?? ''}, ${choice}.${others}`;
}

function meaning(row: AttemptRowModel): string {
  const words = (Object.hasOwn(meanings, row.plugin) ? meanings[row.plugin] : undefined) ?? `say: ${row.reasons.join(', ')}`;
  const plural = row.nodes.length > 1 ? words : words.replace(/^are /, 'is ').replace(/^have /, 'has ').replace(/^do not /, 'does not ').replace(/^accept /, 'accepts ').replace('they are', 'it is');
  return row.detail === '' ? plural : `${plural} (${row.detail})`;
}

function nodeCount(count: number): string {
  const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];
  return `${words[count] ?? String(count)} ${count === 1 ? 'node' : 'nodes'}`;
}

function sentence(parts: readonly string[]): string {
  return `${parts.join('. ')}.`;
}
