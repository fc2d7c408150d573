import { makeProgram } from './program.ts';
import { runCommand } from './run-command.ts';

await runCommand(makeProgram());
