import { InvalidArgumentError, Option } from 'commander';
import { clusterPresets, parseManifests, Placements, supportedVersions, type DryRun, type DryRunFile } from '../../../../engine/src/index';
import { advance, startRun, type RunChoices, type StartedRun } from '../../dryRun/startRun';
import { nodePlatform } from '../../nodePlatform';
import { defaultSettings } from '../../settings';
import { allIsWell, reportOf } from '../dryRun/report';
import { seedsText } from '../dryRun/seeds';
import { reportText } from '../dryRun/text';
import { whyReport } from '../dryRun/why';
import { whyText } from '../dryRun/whyText';
import { findInputs, readInput } from '../inputs';
import { Progress } from '../progress';
import type { Terminal } from '../terminal';
import type { AddCommand, ExitCode } from './command';

interface Options extends RunChoices { readonly json?: boolean; readonly timeline: number; readonly why?: string; readonly scores?: boolean; readonly blockers: 'first' | 'all'; readonly seeds?: number }

/** No story of an hour has so many steps, but for one that goes in circles. */
const mostEntries = 1_000_000;

/** `clusterville dry-run FILES…` */
export const dryRun: AddCommand = (program, terminal, finish) => {
  program.command('dry-run')
    .description('Simulate what a cluster would make of the files: where each pod lands, which stay Pending and why, what happens when. Exit code 0: all is well; 1: something is refused, Pending or failing; 2: it could not be run.')
    .argument('<files...>', 'files, folders, globs, or - for standard input')
    .option('--until <duration>', 'how much time to simulate (10m, 1h30m)', defaultSettings['dryRun.until'])
    .option('--cluster <file>', `Node objects (kubectl get nodes -o yaml), a Scenario, or one of ${Object.keys(clusterPresets).join(', ')}`, defaultSettings['dryRun.cluster'])
    .addOption(new Option('--seed <number>', 'the same seed gives the same run').argParser(parseSeed).default(defaultSettings['dryRun.seed']))
    .addOption(new Option('--timeline <lines>', 'how many events to print (a number, or all)').argParser(parseLines).default(40))
    .option('--why <pod>', 'print instead why a pod (or the pods of a workload) landed where it did or waits, and what would help')
    .addOption(new Option('--blockers <which>', 'with --why: all that refuses a node, or the first as the scheduler').choices(['all', 'first']).default('all'))
    .option('--scores', 'with --why: the scores of the nodes that fit, too')
    .addOption(new Option('--seeds <number>', 'print instead where the pods land over so many seeds, and how often replicas share a node or zone').argParser(parseSeeds))
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
  if (options.seeds !== undefined) return runSeeds(files, options, options.seeds, terminal);
  const started = finishedRun(files, options);
  if ('problem' in started) return fail(started.problem, terminal);
  const refused = started.run.applied.find(document => document.file === options.cluster && document.error !== undefined);
  if (refused !== undefined) return fail(`the cluster's ${refused.kind}/${refused.name} is refused: ${refused.error?.message ?? ''}`, terminal);
  if (options.why !== undefined) return answerWhy(started.run, files, options, terminal);
  const report = reportOf(started.run, files, {
    cluster: started.clusterName, kubernetesVersion: options.kubernetesVersion, seed: options.seed, simulatedMs: started.untilMs
  });
  terminal.out(options.json === true ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report, { terminal, lines: options.timeline }));
  return allIsWell(report) ? 0 : 1;
}

/** A run to its end, or why there is none. */
function finishedRun(files: readonly DryRunFile[], choices: RunChoices): StartedRun {
  const started = startRun(files, choices, path => nodePlatform().readNow(path));
  if ('problem' in started) return started;
  while (advance(started.run, started.untilMs)) {
    if (started.run.timeline.length > mostEntries) return { problem: `stopped after ${mostEntries} steps at ${Math.round(started.run.timeline.view.nowMs / 1000)} s: something repeats without end; ask for less with --until` };
  }
  return started;
}

function fail(problem: string, terminal: Terminal): ExitCode {
  terminal.error(`error: ${problem}\n`);
  return 2;
}

function answerWhy(run: DryRun, files: readonly DryRunFile[], { why = '', scores, blockers, json }: Options, terminal: Terminal): ExitCode {
  const pods = whyReport(run, files, why);
  if (pods.length === 0) return fail(`the cluster has seen no pod "${why}"`, terminal);
  terminal.out(json === true ? `${JSON.stringify({ pods }, undefined, 2)}\n` : whyText(pods, { terminal, blockers, scores: scores === true ? 'shown' : 'left out' }));
  return 0;
}

function runSeeds(files: readonly DryRunFile[], options: Options, seeds: number, terminal: Terminal): ExitCode {
  const placements = new Placements();
  const progress = new Progress(terminal, 'running seed', seeds);
  for (let seed = 1; seed <= seeds; seed++) {
    const started = finishedRun(files, { ...options, seed });
    if ('problem' in started) return fail(started.problem, terminal);
    started.run.timeline.seek(started.run.timeline.length);
    placements.add(started.run.timeline.view, started.run.verdicts());
    progress.tick();
  }
  progress.end();
  const workloads = placements.distributions();
  terminal.out(options.json === true ? `${JSON.stringify({ seeds, workloads }, undefined, 2)}\n` : seedsText(workloads, seeds));
  return 0;
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

function parseSeeds(text: string): number {
  const seeds = Number(text);
  if (!/^\d+$/u.test(text) || seeds < 1 || seeds > 10_000) throw new InvalidArgumentError('It must be a whole number from 1 to 10000.');
  return seeds;
}

function parseLines(text: string): number {
  if (text === 'all') return Number.MAX_SAFE_INTEGER;
  if (!/^\d+$/u.test(text)) throw new InvalidArgumentError('It must be a whole number, or all.');
  return Number(text);
}
