import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { datasets, type Dataset } from '#foundation/dataset.ts';
import { parseLocalDate } from '#foundation/local-date.ts';
import { calendarList, lawList, proposeCalendar } from '#platform/law/index.ts';
import { systemCall } from '#platform/operation/index.ts';
import { spotCheckPorts } from '#regimes/index.ts';
import { simulate, type Simulation } from '#regimes/spot-checks/index.ts';
import { answer, exits, mustBeReadable, valueOf } from '../answer.ts';
import { withServices } from '../open.ts';

type Parameters = Extract<Awaited<ReturnType<typeof lawList>>, { ok: true }>['value'];
type Parameter = Parameters['parameters'][number];

const span = ({ from, to }: { readonly from: string; readonly to: string | null }): string =>
  `${from}${to === null ? ' 起' : ` 至 ${to}`}`;

const lineOf = ({ key, title, unit, current }: Parameter): string =>
  current === null
    ? `${key}  ${title.zh}  当日无值`
    : `${key}  ${title.zh}：${JSON.stringify(current.value)}${unit?.zh ?? ''}  ${span(current)}  ${current.confirmed ? '已核实' : '未核实'}${current.overridden ? '，本地调整' : ''}`;

const whole = (parameter: Parameter): string =>
  [
    `${parameter.key}  ${parameter.title.zh} / ${parameter.title.en}`,
    ...parameter.defaults.map(
      (value) =>
        `  ${span(value)}  ${JSON.stringify(value.value)}${parameter.unit?.zh ?? ''}  ${value.confirmed ? '已核实' : '未核实'}  ${value.source.zh}`,
    ),
    ...parameter.overrides.map(
      (value) => `  本地调整（${value.state}）${span(value)}  ${JSON.stringify(value.value)}  ${value.source.zh}`,
    ),
  ].join('\n');

const states = { proposed: '待批准', approved: '已批准', rejected: '未批准' } as const;

const holidaysTold = ({
  years,
  missing,
  entries,
}: Extract<Awaited<ReturnType<typeof calendarList>>, { ok: true }>['value']): string =>
  [
    `可以推算期限的年份：${years[0]}—${years.at(-1)}`,
    ...missing.map((year) => `尚缺：${year}`),
    ...entries.map(
      ({ year, state, source, offDays, onDays }) =>
        `${year}  ${states[state]}  ${source}  放假 ${offDays}  上班 ${onDays}`,
    ),
  ].join('\n');

/** `key=value` pairs; a value is JSON, else text. */
const suppositionOf = (command: Command, pairs: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1)
        return command.error(`“${pair}”应写成 参数=取值 / write parameter=value`, { exitCode: exits.wrongUse });
      const text = pair.slice(at + 1);
      try {
        return [pair.slice(0, at), JSON.parse(text) as unknown];
      } catch {
        return [pair.slice(0, at), text];
      }
    }),
  );

const kindNames = { yellow: '黄牌', transfer: '移送函', held: '待核实的黄牌', exposure: '曝光' } as const;

const told = ({ proposals, reviews, repeated }: Simulation): string =>
  [
    ...Object.entries(proposals).flatMap(([kind, { before, after, comes, goes }]) => [
      `${kindNames[kind as keyof typeof kindNames]}：现行 ${before}，试算 ${after}`,
      ...comes.slice(0, 10).map((words) => `  + ${words}`),
      ...goes.slice(0, 10).map((words) => `  - ${words}`),
    ]),
    `因依据消失须复核的：现行 ${reviews.before}，试算 ${reviews.after}`,
    `${repeated.months} 个月内重复抽查、依规则不应再抽的：现行 ${repeated.before}，试算 ${repeated.after}（共 ${repeated.of} 次）`,
  ].join('\n');

