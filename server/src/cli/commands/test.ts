import { Option } from 'commander';
import { dryRun, errorText, isScenario, parseManifests, parseScenario, supportedVersions, type DryRunFile, type Scenario } from '../../../../engine/src/index';
import { defaultSettings } from '../../settings';
import { findInputs, readInput } from '../inputs';
import type { Terminal } from '../terminal';
import type { AddCommand, ExitCode } from './command';

interface Options { readonly json?: boolean; readonly seeds: number; readonly kubernetesVersion: string }

/** A scenario of a file, with what is wrong with it. */
interface Told { readonly file: DryRunFile; readonly scenario: Scenario; readonly mistakes: readonly string[] }

/** One sentence of a scenario over all seeds: in which of them it did not hold, and why in the first of these. */
interface Verdict { readonly file: string; readonly scenario: string; readonly expectation: string; readonly seeds: number; readonly failed: readonly number[]; readonly failure?: string }

/** `clusterville test FILES…` */
export const test: AddCommand = (program, terminal, finish) => {
  program.command('test')
    .description('Run the Scenario documents of the files, each with the manifests beside it, and say whether what they expect happens. Exit code 0: all does; 1: something does not; 2: a file or a scenario could not be read, or there is none.')
    .argument('<files...>', 'files, folders, globs, or - for standard input')
    .addOption(new Option('--seeds <number>', 'run each scenario with so many seeds, from its own on').argParser(Number).default(1))
    .option('--json', 'print the verdicts as JSON')
    .addOption(new Option('--kubernetes-version <version>', 'the version to simulate').choices(supportedVersions).default(defaultSettings.kubernetesVersion))
    .action(async (names: string[], options: Options) => { finish(await run(names, options, terminal)); });
};

async function run(names: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  if (!Number.isInteger(options.seeds) || options.seeds < 1 || options.seeds > 10_000) return fail(terminal, 'error: --seeds must be a whole number from 1 to 10000');
  const told: Told[] = [];
  for (const name of await findInputs(names)) {
    const input = await readInput(name);
    if ('problem' in input) return fail(terminal, `${input.file}:${input.line}:${input.column}  error  ${input.problem}  [unreadable]`);
    told.push(...scenariosOf({ name: input.file, file: parseManifests(input.text, { path: input.file }) }));
  }
  if (told.length === 0) return fail(terminal, 'error: no document of kind Scenario in these files');
  const mistakes = told.flatMap(({ file, mistakes: of }) => of.map(mistake => `${file.name}  error  ${mistake}`));
  if (mistakes.length > 0) return fail(terminal, mistakes.join('\n'));
  const verdicts = told.flatMap(each => judged(each, options));
  terminal.out(options.json === true ? `${JSON.stringify(verdicts, undefined, 2)}\n` : text(verdicts));
  return verdicts.every(({ failed }) => failed.length === 0) ? 0 : 1;
}

function fail(terminal: Terminal, message: string): ExitCode {
  terminal.error(`${message}\n`);
  return 2;
}

/** Each scenario of a file is run with the file's other documents. */
function scenariosOf(file: DryRunFile): Told[] {
  return file.file.documents.flatMap(({ value }) => {
    if (!isScenario(value)) return [];
    const { scenario, errors } = parseScenario(value);
    return [{ file, scenario, mistakes: errors.map(errorText) }];
  });
}

function judged({ file, scenario }: Told, options: Options): Verdict[] {
  const first = scenario.seed ?? defaultSettings['dryRun.seed'];
  const seeds = Array.from({ length: options.seeds }, (_, i) => first + i);
  const runs = seeds.map(seed => dryRun([file], { scenario, seed, kubernetesVersion: options.kubernetesVersion }).expectations());
  return scenario.expectations.map(({ text: expectation }, i) => {
    const failures = runs.map((run, k) => ({ seed: seeds[k] ?? 0, failure: run[i]?.failure })).filter(({ failure }) => failure !== undefined);
    const [worst] = failures;
    return {
      file: file.name, scenario: scenario.name, expectation, seeds: seeds.length, failed: failures.map(({ seed }) => seed),
      ...(worst?.failure === undefined ? {} : { failure: worst.failure })
    };
  });
}

function text(verdicts: readonly Verdict[]): string {
  const lines: string[] = [];
  let heading = '';
  for (const verdict of verdicts) {
    const title = `${verdict.file}  ${verdict.scenario}`;
    if (title !== heading) lines.push(heading = title);
    lines.push(`  ${verdict.failed.length === 0 ? '✓' : '✗'} ${verdict.expectation}${often(verdict)}`);
    if (verdict.failure !== undefined) lines.push(`      ${verdict.failure}`);
  }
  const bad = verdicts.filter(({ failed }) => failed.length > 0).length;
  return `${[...lines, '', `${verdicts.length - bad} met, ${bad} not met`].join('\n')}\n`;
}

/** ` (in 3 of 100 seeds, first with seed 7)` where several were tried. */
function often({ failed, seeds }: Verdict): string {
  return failed.length === 0 || seeds === 1 ? '' : `  (not with ${failed.length} of ${seeds} seeds, first with seed ${failed[0] ?? 0})`;
}
