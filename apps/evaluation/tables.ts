import type { EvaluationResult } from './results.ts';

/** A table as an authority would publish it, with what the person who imports it says about it. */
export interface EvaluationTable {
  readonly fileName: string;
  readonly kind: 'regular' | 'special' | 'follow-up';
  readonly text: string;
  readonly rows: number;
}

const header = [
  '序号',
  '发布机关',
  '公布日期',
  '产品种类',
  '生产企业名称',
  '统一社会信用代码',
  '所在地',
  '生产企业地址',
  '受检单位',
  '电商平台',
  '产品名称',
  '商标',
  '规格型号',
  '产品等级',
  '生产日期或批号',
  '抽样日期',
  '抽查结果',
  '不合格项目',
  '承检机构',
] as const satisfies readonly string[];
const itemHeader = ['检验项目', '单位', '标准值', '实测值', '单项判定'];

const words = { pass: '合格', fail: '不合格', refused: '拒检', none: '' } as const;

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\n`;

/** The producer as tables write it, with the firm that had it made where there is one. */
const producerCell = ({ producer, principal, rolesTold }: EvaluationResult): string => {
  if (!principal) return producer.name;
  return rolesTold ? `制造商：${principal.name} 生产厂：${producer.name}` : `${principal.name}（${producer.name}）`;
};

const cellsOf = (result: EvaluationResult, number: number): string[] => {
  const { producer, principal, check } = result;
  const { place } = producer;
  return [
    String(number),
    check.authority,
    check.publishedOn,
    result.categoryTold ? result.category.name : '',
    producerCell(result),
    principal ? '' : producer.creditCode,
    producer.placeTold ? `${place.provinceName}${place.cityName}` : place.provinceName,
    principal || !producer.placeTold ? '' : producer.address,
    result.shop,
    result.platform,
    result.product,
    result.mark,
    result.model,
    result.grade,
    `${result.producedOn}${result.lot}`,
    result.sampledOn,
    words[result.verdict],
    result.failingItems.join('、'),
    result.laboratory,
  ];
};

const tableOf = (
  fileName: string,
  kind: EvaluationTable['kind'],
  results: readonly EvaluationResult[],
): EvaluationTable => {
  const withItems = results.some(({ items }) => items.length > 0);
  const blankItem = withItems ? itemHeader.map(() => '') : [];
  let text = line(withItems ? [...header, ...itemHeader] : header);
  for (const [at, result] of results.entries()) {
    const cells = cellsOf(result, at + 1);
    if (result.items.length === 0) text += line([...cells, ...blankItem]);
    // Each item has a line of its own; those after the first leave the cells of the sample empty.
    for (const [number, { item, unit, limit, measured }] of result.items.entries())
      text += line([...(number === 0 ? cells : header.map(() => '')), item, unit, limit, measured, '']);
  }
  return { fileName, kind, text, rows: results.length };
};

/** The results as tables in CSV: by level and kind of check, as they would come from the authorities. */
export const resultTables = (results: readonly EvaluationResult[]): EvaluationTable[] => {
  const of = (level: EvaluationResult['check']['level'], kind: EvaluationTable['kind']): EvaluationResult[] =>
    results.filter(({ check }) => check.level === level && check.kind === kind);
  return [
    tableOf('演示数据-国家监督抽查结果.csv', 'regular', of('national', 'regular')),
    tableOf('演示数据-省级监督抽查结果.csv', 'regular', of('provincial', 'regular')),
    tableOf('演示数据-省级专项监督抽查结果.csv', 'special', of('provincial', 'special')),
    tableOf('演示数据-省级跟踪监督抽查结果.csv', 'follow-up', of('provincial', 'follow-up')),
    tableOf('演示数据-市级监督抽查结果.csv', 'regular', of('municipal', 'regular')),
  ].filter(({ rows }) => rows > 0);
};
