import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, type LocalDate, localDate } from '#foundation/local-date.ts';
import { seededRandom } from '#foundation/random-seeded.ts';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { type Services, systemCall } from '#platform/operation/index.ts';
import { compareAtNight, importBusinessLicences, importLicences, seedEntries } from '#regimes/licences/index.ts';
import { findOrCreateCategories } from '#registers/products/index.ts';
import { evaluationSeed, type EvaluationProvince } from './province.ts';
import { evaluationCertifier } from './registers.ts';

type Kind = 'production-licence' | 'certification';

interface Listed {
  readonly kind: Kind;
  readonly from: string;
  readonly until?: string;
  readonly names: readonly string[];
}

/**
 * The catalogue of the evaluation province: real products with the days as they are remembered, every one of them to be confirmed. The
 * catalogue of production licences had 24 classes in 2018, 10 since 2019 and 14 since May 2024, as reported; the texts were not read.
 */
const catalogue: readonly Listed[] = [
  {
    kind: 'production-licence',
    from: '2005-09-01',
    names: ['水泥', '热轧带肋钢筋', '电线电缆', '复混肥料', '危险化学品包装物', '食品用塑料制品'],
  },
  { kind: 'production-licence', from: '2005-09-01', until: '2018-12-31', names: ['人造板', '砂轮', '机动车辆制动液'] },
  { kind: 'production-licence', from: '2005-09-01', until: '2019-12-31', names: ['家用燃气灶', '家用燃气快速热水器'] },
  {
    kind: 'certification',
    from: '2003-08-01',
    names: ['家用和类似用途插头插座', '器具开关', '电风扇', '电饭锅', '电热水壶', '储水式电热水器', '室内加热器', '吸油烟机', '电磁灶', '电压力锅', '彩色电视机', '移动电话', '剩余电流动作断路器', '固定式通用灯具', '可移式通用灯具'],
  },
  { kind: 'certification', from: '2007-06-01', names: ['玩具', '童车'] },
  { kind: 'certification', from: '2015-09-01', names: ['LED控制装置', '电源适配器'] },
  { kind: 'certification', from: '2019-04-15', names: ['电动自行车'] },
  { kind: 'certification', from: '2020-10-01', names: ['家用燃气灶', '家用燃气快速热水器'] },
  { kind: 'certification', from: '2024-08-01', names: ['移动电源', '移动电话用锂离子电池'] },
]; // prettier-ignore

const words = {
  'production-licence': {
    kind: '生产许可证',
    issuer: '广东省市场监督管理局',
    listedBy: '省级以上质量监督部门',
    source: '工业产品生产许可证目录（2018年24类、2019年10类、2024年5月14类，据网络报道，未与原文核对）',
  },
  certification: {
    kind: '强制性认证',
    issuer: evaluationCertifier,
    listedBy: '指定的认证机构',
    source: '强制性产品认证目录（列入日期未与原文核对）',
  },
} as const;

const header =
  '证书编号,种类,企业名称,统一社会信用代码,产品种类,产品单元,发证机关,发证日期,有效期起,有效期至,注销日期,吊销日期';

/** Licences of the producers: most valid, some expired or surrendered, some producers without any. */
const rowsOf = (province: EvaluationProvince, reference: LocalDate): string[] => {
  const random = seededRandom(evaluationSeed).fork('licences');
  const kindsOf = (name: string): Kind[] =>
    catalogue
      .filter(
        ({ names, from, until }) =>
          names.includes(name) && from <= reference && (until === undefined || until >= reference),
      )
      .map(({ kind }) => kind);
  const rows: string[] = [];
  for (const { name, creditCode, categories } of province.enterprises)
    for (const category of categories)
      for (const kind of kindsOf(category.name)) {
        const fate = random.weighted(
          [
            { is: 'valid', weight: 82 },
            { is: 'none', weight: 9 },
            { is: 'expired', weight: 6 },
            { is: 'surrendered', weight: 3 },
          ] as const,
          ({ weight }) => weight,
        ).is;
        if (fate === 'none') continue;
        const age = fate === 'expired' ? random.int(1900, 3000) : random.int(60, 1770);
        const issuedOn = addDays(reference, -age);
        const number = `演示${kind === 'production-licence' ? 'XK' : '3C'}-${String(rows.length + 1).padStart(6, '0')}`;
        rows.push(
          [
            number,
            words[kind].kind,
            name,
            creditCode,
            category.name,
            category.products[0] ?? '',
            words[kind].issuer,
            issuedOn,
            issuedOn,
            addDays(issuedOn, 1825),
            fate === 'surrendered' ? addDays(reference, -random.int(1, 50)) : '',
            '',
          ].join(','),
        );
      }
  return rows;
};

/** Enters the catalogue of the evaluation province and the licences of its producers, by the import that people use. */
export const enterLicences = async (
  services: Services,
  province: EvaluationProvince,
  folder: string,
  reference: LocalDate,
): Promise<void> => {
  const call = systemCall(services);
  await withTransaction(services.database, 'system', async (tx) => {
    const ids = await findOrCreateCategories(
      tx,
      'demo',
      catalogue.flatMap(({ names }) => names),
    );
    await seedEntries(
      tx,
      'demo',
      catalogue.flatMap(({ kind, from, until, names }) =>
        names.map((name) => ({
          categoryId: ids.get(name) ?? 0,
          kind,
          from: localDate(from),
          until: until === undefined ? null : localDate(until),
          issuer: words[kind].listedBy,
          source: words[kind].source,
          confirmed: false,
          reason: '演示数据的初始目录',
        })),
      ),
      services.now(),
    );
  });
  const path = join(folder, '演示许可证.csv');
  await writeFile(path, `${header}\n${rowsOf(province, reference).join('\n')}\n`);
  const report = unwrap(await importLicences(call, 'demo', [{ path, name: '演示许可证.csv' }]));
  if (report.rejected > 0)
    throw new Error(`licences: ${report.rejected} rows were not accepted: ${report.rejections[0]?.reason.en}`);
};

/** Business licences of some producers of the catalogue: most for production, some for preparation only. */
const businessRowsOf = (province: EvaluationProvince, reference: LocalDate): string[] => {
  const random = seededRandom(evaluationSeed).fork('business-licences');
  const names = new Set(catalogue.flatMap(({ names: listed }) => listed));
  return province.enterprises
    .filter(({ placeTold }) => placeTold)
    .flatMap(({ name, creditCode, categories, place }) =>
      categories
        .filter((category) => names.has(category.name) && random.chance(0.12))
        .map((category) =>
          [
            name,
            creditCode,
            category.name,
            random.chance(0.15) ? '筹建' : '生产',
            addDays(reference, -random.int(30, 2500)),
            '',
            `${place.cityName}工商行政管理局（演示）`,
          ].join(','),
        ),
    );
};

/** Enters business licences, and lets the program compare them with checks, sales and the register as it does every night. */
export const enterBusinessLicences = async (
  services: Services,
  province: EvaluationProvince,
  folder: string,
  reference: LocalDate,
): Promise<void> => {
  const call = systemCall(services);
  const path = join(folder, '演示营业执照.csv');
  const head = '企业名称,统一社会信用代码,产品种类,登记范围,登记日期,注销日期,登记机关';
  await writeFile(path, `${head}\n${businessRowsOf(province, reference).join('\n')}\n`);
  const report = unwrap(await importBusinessLicences(call, 'demo', [{ path, name: '演示营业执照.csv' }]));
  if (report.rejected > 0)
    throw new Error(`business licences: ${report.rejected} rows were not accepted: ${report.rejections[0]?.reason.en}`);
  await compareAtNight(call);
};
