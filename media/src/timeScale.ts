/**
 * The scrubber's scale: the first seconds, in which most of a roll-out happens, get as much room as the minutes after them.
 * Logarithmic from one second on, straight below.
 */
export class TimeScale {
  private readonly reach: number;
  constructor(readonly endMs: number) { this.reach = Math.log1p(Math.max(endMs, 1) / 1000); }

  /** From 0 at the start to 1 at the end. */
  position(atMs: number): number { return Math.min(1, Math.max(0, Math.log1p(Math.max(0, atMs) / 1000) / this.reach)); }

  timeAt(position: number): number { return Math.expm1(Math.min(1, Math.max(0, position)) * this.reach) * 1000; }

  /** Round times for labels that stand at least `gap` of the whole length apart; always the start. */
  ticks(gap: number): number[] {
    const round = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 18_000, 43_200, 86_400].map(seconds => seconds * 1000);
    const ticks = [0];
    // From the end backwards: the last round time is the one that tells how long the whole is.
    let last = 1 + gap / 2;
    const kept: number[] = [];
    for (const atMs of round.filter(time => time <= this.endMs).reverse()) {
      const position = this.position(atMs);
      if (last - position < gap || position < gap) continue;
      kept.unshift(atMs);
      last = position;
    }
    return [...ticks, ...kept];
  }
}
