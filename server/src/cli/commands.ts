import { check } from './commands/check';
import type { AddCommand } from './commands/command';
import { dryRun } from './commands/dryRun';
import { explain } from './commands/explain';
import { test } from './commands/test';

/** ★ Every command of the command line. */
export const commands: readonly AddCommand[] = [check, dryRun, explain, test];
