import type { FragmentModel } from '../../src/model/attempt';

/**
 * The stretches of a FailedScheduling text that speak of refused nodes: `4 Insufficient cpu` in
 * `0/6 nodes are available: 4 Insufficient cpu, 2 node(s) had untolerated taint(s). …`. What comes after the first sentence
 * speaks of preemption and is no fragment. In order of the text.
 */
export function messageFragments(message: string, reasons: Iterable<string>): FragmentModel[] {
  const from = message.indexOf(': ');
  if (from < 0) return [];
  const preemption = message.indexOf(' preemption: ');
  const until = preemption < 0 ? message.length : preemption;
  const fragments: FragmentModel[] = [];
  for (const reason of new Set(reasons)) {
    for (let at = message.indexOf(reason, from); reason !== '' && at >= 0 && at < until; at = message.indexOf(reason, at + 1)) {
      const counted = /(\d+) $/.exec(message.slice(0, at));
      const after = message.charAt(at + reason.length);
      if (counted === null || (after !== ',' && after !== '.' && after !== '')) continue;
      fragments.push({ start: at - counted[0].length, end: at + reason.length, reason });
      break;
    }
  }
  return fragments.sort((a, b) => a.start - b.start);
}
