import type { Command } from 'commander';
import { deadline, type Term } from '#foundation/deadline.ts';
import { roundToInterval } from '#foundation/decimal.ts';
import { usccFault } from '#foundation/identifiers.ts';
import { parseLocalDate } from '#foundation/local-date.ts';
import { publishedCalendar } from '#foundation/working-days.ts';
import { calendarOfDeployment } from '#platform/law/index.ts';
import { systemCall } from '#platform/operation/index.ts';
import { answer, exits, valueOf } from '../answer.ts';
import { withServices } from '../open.ts';

const faults = {
  shape: {
    zh: '应为 18 位数字或大写字母（不含 I、O、S、V、Z）',
    en: '18 digits or capital letters (no I, O, S, V, Z) are needed',
  },
  check: { zh: '校验码不符（GB 32100）', en: 'the check character is wrong (GB 32100)' },
} as const;

/** The number as typed; anything else is wrong use. */
const daysOf = (command: Command, text: string | undefined): number | undefined => {
  if (text === undefined || /^-?\d{1,5}$/.test(text)) return text === undefined ? undefined : Number(text);
  return command.error(`“${text}”应为整数天数 / must be a whole number of days`, { exitCode: exits.wrongUse });
};

/** Commands that calculate; they need no database, but for a deadline by the holidays that the deployment has put on file. */
export const addCalculations = (program: Command): void => {
  program
    .command('round')
    .argument('<value>')
    .argument('<interval>')
    .description('按 GB/T 8170 修约 / round by GB/T 8170, for example: round 12.1498 0.1')
    .option('--json')
    .action((value: string, interval: string, options: { json?: boolean }) => {
      const rounded = valueOf(roundToInterval(value, interval));
      answer(options.json === true, { value, interval, rounded }, () => rounded);
    });

  program
    .command('deadline')
    .argument('<date>', 'YYYY-MM-DD')
    .description('期限届满日：自然日遇节假日顺延，或工作日 / last day of a time limit')
    .option('--days <n>', '自然日 / natural days')
    .option('--working-days <n>', '工作日 / working days')
    .option('--filed', '连同本单位录入的节假日安排 / with the holidays put on file here')
    .option('--json')
    .action(
      async (
        from: string,
        options: { days?: string; workingDays?: string; filed?: boolean; json?: boolean },
        command: Command,
      ) => {
        const days = daysOf(command, options.days);
        const working = daysOf(command, options.workingDays);
        if ((days === undefined) === (working === undefined))
          command.error('请给出 --days N 或 --working-days N 之一 / give one of --days N and --working-days N', {
            exitCode: exits.wrongUse,
          });
        const date = valueOf(parseLocalDate(from));
        const term: Term = days === undefined ? { days: working ?? 0, count: 'working' } : { days, count: 'natural' };
        const calendar =
          options.filed === true
            ? await withServices(command, (services) => calendarOfDeployment(systemCall(services)))
            : publishedCalendar;
        const due = valueOf(deadline(date, term, calendar));
        answer(options.json === true, { from: date, ...due }, () => due.due);
      },
    );

  program
    .command('uscc')
    .argument('<code...>')
    .description('核验统一社会信用代码 / check unified social credit codes')
    .option('--json')
    .action((codes: string[], options: { json?: boolean }) => {
      const checked = codes.map((code) => {
        const fault = usccFault(code.normalize('NFKC').trim().toUpperCase());
        return { code, valid: fault === undefined, ...(fault === undefined ? {} : { reason: faults[fault] }) };
      });
      answer(options.json === true, { codes: checked }, () =>
        checked.map((one) => `${one.code}  ${one.reason === undefined ? '有效' : `无效：${one.reason.zh}`}`).join('\n'),
      );
      if (checked.some((one) => !one.valid)) process.exitCode = exits.someRefused;
    });
};
