import type { Severity } from '../../check/finding';
import type { Format } from './format';

const commands: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };

/** Workflow commands that GitHub Actions shows as annotations beside the lines. Nothing when there is nothing to say. */
export const github: Format = {
  name: 'github',
  print: report => report.files.flatMap(({ file, findings }) => findings.map(finding => {
    const properties = Object.entries({ file, line: finding.line, col: finding.column, endLine: finding.endLine, endColumn: finding.endColumn, title: finding.code })
      .map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',');
    return `::${commands[finding.severity]} ${properties}::${escapeData(finding.message)}\n`;
  })).join('')
};

// As the runner's toolkit escapes them (actions/toolkit, packages/core/src/command.ts).
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
