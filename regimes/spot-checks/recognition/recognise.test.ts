import { describe, expect, it } from 'vitest';
import { recognise } from './recognise.ts';
import type { Recognition } from './recognition.ts';
import { reviewWorkbook } from './review-workbook.ts';
import { sheetOf } from './testing.ts';

const fieldsOf = ({ columns }: Recognition) => columns.map(({ field }) => field ?? '-').join(' ');

const national = [
  ['附表1－30'],
  ['', '玩具风筝（大型、小型）产品质量国家监督抽查产品及其企业名单'],
  [
    '序号',
    '企 业 名 称',
    '所在地',
    '产品名称',
    '商标',
    '规格／型号',
    '生产日期／批号',
    '抽查结果',
    '主要不合格项目',
    '承检机构',
    '抽样人',
  ],
  ['1', '虚构风筝厂', '广东省', '风筝', '/', '大', '2014-05-06', '合格', '', '虚构检验所', '甲'],
];

describe('recognition of published tables', () => {
  it('finds title, header and columns of a national table', () => {
    const found = recognise(
      sheetOf(national, ['B2:J2'], { fileName: 'P020150130553236555585_附件_附表1-30 名单.xls' }),
    );
    expect(found).toMatchObject({ kind: 'results', headerFrom: 3, headerTo: 3, itemLayout: 'none' });
    expect(found.refusal).toBeUndefined();
    expect(fieldsOf(found)).toBe(
      'sequence producer location product brand model productionBatch verdict failingItems laboratory -',
    );
    expect(found.title).toMatchObject({
      category: '玩具风筝（大型、小型）',
      check: 'regular',
      level: 'national',
      authority: '质检总局',
      batch: '20150130',
      publishedOn: '2015-01-30',
      year: 2015,
    });
  });

  it('reads a two-row header with limits and measured values, merged or not', () => {
    const rows = [
      ['2015年风筝专项监督抽查结果汇总表'],
      [
        '序号',
        '产品名称（标称）',
        '标称生产单位',
        '经销单位/平台',
        '检验结果',
        '甲醛含量（mg/kg）',
        '',
        'pH值',
        '',
        '标志',
      ],
      ['', '', '', '', '', '标准值', '实测值', '标准值', '实测值', '是否符合GB 1'],
      ['1', '风筝', '虚构厂', '虚构店', '合格', '≤75', '未检出', '4.0～8.5', '6.3', '符合'],
    ];
    const merged = recognise(sheetOf(rows, ['A1:J1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:E3', 'F2:G2', 'H2:I2']));
    const plain = recognise(sheetOf(rows, []));
    for (const found of [merged, plain]) {
      expect(found).toMatchObject({ kind: 'items-matrix', itemLayout: 'wide', headerFrom: 2, headerTo: 3 });
      expect(found.title).toMatchObject({ category: '风筝', check: 'special', year: 2015 });
      expect(found.items).toEqual([
        { item: '甲醛含量（mg/kg）', limit: 5, measured: 6 },
        { item: 'pH值', limit: 7, measured: 8 },
        { item: '标志 / 是否符合GB 1', measured: 9 },
      ]);
      expect(fieldsOf(found)).toBe('sequence product producer inspected verdict - - - - -');
    }
  });

  it('reads limits that stand in the header', () => {
    const found = recognise(
      sheetOf(
        [
          ['序号', '样品名称', '标称生产单位', '检验结果', '监督项目', '', '', '备注'],
          ['', '', '', '', '游离甲醛', '可迁移元素', '', ''],
          ['', '', '', '', '≤0.05%', 'Sb≤60', 'As≤25', ''],
          ['1', '彩泥', '虚构厂', '合格', '未检出', '0.1', '2', ''],
        ],
        ['A1:A3', 'B1:B3', 'C1:C3', 'D1:D3', 'E1:G1', 'F2:G2', 'H1:H3'],
      ),
    );
    expect(found.items).toEqual([
      { item: '游离甲醛', measured: 4, limitText: '≤0.05%' },
      { item: '可迁移元素 / Sb', measured: 5, limitText: '≤60' },
      { item: '可迁移元素 / As', measured: 6, limitText: '≤25' },
    ]);
    expect(fieldsOf(found)).toBe('sequence product producer verdict - - - remark');
  });

  it('reads items in rows of their own', () => {
    const found = recognise(
      sheetOf([
        ['风筝可迁移元素检测结果表'],
        ['序号', '产品名称', '受检单位', '生产单位', '检测项目', '单位', '标准要求', '检测结果', '单项判定'],
        ['1', '风筝', '虚构店', '虚构厂', '铝', 'mg/kg', '≤70000', '288.9', '合格'],
      ]),
    );
    expect(found).toMatchObject({ kind: 'items-matrix', itemLayout: 'long', items: [] });
    expect(fieldsOf(found)).toBe('sequence product inspected producer item unit limit measured singleVerdict');
  });

  it.each([
    [
      'post-handling',
      '2016年风筝产品质量市级监督抽查不合格企业后处理结果',
      ['序号', '企业名称', '产品名称', '整改情况', '复查检验结果', '备注'],
      ['1', '虚构厂', '风筝', '完成整改', '复查合格', ''],
    ],
    ['refusals', '拒检企业名单', ['序号', '产品名称', '企业名称', '企业所在地'], ['1', '风筝', '虚构厂', '广东省']],
    [
      'consecutive-failures',
      '近3年连续两次抽查不合格企业名单',
      ['序号', '生产企业名称', '抽查时间', '产品名称', '不合格项目'],
      ['1', '虚构厂', '2014-05-06', '风筝', '标志'],
    ],
  ])('knows a table of %s', (kind, title, header, row) => {
    const found = recognise(sheetOf([[title], header, row]));
    expect(found.kind).toBe(kind);
    expect(found.refusal).toBeUndefined();
  });

  it('goes by the column 表类 where there is one', () => {
    const header = ['表类', '序号', '生产企业名称', '产品名称', '结果归一'];
    expect(recognise(sheetOf([header, ['拒检', '1', '虚构厂', '风筝', '拒检']])).kind).toBe('refusals');
    expect(recognise(sheetOf([header, ['抽查结果', '1', '虚构厂', '风筝', '合格']])).kind).toBe('results');
  });

  it('takes the verdict from the title of a list of failing products, and says so', () => {
    const found = recognise(
      sheetOf([
        ['2019年第1批省级监督抽查不合格产品及企业名单'],
        ['序号', '标称生产企业名称', '产品名称', '不合格项目'],
        ['1', '虚构厂', '风筝', '标志'],
      ]),
    );
    expect(found).toMatchObject({ kind: 'results', impliedVerdict: 'fail', title: { level: 'provincial' } });
    expect(found.warnings).toHaveLength(1);
  });

  it('is less sure of a header that holds a known name only in part, and says so', () => {
    const found = recognise(
      sheetOf([
        ['序号', '该批次产品名称', '生产企业名称', '检验结论'],
        ['1', '风筝', '虚构厂', '合格'],
      ]),
    );
    expect(found.columns[1]).toMatchObject({ field: 'product', confidence: 0.6 });
    expect(found.warnings).toHaveLength(1);
  });

  it.each([
    ['an empty sheet', [[' ']], 'sheet-empty'],
    ['a letter', [['关于公布结果的通知'], ['各有关单位：'], ['现将结果公布如下。']], 'no-header-found'],
    [
      'values without samples',
      [
        ['2015年风筝抽查'],
        ['甲醛', '', 'pH值', ''],
        ['标准值', '实测值', '标准值', '实测值'],
        ['≤75', '3', '4～8', '6'],
      ],
      'sheet-without-samples',
    ],
    [
      'risk monitoring',
      [
        ['2015年风筝产品风险监测结果汇总表'],
        ['序号', '产品名称', '生产企业名称', '检验结果'],
        ['1', '风筝', '虚构厂', '合格'],
      ],
      'risk-monitoring-table',
    ],
    [
      'results without a verdict',
      [['风筝抽查结果'], ['序号', '产品名称', '生产企业名称', '不合格项目'], ['1', '风筝', '虚构厂', '']],
      'mapping-incomplete',
    ],
    [
      'a list of firms',
      [
        ['序号', '企业名称', '所在地'],
        ['1', '虚构厂', '广东省'],
      ],
      'kind-not-recognised',
    ],
    ['a header alone', [['序号', '产品名称', '生产企业名称', '检验结论']], 'no-rows'],
  ])('refuses %s', (_name, rows, code) => expect(recognise(sheetOf(rows)).refusal?.code).toBe(code));

  it('refuses a sheet left over from an older file', () => {
    const sheet = (year: number) =>
      recognise(
        sheetOf([
          [`${year}年风筝产品质量市级监督抽查结果`],
          ['序号', '产品名称', '生产企业名称', '检验结论'],
          ['1', '风筝', '虚构厂', '合格'],
        ]),
      );
    expect(reviewWorkbook([sheet(2016), sheet(2014)]).map(({ refusal }) => refusal?.code)).toEqual([
      undefined,
      'sheet-left-over',
    ]);
    expect(reviewWorkbook([sheet(2014), sheet(2014)]).every(({ refusal }) => refusal === undefined)).toBe(true);
  });

  it('follows a person who names header, columns and kind', () => {
    const rows = [['甲表'], ['A', 'B', 'C', 'D'], ['1', '风筝', '虚构厂', '合格']];
    expect(recognise(sheetOf(rows)).refusal?.code).toBe('no-header-found');
    const columns = [
      { column: 0, field: 'sequence' },
      { column: 1, field: 'product' },
      { column: 2, field: 'producer' },
      { column: 3, field: 'verdict' },
    ] as const;
    const found = recognise(sheetOf(rows), { headerFrom: 2, columns });
    expect(found).toMatchObject({ kind: 'results', headerFrom: 2, headerTo: 2 });
    expect(found.refusal).toBeUndefined();
    expect(
      fieldsOf(
        recognise(sheetOf(national), {
          columns: [
            { column: 10, field: 'laboratory' },
            { column: 4, field: null },
          ],
        }),
      ),
    ).toBe('sequence producer location product - model productionBatch verdict failingItems - laboratory');
    expect(recognise(sheetOf(rows), { headerFrom: 2, columns, kind: 'refusals' }).kind).toBe('refusals');
  });
});
