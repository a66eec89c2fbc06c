import { resolve } from 'node:path';
import { Option } from 'commander';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseManifests, supportedVersions } from '../../../../engine/src/index';
import { checkDocument } from '../../check/checkDocument';
import type { Finding } from '../../check/finding';
import { manifestOptions } from '../../kustomization';
import { Languages, type Language } from '../../language';
import { nodePlatform } from '../../nodePlatform';
import { defaultSettings } from '../../settings';
import { formats } from '../formats';
import { findInputs, readInput, type Input } from '../inputs';
import { Progress } from '../progress';
import { totals, type CheckedFile, type LocatedFinding } from '../report';
import type { Terminal } from '../terminal';
import type { AddCommand, ExitCode } from './command';

const platform = nodePlatform();

interface Options { readonly format: string; readonly kubernetesVersion: string }

/** `clusterville check FILES…` */
export const check: AddCommand = (program, terminal, finish) => {
  program.command('check')
    .description('Tell what the API server would refuse. Exit code 0: nothing; 1: errors; 2: a file could not be read.')
    .argument('<files...>', 'files, folders, globs, or - for standard input')
    .addOption(new Option('--format <format>', 'how to print what was found').choices(formats.map(format => format.name)).default(formats[0].name))
    .addOption(new Option('--kubernetes-version <version>', 'the version to check against').choices(supportedVersions).default(defaultSettings.kubernetesVersion))
    .action(async (names: string[], options: Options) => { finish(await run(names, options, terminal)); });
};

async function run(names: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const language = new Languages(platform).of(options.kubernetesVersion);
  const inputs = await findInputs(names);
  const progress = new Progress(terminal, 'checking', inputs.length);
  const files: CheckedFile[] = [];
  for (const name of inputs) {
    files.push(checkInput(await readInput(name), language));
    progress.tick();
  }
  progress.end();
  const report = { files };
  const format = formats.find(candidate => candidate.name === options.format) ?? formats[0];
  terminal.out(format.print(report, terminal));
  const { errors, unread } = totals(report);
  return unread > 0 ? 2 : errors > 0 ? 1 : 0;
}

function checkInput(input: Input, language: Language): CheckedFile {
  if ('problem' in input) {
    const { file, problem, line, column } = input;
    const finding: LocatedFinding = { code: 'unreadable', severity: 'error', message: problem, line, column, endLine: line, endColumn: column + 1 };
    return { file, resources: 0, findings: [finding], unread: true };
  }
  const { documents, problems } = parseManifests(input.text, manifestOptions(resolve(input.file).replaceAll('\\', '/'), path => platform.readNow(path)));
  const text = TextDocument.create(input.file, 'yaml', 0, input.text);
  const findings = [...problems, ...documents.flatMap(document => checkDocument(document, language))].map(finding => located(text, finding));
  return { file: input.file, resources: documents.filter(document => document.role === 'resource').length, findings, unread: false };
}

function located(text: TextDocument, { code, severity, message, range }: Finding): LocatedFinding {
  const start = text.positionAt(range.start);
  const end = text.positionAt(range.end);
  return { code, severity, message, line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}
