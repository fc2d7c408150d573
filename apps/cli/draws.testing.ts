import { Command } from 'commander';
import { addDraws } from './commands/draws.ts';
import { runCommand } from './run-command.ts';

/** The commands for draws alone: their tests start it dozens of times, and the whole program loads for a second. */
const program = new Command('zhijian').exitOverride();
addDraws(program);
await runCommand(program);
