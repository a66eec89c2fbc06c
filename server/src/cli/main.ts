import { Command, CommanderError } from 'commander';
import { commands } from './commands';
import { processTerminal } from './terminal';

/** Exit codes: 0 all is well, 1 the manifests have errors (or a test failed), 2 the command could not do its work. */
async function main(argv: readonly string[]): Promise<number> {
  const terminal = processTerminal();
  let exitCode = 0;
  const program = new Command('clusterville')
    .description('See what a Kubernetes manifest will really do before anyone applies it.')
    .exitOverride()
    .configureHelp({ helpWidth: 100 });
  for (const add of commands) add(program, terminal, code => { exitCode = code; });
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.error(`clusterville: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
    return 2;
  }
  return exitCode;
}

// A reader that has seen enough (`| head`) closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});
void main(process.argv).then(code => { process.exitCode = code; });
