import type { Severity } from '../check/finding';

/** A finding where people count: lines and columns from 1, the end exclusive. */
export interface LocatedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What `check` found in one file. `unread` is true when the file could not be read: its one finding says why. */
export interface CheckedFile {
  readonly file: string;
  readonly resources: number;
  readonly findings: readonly LocatedFinding[];
  readonly unread: boolean;
}

/** Everything that `check` found, file by file in the order asked for. */
export interface CheckReport { readonly files: readonly CheckedFile[] }

export interface Totals { readonly files: number; readonly resources: number; readonly errors: number; readonly warnings: number; readonly unread: number }

export function totals(report: CheckReport): Totals {
  const findings = report.files.flatMap(file => file.findings);
  return {
    files: report.files.length,
    resources: report.files.reduce((sum, file) => sum + file.resources, 0),
    errors: findings.filter(finding => finding.severity === 'error').length,
    warnings: findings.filter(finding => finding.severity === 'warning').length,
    unread: report.files.filter(file => file.unread).length
  };
}

/** `1 error`, `2 errors`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
