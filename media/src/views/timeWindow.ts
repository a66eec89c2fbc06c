/** The stretch of time that the lanes show: zoomed and panned, never outside the run, never shorter than half a second. */
export class TimeWindow {
  private endMs = 1;
  private touched = false;
  fromMs = 0;
  toMs = 1;

  /** The run has this length now; before the person has moved anything, the part up to `interestingMs` is shown. */
  setEnd(endMs: number, interestingMs: number): void {
    this.endMs = Math.max(1000, endMs);
    if (!this.touched) { this.fromMs = 0; this.toMs = Math.min(this.endMs, Math.max(10_000, interestingMs)); }
    else this.clamp();
  }

  position(atMs: number): number { return (atMs - this.fromMs) / (this.toMs - this.fromMs); }
  timeAt(position: number): number { return this.fromMs + position * (this.toMs - this.fromMs); }

  /** Makes the stretch `factor` times as long, keeping in place what stands at `position` (0 left, 1 right). */
  zoom(factor: number, position: number): void {
    const pivot = this.timeAt(position), length = Math.min(this.endMs, Math.max(500, (this.toMs - this.fromMs) * factor));
    this.fromMs = pivot - position * length;
    this.toMs = this.fromMs + length;
    this.touched = true;
    this.clamp();
  }

  /** Moves by a share of the stretch. */
  pan(share: number): void {
    const by = share * (this.toMs - this.fromMs);
    this.fromMs += by;
    this.toMs += by;
    this.touched = true;
    this.clamp();
  }

  fit(): void { this.fromMs = 0; this.toMs = this.endMs; this.touched = true; }

  /** Round times, at most `count` of them. */
  ticks(count: number): number[] {
    const steps = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_200_000, 3_600_000, 7_200_000, 21_600_000, 86_400_000];
    const step = steps.find(size => (this.toMs - this.fromMs) / size <= count) ?? 86_400_000;
    const ticks: number[] = [];
    for (let atMs = Math.ceil(this.fromMs / step) * step; atMs <= this.toMs; atMs += step) ticks.push(atMs);
    return ticks;
  }

  private clamp(): void {
    const length = Math.min(this.endMs, this.toMs - this.fromMs);
    this.fromMs = Math.round(Math.min(this.endMs - length, Math.max(0, this.fromMs)));
    this.toMs = Math.round(this.fromMs + length);
  }
}
