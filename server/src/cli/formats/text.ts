import type { Severity } from '../../check/finding';
import { count, totals, type CheckReport, type LocatedFinding } from '../report';
import { paint, type Colour, type Terminal } from '../terminal';
import type { Format } from './format';

const colours: Record<Severity, Colour> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan' };

/** For people: one line a finding, as compilers print it, and a last line with the totals. */
export const text: Format = {
  name: 'text',
  print(report, terminal) {
    const lines = report.files.flatMap(({ file, findings }) => findings.map(finding => line(file, finding, terminal)));
    return [...lines, summary(report, terminal)].join('\n') + '\n';
  }
};

function line(file: string, finding: LocatedFinding, terminal: Terminal): string {
  const place = paint(terminal, 'bold', `${file}:${finding.line}:${finding.column}`);
  const severity = paint(terminal, colours[finding.severity], finding.severity);
  const message = finding.message.split('\n').join('\n    ');
  return `${place}  ${severity}  ${message}  ${paint(terminal, 'dim', `[${finding.code}]`)}`;
}

function summary(report: CheckReport, terminal: Terminal): string {
  const { files, resources, errors, warnings, unread } = totals(report);
  const where = `${count(resources, 'resource')} in ${count(files, 'file')}`;
  if (errors === 0 && warnings === 0) return paint(terminal, 'green', `no problems: ${where}`);
  const parts = [count(errors, 'error'), ...(warnings === 0 ? [] : [count(warnings, 'warning')]), ...(unread === 0 ? [] : [`${count(unread, 'file')} not read`])];
  return `${paint(terminal, errors > 0 ? 'red' : 'yellow', parts.join(', '))}: ${where}`;
}
