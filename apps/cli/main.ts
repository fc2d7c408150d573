import { Command, CommanderError } from 'commander';
import { DatabaseFailure } from '#platform/database/index.ts';
import { CommandRefused, exits } from './answer.ts';
import { addCalculations } from './commands/calculations.ts';
import { addImports } from './commands/imports.ts';
import { addJudging } from './commands/judging.ts';
import { addRecords } from './commands/records.ts';
import { addServing } from './commands/serving.ts';
import { addUpkeep } from './commands/upkeep.ts';

const program = new Command('zhijian')
  .description('质监：产品质量监督 / product-quality supervision')
  .option('--data <directory>', '数据目录 / data directory (ZHIJIAN_DATA)')
  .helpOption('-h, --help', '显示帮助 / show help')
  .showHelpAfterError('（用 --help 查看用法 / see --help）')
  .exitOverride();

for (const add of [addServing, addImports, addRecords, addJudging, addCalculations, addUpkeep]) add(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exits.done : exits.wrongUse;
  else if (error instanceof CommandRefused) {
    const { refusal, exit } = error;
    process.stderr.write(
      process.argv.includes('--json')
        ? `${JSON.stringify({ refusal })}\n`
        : `${refusal.text.zh}${refusal.citation ? `（${refusal.citation.text.zh}）` : ''}\n${refusal.text.en}\n`,
    );
    process.exitCode = exit;
  } else if (error instanceof DatabaseFailure) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = exits.failure;
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = exits.failure;
  }
}
