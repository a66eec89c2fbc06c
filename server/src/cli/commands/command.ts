import type { Command } from 'commander';
import type { Terminal } from '../terminal';

/** 0 all is well, 1 the manifests have errors (or a test failed), 2 the command could not do its work. */
export type ExitCode = 0 | 1 | 2;

/** Adds one command to the program. A command is one file in this folder and one line in `commands.ts`. */
export type AddCommand = (program: Command, terminal: Terminal, finish: (code: ExitCode) => void) => void;
