import type { CheckReport } from '../report';
import type { Terminal } from '../terminal';

/** One way to print a report. A format is one file in this folder and one line in `formats.ts`. */
export interface Format {
  readonly name: string;
  /** The whole output, ending with a line break; '' for none. */
  print(report: CheckReport, terminal: Terminal): string;
}
