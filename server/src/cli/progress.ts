import type { Terminal } from './terminal';

/** Files below this number are done before anybody wonders. */
const worthShowing = 50;

/** A counter on standard error while many files are worked on; silent where that is no terminal. */
export class Progress {
  private done = 0;
  private shown = false;

  constructor(private readonly terminal: Terminal, private readonly verb: string, private readonly total: number) {}

  tick(): void {
    this.done++;
    if (!this.terminal.progress || this.total < worthShowing || this.done % 10 !== 0) return;
    this.shown = true;
    this.terminal.error(`\r\u001b[K${this.verb} ${this.done} of ${this.total}`);
  }

  end(): void {
    if (this.shown) this.terminal.error('\r\u001b[K');
  }
}
