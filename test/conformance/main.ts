import { existsSync } from 'node:fs';
import path from 'node:path';
import { families } from './families';
import { fallen, raiseFloors } from './floors';
import { recordingAt, recordings, rowsByFamily, type Recording } from './recordings';
import { passed, runFamily, type FamilyReport } from './run';
import { differencesText, familyTable } from './table';

const usage = `npm run conformance -- [family] [file…] [--json] [--differences N]
  Plays recordings of a real control plane and says how often the engine did the same.
  family  one of them (validation, update, scheduler, deployment …), or "controllers" for all of those; all by default
  file    recordings to play instead of the ones at hand; a file's name tells its family where none is given
  --json  one row a case: {"family", "name", "pass", "aspects"}
  --differences N  how many differing cases a family are described (3)
  --check  fail when fewer cases of a family pass than test/conformance/floors.json says
  --raise  write into that file what passes now`;

const flags = ['--json', '--check', '--raise'] as const;
type Flag = (typeof flags)[number];

interface Choice { readonly recordings: readonly Recording[]; readonly flags: ReadonlySet<Flag>; readonly differences: number }

function main(args: readonly string[]): number {
  const choice = choose(args);
  if (typeof choice === 'string') {
    console.error(`${choice}\n${usage}`);
    return 2;
  }
  const reports: FamilyReport[] = [];
  for (const recording of choice.recordings) {
    for (const [family, rows] of rowsByFamily(recording)) {
      const report = runFamily(family, rows, families);
      if (choice.flags.has('--json')) process.stdout.write(jsonLines(report));
      reports.push(report);
    }
  }
  if (choice.flags.has('--raise')) raiseFloors(reports);
  if (!choice.flags.has('--json')) describe(reports, choice.differences);
  const below = choice.flags.has('--check') ? fallen(reports) : [];
  for (const sentence of below) console.error(sentence);
  return below.length === 0 ? 0 : 1;
}

function describe(reports: readonly FamilyReport[], differences: number): void {
  console.log(familyTable(reports));
  for (const report of reports) {
    const text = differencesText(report, differences);
    if (text !== '') console.log(`\n${text}`);
  }
}

function jsonLines(report: FamilyReport): string {
  return report.outcomes.map(outcome => `${JSON.stringify({ family: report.family, name: outcome.name, pass: passed(outcome), aspects: outcome.aspects })}\n`).join('');
}

/** What the arguments ask for, or what is wrong with them. */
function choose(args: readonly string[]): Choice | string {
  const words: string[] = [], given = new Set<Flag>();
  let differences = 3;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const flag = flags.find(name => name === arg);
    if (flag) given.add(flag);
    else if (arg === '--differences') differences = Number(args[++i]);
    else if (arg.startsWith('-')) return `unknown option ${arg}`;
    else words.push(arg);
  }
  if (!Number.isInteger(differences) || differences < 0) return '--differences wants a number';
  const first = words[0];
  const family = first !== undefined && !existsSync(first) ? first : undefined;
  const files = family === undefined ? words : words.slice(1);
  const missing = files.find(file => !existsSync(file));
  if (missing !== undefined) return `no such file or family: ${missing}`;
  const chosen = files.length > 0 ? named(files, family) : recordings().filter(recording => isOf(recording, family));
  return chosen.length > 0 ? { recordings: chosen, flags: given, differences } : `no recordings of ${family ?? 'anything'}`;
}

function named(files: readonly string[], family: string | undefined): readonly Recording[] {
  return files.map(file => family === undefined || family === 'controllers' ? recordingAt(file) : { family, path: file });
}

function isOf(recording: Recording, family: string | undefined): boolean {
  return family === undefined || recording.family === family || (family === 'controllers' && path.basename(path.dirname(recording.path)) === 'controllers');
}

process.exitCode = main(process.argv.slice(2));
