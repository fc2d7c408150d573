import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, type LocalDate, localDate } from '#foundation/local-date.ts';
import { unwrap } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { withTransaction } from '#platform/database/index.ts';
import { createEvaluationAccounts, evaluationAccountsOf } from '#platform/identity/index.ts';
import { type Services, systemCall } from '#platform/operation/index.ts';
import { spotCheckPorts } from '#regimes/index.ts';
import { importFiles } from '#regimes/spot-checks/index.ts';
import { fileHolidays } from './holidays.ts';
import { letPeopleWork } from './acts.ts';
import { on } from './days.ts';
import { decideSome } from './certificates.ts';
import { commendSome } from './commendations.ts';
import { enterBusinessLicences, enterLicences } from './licences.ts';
import { letTheLoopRun } from './loop.ts';
import { revokeSome } from './revocations.ts';
import { evaluationPlaces } from './places.ts';
import { evaluationSeed, inventProvince } from './province.ts';
import { departmentsFor, enterRegisters, partiesFor } from './registers.ts';
import { type EvaluationTable, resultTables } from './tables.ts';

/** The first day of the quarter of a day. */
export const quarterOf = (day: LocalDate): LocalDate => {
  const month = Math.trunc((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return localDate(`${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`);
};

/** Imports a table by the same operation as a file that a person brings. A table that is in the store already changes nothing. */
const importTable = async (services: Services, folder: string, table: EvaluationTable): Promise<void> => {
  const path = join(folder, table.fileName);
  await writeFile(path, table.text);
  const { report } = unwrap(
    await importFiles(systemCall(services), {
      dataset: 'demo',
      paths: [path],
      kind: table.kind,
      ports: spotCheckPorts,
    }),
  );
  if (report.rejected > 0) throw new Error(`${table.fileName}: ${report.rejected} rows were not accepted`);
};

/**
 * Makes the evaluation province 演示数据: accounts, registers, three years of results through the import, and some acts of people.
 * Bears to be called again after it was cut short. Says what it does, in one line a step.
 */
export const createEvaluationProvince = async (
  services: Services,
  progress: (text: TextPair) => void = () => undefined,
): Promise<void> => {
  const { today } = systemCall(services);
  const reference = quarterOf(today);
  const { inside, outside } = evaluationPlaces(services.province);
  progress(
    pair(
      '生成演示数据：企业、实验室和三年的抽查结果',
      'Inventing the evaluation province: enterprises, laboratories, three years of results',
    ),
  );
  const province = inventProvince(evaluationSeed, inside, outside, reference);
  const seat = inside.find(({ countyCode, cityName }) => countyCode !== null && cityName === '佛山市') ?? inside[0];
  await withTransaction(services.database, 'system', async (tx) => {
    const codes = {
      province: services.province,
      city: seat?.cityCode ?? '',
      county: seat?.countyCode ?? seat?.cityCode ?? '',
    };
    await enterRegisters(tx, province, inside, reference);
    await createEvaluationAccounts(
      tx,
      evaluationAccountsOf(
        { ...codes, ...(await partiesFor(tx, province, codes.city)) },
        await departmentsFor(tx, codes),
      ),
      addDays(today, -400),
    );
  });
  const folder = await mkdtemp(join(tmpdir(), 'zhijian-evaluation-'));
  // What was published long ago came in before the first act of people about it, so that every story reads in its order.
  const early = addDays(reference, -100);
  const before = on(services, addDays(today, -61));
  await fileHolidays(before, today);
  const batches = [
    { at: before, of: province.results.filter(({ check }) => check.publishedOn < early), name: '' },
    { at: services, of: province.results.filter(({ check }) => check.publishedOn >= early), name: '（续）' },
  ];
  const tables = batches.flatMap(({ at, of, name }) =>
    resultTables(of).map((table) => ({
      at,
      table: { ...table, fileName: table.fileName.replace('.csv', `${name}.csv`) },
    })),
  );
  try {
    await enterLicences(services, province, folder, reference);
    for (const [at, { at: then, table }] of tables.entries()) {
      progress(
        pair(
          `导入演示数据 ${at + 1}/${tables.length}：${table.fileName}（${table.rows.toLocaleString('en')} 条）`,
          `Importing evaluation data ${at + 1}/${tables.length}: ${table.fileName} (${table.rows.toLocaleString('en')} results)`,
        ),
      );
      await importTable(then, folder, table);
    }
    await enterBusinessLicences(services, province, folder, reference);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  progress(
    pair(
      '办理部分黄牌、曝光和通报，便于试用',
      'Letting the evaluation officers issue cards, release exposures and bulletins',
    ),
  );
  await letPeopleWork(services, reference);
  progress(pair('办理部分高标准产品表扬，便于试用', 'Letting them commend some products'));
  const later = await mkdtemp(join(tmpdir(), 'zhijian-evaluation-'));
  try {
    await commendSome(services, today, province.results, (table) => importTable(services, later, table));
  } finally {
    await rm(later, { recursive: true, force: true });
  }
  await revokeSome(services, today);
  await decideSome(services, today);
  progress(pair('制定抽查计划，随机抽取，办理部分抽样，便于试用', 'Letting them plan, draw and make some visits'));
  const cities = [...new Set(inside.map(({ cityCode }) => cityCode))];
  await letTheLoopRun(services, today, cities, seat?.cityCode ?? cities[0] ?? '');
};
