import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../projectRoot';
import { passed, type FamilyReport } from './run';

/** How many cases of each family have passed before: what works once is kept working. Raised with `npm run conformance -- --raise`. */
const floorsFile = path.join(projectRoot, 'test', 'conformance', 'floors.json');

type Floors = Readonly<Record<string, number>>;

/** A sentence for each family of which fewer cases pass than before. */
export function fallen(reports: readonly FamilyReport[], floors: Floors = readFloors()): readonly string[] {
  return reports.flatMap(report => {
    const now = passes(report), before = floors[report.family] ?? 0;
    return now < before ? [`${report.family}: ${now} cases pass, ${before} did before`] : [];
  });
}

/** Writes down what passes now; a floor never sinks by this. */
export function raiseFloors(reports: readonly FamilyReport[]): void {
  const floors = new Map(Object.entries(readFloors()));
  for (const report of reports) floors.set(report.family, Math.max(floors.get(report.family) ?? 0, passes(report)));
  writeFileSync(floorsFile, `${JSON.stringify(Object.fromEntries([...floors].sort(([a], [b]) => a < b ? -1 : 1)), null, 2)}\n`);
}

function passes(report: FamilyReport): number {
  return report.outcomes.filter(passed).length;
}

function readFloors(): Floors {
  return existsSync(floorsFile) ? JSON.parse(readFileSync(floorsFile, 'utf8')) as Floors : {};
}
