import type { CatalogueEntry } from './entry.ts';

/** Sheets of a table file that are not taken as they stand. */
export const sheetsRefusals = {
  'sheet-empty': {
    status: 422,
    zh: '工作表是空的',
    en: 'The sheet is empty',
  },
  'columns-missing': {
    status: 422,
    zh: '表中没有“{columns}”列，请核对表头',
    en: 'The table has no column “{columns}”; check its header',
  },
  'sheet-without-samples': {
    status: 422,
    zh: '本表只有检验数据，没有说明属于哪家企业、哪个产品的列，无法与样品对应',
    en: 'This sheet holds measured values only, without a column that says whose product they belong to',
  },
  'risk-monitoring-table': {
    status: 422,
    zh: '这是风险监测结果，不是监督抽查结果：风险监测不作合格与否的结论，不能作为抽查结果导入',
    en: 'These are results of risk monitoring, not of a spot check: they state no conformity and cannot be imported as spot-check results',
  },
  'sheet-left-over': {
    status: 422,
    zh: '标题中的年份（{year}）早于同一文件的其他表（{latest}），可能是遗留的旧表；确需导入时请存为单独的文件',
    en: 'Its title names {year} while other sheets of the file name {latest}: it may be left over from an older file; save it as a file of its own if it is to be imported',
  },
  'too-many-sheets': {
    status: 422,
    zh: '工作表过多：{count} 个，上限为 {limit} 个',
    en: 'There are too many sheets: {count}; the limit is {limit}',
  },
} as const satisfies Record<string, CatalogueEntry>;
