import type { Command } from 'commander';
import { judgeFile } from '#regimes/spot-checks/index.ts';
import { answer, exits, mustBeReadable, valueOf } from '../answer.ts';

/** `judge`: one verdict a row of measured values and limits. */
export const addJudging = (program: Command): void => {
  program
    .command('judge')
    .argument('<file>', '含“实测值”“标准值”两列的表 / a table with the columns 实测值 and 标准值')
    .description('逐行判定实测值是否符合标准值 / judge measured values against limits')
    .option('--method <method>', 'full 全数值比较 | rounded 修约值比较', 'full')
    .option('--json')
    .action(async (file: string, options: { method: string; json?: boolean }, command: Command) => {
      if (options.method !== 'full' && options.method !== 'rounded')
        command.error('--method: full | rounded', { exitCode: exits.wrongUse });
      await mustBeReadable([file]);
      const rows = valueOf(await judgeFile(file, options.method as 'full' | 'rounded'));
      answer(options.json === true, { method: options.method, rows }, () =>
        rows.map((row) => `${row.row}\t${row.verdict}\t${row.measured}\t${row.limit}\t${row.reason.zh}`).join('\n'),
      );
      if (rows.some((row) => row.verdict === 'unreadable')) process.exitCode = exits.someRefused;
    });
};
