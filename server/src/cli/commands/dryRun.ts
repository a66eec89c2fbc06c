import { InvalidArgumentError, Option } from 'commander';
import { parseManifests, supportedVersions, type DryRunFile } from '../../../../engine/src/index';
import { advance, startRun, type RunChoices } from '../../dryRun/startRun';
import { nodePlatform } from '../../nodePlatform';
import { defaultSettings } from '../../settings';
import { allIsWell, reportOf } from '../dryRun/report';
import { reportText } from '../dryRun/text';
import { findInputs, readInput } from '../inputs';
import type { Terminal } from '../terminal';
import type { AddCommand, ExitCode } from './command';

interface Options extends RunChoices { readonly json?: boolean; readonly timeline: number }

/** `clusterville dry-run FILES…` */
export const dryRun: AddCommand = (program, terminal, finish) => {
  program.command('dry-run')
    .description('Simulate what a cluster would make of the files: where each pod lands, which stay Pending and why, what happens when. Exit code 0: all is well; 1: something is refused, Pending or failing; 2: it could not be run.')
    .argument('<files...>', 'files, folders, globs, or - for standard input')
    .option('--until <duration>', 'how much time to simulate (10m, 1h30m)', defaultSettings['dryRun.until'])
    .option('--cluster <file>', 'Node objects (kubectl get nodes -o yaml), or one of default, single, small, large', defaultSettings['dryRun.cluster'])
    .addOption(new Option('--seed <number>', 'the same seed gives the same run').argParser(parseSeed).default(defaultSettings['dryRun.seed']))
    .addOption(new Option('--timeline <lines>', 'how many events to print (a number, or all)').argParser(parseLines).default(40))
    .option('--json', 'print everything as JSON')
    .addOption(new Option('--kubernetes-version <version>', 'the version to simulate').choices(supportedVersions).default(defaultSettings.kubernetesVersion))
    .action(async (names: string[], options: Options) => { finish(await run(names, options, terminal)); });
};

async function run(names: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const files: DryRunFile[] = [];
  for (const name of await findInputs(names)) {
    const input = await readInput(name);
    if ('problem' in input) {
      terminal.error(`${input.file}:${input.line}:${input.column}  error  ${input.problem}  [unreadable]\n`);
      return 2;
    }
    files.push({ name: input.file, file: parseManifests(input.text, { path: input.file }) });
  }
  tellBroken(files, terminal);
  const started = startRun(files, options, path => nodePlatform().readNow(path));
  if ('problem' in started) {
    terminal.error(`error: ${started.problem}\n`);
    return 2;
  }
  while (advance(started.run, started.untilMs));
  const report = reportOf(started.run, files, {
    cluster: started.clusterName, kubernetesVersion: options.kubernetesVersion, seed: options.seed, simulatedMs: started.untilMs
  });
  terminal.out(options.json === true ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report, { terminal, lines: options.timeline }));
  return allIsWell(report) ? 0 : 1;
}

/** Documents whose text cannot be read take no part: said on standard error, so that nobody takes silence for success. */
function tellBroken(files: readonly DryRunFile[], terminal: Terminal): void {
  for (const { name, file } of files) {
    for (const document of file.documents) {
      const [problem] = document.value === undefined ? document.problems : [];
      if (problem === undefined) continue;
      const before = file.text.slice(0, problem.range.start);
      terminal.error(`${name}:${before.split('\n').length}:${before.length - before.lastIndexOf('\n')}  error  ${problem.message}  [${problem.code}]\n`);
    }
  }
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/u.test(text) || seed > 4294967295) throw new InvalidArgumentError('It must be a whole number from 0 to 4294967295.');
  return seed;
}

function parseLines(text: string): number {
  if (text === 'all') return Number.MAX_SAFE_INTEGER;
  if (!/^\d+$/u.test(text)) throw new InvalidArgumentError('It must be a whole number, or all.');
  return Number(text);
}
