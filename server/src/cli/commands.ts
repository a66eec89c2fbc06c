import { check } from './commands/check';
import type { AddCommand } from './commands/command';

/** ★ Every command of the command line. */
export const commands: readonly AddCommand[] = [check];
