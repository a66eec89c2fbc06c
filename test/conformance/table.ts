import { passed, type FamilyReport } from './run';

/** A table with one line a family: how many cases passed, and the share of every aspect. */
export function familyTable(reports: readonly FamilyReport[]): string {
  const rows = reports.map(report => {
    const ok = report.outcomes.filter(passed).length;
    return [report.family, String(ok), String(report.outcomes.length - ok), percent(ok, report.outcomes.length), report.supported ? aspectShares(report) : 'not supported yet'];
  });
  const all = reports.flatMap(report => report.outcomes);
  const ok = all.filter(passed).length;
  return layOut([['family', 'passed', 'failed', 'share', 'aspects'], ...rows, ['all', String(ok), String(all.length - ok), percent(ok, all.length), '']]);
}

/** The first differences of a family in words, one case a paragraph; empty when there are none. */
export function differencesText(report: FamilyReport, max: number): string {
  const wrong = report.supported ? report.outcomes.filter(outcome => !passed(outcome)) : [];
  if (wrong.length === 0 || max === 0) return '';
  const shown = wrong.slice(0, max).map(outcome => `  ${outcome.name}\n${outcome.differences.slice(0, 4).map(line => `    ${clip(line)}`).join('\n')}`);
  return [`${report.family}: first ${shown.length} of ${wrong.length} that differ`, ...shown].join('\n');
}

function aspectShares(report: FamilyReport): string {
  return report.aspects.map(aspect => {
    const compared = report.outcomes.filter(outcome => typeof outcome.aspects[aspect] === 'boolean');
    return `${aspect} ${percent(compared.filter(outcome => outcome.aspects[aspect] === true).length, compared.length)}`;
  }).join(' · ');
}

/** Cut, not rounded, to one decimal: 100.0 % means every one. */
function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${(Math.floor(part / whole * 1000) / 10).toFixed(1)} %`;
}

function layOut(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? [];
  return rows.map(row => row.map((cell, column) => column === 0 || column === row.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

function clip(line: string): string {
  const lines = line.split('\n'), text = lines.slice(0, 6).join('\n').slice(0, 600);
  return lines.length > 6 || text.length === 600 ? `${text} …` : text;
}
