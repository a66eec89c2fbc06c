import type { Severity } from '../../check/finding';
import type { LocatedFinding } from '../report';
import type { Format } from './format';

const levels: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** SARIF 2.1.0, for code scanning. */
export const sarif: Format = {
  name: 'sarif',
  print(report) {
    const codes = [...new Set(report.files.flatMap(file => file.findings.map(finding => finding.code)))].sort();
    const results = report.files.flatMap(({ file, findings }) => findings.map(finding => result(file, finding, codes)));
    const driver = { name: 'clusterville', rules: codes.map(id => ({ id })) };
    const log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0',
      runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }]
    };
    return `${JSON.stringify(log, undefined, 2)}\n`;
  }
};

function result(file: string, finding: LocatedFinding, codes: readonly string[]): unknown {
  const region = { startLine: finding.line, startColumn: finding.column, endLine: finding.endLine, endColumn: finding.endColumn };
  return {
    ruleId: finding.code, ruleIndex: codes.indexOf(finding.code), level: levels[finding.severity], message: { text: finding.message },
    locations: [{ physicalLocation: { artifactLocation: { uri: artifactUri(file) }, region } }]
  };
}

/** A relative path as a URI reference: slashes, and everything else escaped. */
function artifactUri(file: string): string {
  return file.split(/[\\/]/u).map(encodeURIComponent).join('/');
}
