import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { datasets, type Dataset } from '#foundation/dataset.ts';
import { systemCall } from '#platform/operation/index.ts';
import { searchEnterprises } from '#registers/enterprises/index.ts';
import { checksOfEnterprise, exportResults } from '#regimes/spot-checks/index.ts';
import { resultFilterSchema } from '#regimes/spot-checks/contract.ts';
import { checkKindLabels, levelLabels, verdictLabels } from '#regimes/spot-checks/spot-check.ts';
import { cardsOfEnterprise, listCards } from '#regimes/warning-cards/index.ts';
import { cardKindLabels, cardStateLabels, cardStates, type CardState } from '#regimes/warning-cards/warning-card.ts';
import { exposuresOfEnterprise, listExposures } from '#regimes/publicity/index.ts';
import {
  exposureGroundLabels,
  exposureStateLabels,
  exposureStates,
  type ExposureState,
} from '#regimes/publicity/exposure.ts';
import { withTransaction } from '#platform/database/index.ts';
import { answer, exits, valueOf } from '../answer.ts';
import { withServices } from '../open.ts';

interface ListOptions {
  readonly dataset: string;
  readonly state?: string;
  readonly limit: string;
  readonly cursor?: string;
  readonly json?: boolean;
}

/** A choice among named values; anything else is wrong use. */
const oneOf = <T extends string>(command: Command, values: readonly T[], given: string): T => {
  const found = values.find((value) => value === given);
  return found ?? command.error(`“${given}”应为 / must be one of: ${values.join(', ')}`, { exitCode: exits.wrongUse });
};

const limitOf = (command: Command, text: string): number => {
  const limit = Number(text);
  return Number.isInteger(limit) && limit >= 1 && limit <= 200
    ? limit
    : command.error('--limit 应为 1 至 200 / must be from 1 to 200', { exitCode: exits.wrongUse });
};

/** The filters of the page of results, as its address takes them; a slip of the pen is told, not passed over. */
const exportQuery = resultFilterSchema.extend({ format: z.enum(['csv', 'xlsx']) });

/** How to see the next page, where there is one. */
const goOn = (next: string | null): string[] => (next === null ? [] : [`下一页 / next page: --cursor ${next}`]);

const listOptions = (command: Command): Command =>
  command
    .option('--dataset <name>', datasets.join(' | '), 'historical')
    .option('--state <state>')
    .option('--limit <n>', '1–200', '50')
    .option('--cursor <text>', '从哪里接着列，见上一页末尾 / where to go on, as the page before says')
    .option('--json');

