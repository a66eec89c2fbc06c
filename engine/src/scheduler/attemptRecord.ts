import type { NodeOutcome, SchedulingAttempt } from './attempt';
import type { PodInfo } from './podInfo';
import type { FilterResult } from './rejections';
import type { PluginScores } from './runtime';
import type { AttemptOptions } from './schedulePod';

/** What ends an attempt. */
type Ending = Partial<Pick<SchedulingAttempt, 'node' | 'message' | 'nominatedNode' | 'victims'>>;

/**
 * Collects one attempt in arrays and spells it out (an object a node) only when someone looks: scheduling thousands of pods on
 * thousands of nodes must not build millions of objects.
 */
export class AttemptRecord {
  private preFilter: { readonly plugin: string; readonly message: string } | undefined;
  private result: FilterResult | undefined;
  private fitting: Int32Array = new Int32Array(0);
  private scores: readonly PluginScores[] = [];
  private totals: Float64Array = new Float64Array(0);
  private highest = 0;

  constructor(readonly pod: PodInfo, private readonly options: AttemptOptions, private readonly nodeNames: readonly string[]) {}

  refused(plugin: string, message: string): void {
    this.preFilter = { plugin, message };
  }

  filtered(result: FilterResult): void {
    this.result = result;
  }

  scored(fitting: Int32Array, scores: readonly PluginScores[], totals: Float64Array, highest: number): void {
    this.fitting = fitting;
    this.scores = scores;
    this.totals = totals;
    this.highest = highest;
  }

  finish(ending: Ending): SchedulingAttempt {
    let best: readonly string[] | undefined;
    let nodes: Readonly<Record<string, NodeOutcome>> | undefined;
    const absent = this.result?.absent;
    const spellBest = (): readonly string[] => best ??= this.bestNames();
    const spellNodes = (): Readonly<Record<string, NodeOutcome>> => nodes ??= this.outcomes();
    return {
      pod: { namespace: this.pod.namespace, name: this.pod.name, uid: this.pod.pod.metadata?.uid ?? '' },
      atMs: this.options.atMs,
      attempt: this.options.attempt,
      get best() { return spellBest(); },
      get nodes() { return spellNodes(); },
      ...(this.preFilter === undefined ? {} : { preFilter: this.preFilter }),
      ...(absent === undefined ? {} : { otherNodes: { code: absent.status.code, plugin: absent.plugin, reasons: absent.status.reasons } }),
      ...ending
    };
  }

  private bestNames(): readonly string[] {
    return [...this.fitting].flatMap((index, i) => this.totals[i] === this.highest ? this.nodeNames[index] ?? [] : []);
  }

  private outcomes(): Readonly<Record<string, NodeOutcome>> {
    const outcomes: [string, NodeOutcome][] = [];
    const positions = new Map([...this.fitting].map((index, position) => [index, position]));
    this.nodeNames.forEach((name, index) => {
      const position = positions.get(index);
      if (position !== undefined) outcomes.push([name, this.fit(position)]);
      else {
        const rejection = this.result?.table.entry(this.result.numbers[index] ?? -1);
        if (rejection !== undefined) outcomes.push([name, { fits: false, code: rejection.status.code, plugin: rejection.plugin, reasons: rejection.status.reasons }]);
      }
    });
    return Object.fromEntries(outcomes);
  }

  private fit(position: number): NodeOutcome {
    const scores = Object.fromEntries(this.scores.map(plugin => [plugin.plugin, plugin.scores[position] ?? 0]));
    return { fits: true, scores, total: this.totals[position] ?? 0 };
  }
}
