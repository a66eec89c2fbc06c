/** One thing that is measured: a file in this folder and a line in `benches.ts`. */
export interface Benchmark {
  readonly name: string;
  /** Makes what the measured call needs; returns the call. */
  prepare(): () => unknown;
  /** What one call gets through, where a rate says more than a time: `{ count: 1000, of: 'pods' }`. */
  readonly work?: { readonly count: number; readonly of: string };
  /** How often the call is made at the least, when it takes so long that the default would take minutes. */
  readonly minIterations?: number;
}