/** Commands about legal parameters: what holds, and what would follow if it were otherwise. */
export const addLaw = (program: Command): void => {
  const law = program.command('law').description('法律参数 / legal parameters');
  const dayOf = (text: string | undefined) => (text === undefined ? undefined : valueOf(parseLocalDate(text)));
  law
    .command('list')
    .description('全部参数的取值、起止、是否核实 / every parameter: value, dates, whether confirmed')
    .option('--on <date>', 'YYYY-MM-DD')
    .option('--json')
    .action(async (options: { on?: string; json?: boolean }, command: Command) => {
      const on = dayOf(options.on);
      const list = await withServices(command, async (services) =>
        valueOf(await lawList(systemCall(services), on), exits.failure),
      );
      answer(options.json === true, list, () => list.parameters.map(lineOf).join('\n'));
    });
  law
    .command('show')
    .argument('<key>', '例如 spot-checks.objection-days')
    .description('一个参数的全部取值和依据 / every value of a parameter, with its source')
    .option('--on <date>', 'YYYY-MM-DD')
    .option('--json')
    .action(async (key: string, options: { on?: string; json?: boolean }, command: Command) => {
      const on = dayOf(options.on);
      const list = await withServices(command, async (services) =>
        valueOf(await lawList(systemCall(services), on), exits.failure),
      );
      const parameter = list.parameters.find((each) => each.key === key);
      if (!parameter)
        return command.error(`没有参数“${key}”，用 law list 查看全部 / no such parameter; see law list`, {
          exitCode: exits.wrongUse,
        });
      answer(options.json === true, { on: list.on, profile: list.profile, ...parameter }, () => whole(parameter));
    });

  law
    .command('holidays')
    .argument('[year]', '年份 / year')
    .description(
      '节假日安排：列出已有年份；给出年份和通知文本则录入，由签发人在网页上批准 / holidays: list the years on file, or enter one for approval in the office',
    )
    .option('--order <file>', '国务院办公厅通知的文本文件 / text of the order')
    .option('--source <number>', '通知文号 / its document number')
    .option('--json')
    .action(
      async (
        year: string | undefined,
        options: { order?: string; source?: string; json?: boolean },
        command: Command,
      ) => {
        if (year === undefined) {
          const list = await withServices(command, async (services) =>
            valueOf(await calendarList(systemCall(services)), exits.failure),
          );
          answer(options.json === true, list, () => holidaysTold(list));
          return;
        }
        const { order, source } = options;
        if (!/^2\d{3}$/.test(year) || order === undefined || source === undefined)
          return command.error('录入须写明年份、--order 文件和 --source 文号 / give the year, --order and --source', {
            exitCode: exits.wrongUse,
          });
        await mustBeReadable([order]);
        const text = await readFile(order, 'utf8');
        const entry = await withServices(command, async (services) =>
          valueOf(await proposeCalendar(systemCall(services), { year: Number(year), text, source }), exits.wrongUse),
        );
        answer(options.json === true, entry, () => `${entry.year} 年节假日安排已录入，待签发人在“节假日安排”中批准`);
      },
    );

  program
    .command('simulate')
    .description('按假设的参数重放记录，看黄牌、曝光、工作量有何不同 / replay the record under supposed parameters')
    .requiredOption('--set <key=value...>', '例如 publicity.consecutive-failures=3')
    .option('--dataset <name>', datasets.join(' | '), 'historical')
    .option('--json')
    .action(async (options: { set: string[]; dataset: string; json?: boolean }, command: Command) => {
      const dataset = datasets.find((each) => each === options.dataset) as Dataset | undefined;
      if (dataset === undefined)
        return command.error(`--dataset：${datasets.join(' | ')}`, { exitCode: exits.wrongUse });
      const supposed = suppositionOf(command, options.set);
      const result = await withServices(command, async (services) =>
        valueOf(await simulate(systemCall(services), spotCheckPorts, dataset, supposed), exits.wrongUse),
      );
      answer(options.json === true, result, () => told(result));
    });
};
