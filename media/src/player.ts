/** Lets virtual time run: calls `seek` once a frame with the time that it should be, until it is stopped or the end is reached. */
export class Player {
  private frame: number | undefined;
  private lastFrameMs = 0;
  private atMs = 0;
  speed = 10;

  constructor(private readonly seek: (atMs: number) => void, private readonly ended: () => void) {}

  start(fromMs: number, endMs: () => number): void {
    this.stop();
    this.atMs = fromMs;
    this.lastFrameMs = performance.now();
    const tick = (nowMs: number): void => {
      this.atMs += Math.max(0, nowMs - this.lastFrameMs) * this.speed;
      this.lastFrameMs = nowMs;
      if (this.atMs >= endMs()) {
        this.frame = undefined;
        this.seek(endMs());
        this.ended();
        return;
      }
      this.seek(this.atMs);
      this.frame = requestAnimationFrame(tick);
    };
    this.frame = requestAnimationFrame(tick);
  }

  /** The time that playing has reached: between two events it runs ahead of the moment shown. */
  get timeMs(): number | undefined { return this.frame === undefined ? undefined : this.atMs; }

  stop(): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }
}