/** Commands that look into the record. */
export const addRecords = (program: Command): void => {
  listOptions(program.command('cards').description('黄牌和移送函 / yellow cards and transfer letters')).action(
    async (options: ListOptions, command: Command) => {
      const dataset = oneOf<Dataset>(command, datasets, options.dataset);
      const state = options.state === undefined ? undefined : oneOf<CardState>(command, cardStates, options.state);
      const limit = limitOf(command, options.limit);
      const list = await withServices(command, async (services) =>
        valueOf(
          await listCards(systemCall(services), { dataset, state, limit, cursor: options.cursor }),
          exits.failure,
        ),
      );
      answer(options.json === true, list, () =>
        [
          cardStates.map((each) => `${cardStateLabels[each].zh} ${list.counts[each] ?? 0}`).join('  '),
          ...list.rows.map(
            (row) =>
              `${row.id}  ${cardKindLabels[row.kind].zh}  ${cardStateLabels[row.state].zh}  ${row.producer.name}  ${row.category.name}  ${row.check.title}`,
          ),
          ...goOn(list.next),
        ].join('\n'),
      );
    },
  );

  listOptions(program.command('exposures').description('曝光 / exposures')).action(
    async (options: ListOptions, command: Command) => {
      const dataset = oneOf<Dataset>(command, datasets, options.dataset);
      const state =
        options.state === undefined ? undefined : oneOf<ExposureState>(command, exposureStates, options.state);
      const limit = limitOf(command, options.limit);
      const list = await withServices(command, async (services) =>
        valueOf(
          await listExposures(systemCall(services), { dataset, state, limit, cursor: options.cursor }),
          exits.failure,
        ),
      );
      answer(options.json === true, list, () =>
        [
          exposureStates.map((each) => `${exposureStateLabels[each].zh} ${list.counts[each] ?? 0}`).join('  '),
          ...list.rows.map(
            (row) =>
              `${row.id}  ${exposureGroundLabels[row.ground].zh}  ${exposureStateLabels[row.state].zh}  ${row.producer.name}  ${row.product}`,
          ),
          ...goOn(list.next),
        ].join('\n'),
      );
    },
  );

  program
    .command('enterprise')
    .argument('<words>', '名称或其中几个字、拼音首字母、信用代码 / name, part of it, initials, credit code')
    .description('企业质量档案 / the record of an enterprise')
    .option('--dataset <name>', datasets.join(' | '))
    .option('--json')
    .action(async (words: string, options: { dataset?: string; json?: boolean }, command: Command) => {
      const dataset = options.dataset === undefined ? undefined : oneOf<Dataset>(command, datasets, options.dataset);
      const found = await withServices(command, async (services) => {
        const { items } = await withTransaction(services.database, 'system', (tx) =>
          searchEnterprises(tx, words, dataset, 10),
        );
        const call = systemCall(services);
        return Promise.all(
          items.map(async (enterprise) => ({
            enterprise,
            checks: valueOf(await checksOfEnterprise(call, enterprise.id), exits.failure),
            cards: valueOf(await cardsOfEnterprise(call, enterprise.id), exits.failure).rows,
            exposures: valueOf(await exposuresOfEnterprise(call, enterprise.id), exits.failure).rows,
          })),
        );
      });
      answer(options.json === true, { words, enterprises: found }, () =>
        found.length === 0
          ? '没有查到。没有记录不等于合格，也不是推荐。'
          : found
              .map(({ enterprise, checks, cards, exposures }) =>
                [
                  `${enterprise.name}  ${enterprise.creditCode ?? ''}`,
                  ...checks.results.map(
                    (result) =>
                      `  ${result.check.publishedOn ?? ''}  ${result.product}  ${verdictLabels[result.verdict].zh}  ${result.failingItems.join('、')}`,
                  ),
                  ...cards.map(
                    (card) =>
                      `  ${cardKindLabels[card.kind].zh} ${cardStateLabels[card.state].zh}  ${card.category.name}`,
                  ),
                  ...exposures.map(
                    (exposure) => `  曝光 ${exposureStateLabels[exposure.state].zh}  ${exposure.product}`,
                  ),
                ].join('\n'),
              )
              .join('\n\n'),
      );
    });

  const exporting = program.command('export').description('导出 / export');
  exporting
    .command('results')
    .description('导出全部符合条件的抽查结果 / every result that matches, as a file')
    .option('--dataset <name>', datasets.join(' | '), 'historical')
    .option('--format <format>', 'csv | xlsx', 'csv')
    .option('--out <file>', '写入文件，省略则写到标准输出 / file; standard output when left out')
    .option('--verdict <verdict>', Object.keys(verdictLabels).join(' | '))
    .option('--level <level>', Object.keys(levelLabels).join(' | '))
    .option('--kind <kind>', Object.keys(checkKindLabels).join(' | '))
    .option('--province <code>', '所在省代码 / code of the province')
    .option('--city <code>', '所在市代码或 unknown / code of the city, or unknown')
    .option('--product <words>', '产品名称中的字 / part of the product name')
    .option('--item <item>', '不合格项目 / a failing item')
    .option('--from <month>', 'YYYY-MM')
    .option('--to <month>', 'YYYY-MM')
    .option('--json')
    .action(async ({ out, json, ...given }: { out?: string; json?: boolean; format: string }, command: Command) => {
      const checked = exportQuery.safeParse(given);
      if (!checked.success) {
        const [issue] = checked.error.issues;
        return command.error(
          `--${String(issue?.path[0] ?? '')} 的值不正确，用 --help 查看可用的值 / is not a value it takes; see --help`,
          { exitCode: exits.wrongUse },
        );
      }
      const query = checked.data;
      await withServices(command, async (services) => {
        const opened = await exportResults(systemCall(services), query);
        if (!opened.ok) return valueOf(opened, exits.failure);
        await pipeline(opened.stream, out === undefined ? process.stdout : createWriteStream(out), {
          end: out !== undefined,
        });
        if (out !== undefined)
          answer(json === true, { file: out, format: query.format, dataset: query.dataset }, () => `已写入 ${out}`);
        return undefined;
      });
    });
};
