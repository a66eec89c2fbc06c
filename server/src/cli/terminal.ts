/** Where a command writes, and what may be written there. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Colours on standard output: only on a terminal, and never against NO_COLOR (https://no-color.org). */
  readonly colour: boolean;
  /** Progress on standard error: only on a terminal. */
  readonly progress: boolean;
}

/** The process's own streams. */
export function processTerminal(): Terminal {
  return {
    out: text => { process.stdout.write(text); },
    error: text => { process.stderr.write(text); },
    colour: wantsColour(process.env, process.stdout.isTTY),
    progress: process.stderr.isTTY
  };
}

/** NO_COLOR beats FORCE_COLOR beats what the stream is. */
export function wantsColour(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '') !== '') return env['FORCE_COLOR'] !== '0';
  return isTerminal && env['TERM'] !== 'dumb';
}

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;
export type Colour = keyof typeof codes;

/** The text in that colour, or as it is. */
export function paint(terminal: Pick<Terminal, 'colour'>, colour: Colour, text: string): string {
  return terminal.colour ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;
}
