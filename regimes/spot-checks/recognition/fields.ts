import type { TextPair } from '#foundation/text-pair.ts';

/** What a column of a published table can hold, with the words that screens use for it. */
export const fieldLabels = {
  sequence: { zh: '序号', en: 'Number' },
  tableNo: { zh: '表号', en: 'Source table' },
  authority: { zh: '发布机关', en: 'Publishing authority' },
  year: { zh: '年份', en: 'Year' },
  batch: { zh: '批次', en: 'Batch' },
  tableKind: { zh: '表类', en: 'Kind of table' },
  category: { zh: '产品种类', en: 'Product category' },
  producer: { zh: '生产企业名称', en: 'Producer' },
  producerAddress: { zh: '生产企业地址', en: 'Address of the producer' },
  location: { zh: '所在地', en: 'Place' },
  province: { zh: '省份', en: 'Province' },
  inspected: { zh: '受检单位', en: 'Inspected unit' },
  inspectedAddress: { zh: '受检单位地址', en: 'Address of the inspected unit' },
  platform: { zh: '电商平台', en: 'Online platform' },
  sampleSource: { zh: '样品来源', en: 'Source of the sample' },
  product: { zh: '产品名称', en: 'Product' },
  brand: { zh: '商标', en: 'Trade mark' },
  model: { zh: '规格型号', en: 'Model' },
  grade: { zh: '产品等级', en: 'Grade' },
  productionDate: { zh: '生产日期', en: 'Production date' },
  productionBatch: { zh: '生产日期或批号', en: 'Production date or lot' },
  verdict: { zh: '抽查结果', en: 'Verdict' },
  verdictNormalised: { zh: '结果归一', en: 'Verdict, normalised' },
  failingItems: { zh: '不合格项目', en: 'Failing items' },
  recheck: { zh: '复查检验结果', en: 'Result of the re-check' },
  rectification: { zh: '整改情况', en: 'Rectification' },
  penalty: { zh: '行政处罚情况', en: 'Penalty' },
  severity: { zh: '不合格程度', en: 'Severity' },
  laboratory: { zh: '承检机构', en: 'Laboratory' },
  reportNo: { zh: '报告编号', en: 'Report number' },
  sampledOn: { zh: '抽样日期', en: 'Sampling date' },
  publishedOn: { zh: '公布日期', en: 'Date of publication' },
  creditCode: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  standard: { zh: '执行标准', en: 'Executed standard' },
  remark: { zh: '备注', en: 'Remark' },
  item: { zh: '检验项目', en: 'Inspection item' },
  unit: { zh: '单位', en: 'Unit' },
  measured: { zh: '实测值', en: 'Measured value' },
  limit: { zh: '标准值', en: 'Limit' },
  singleVerdict: { zh: '单项判定', en: 'Verdict of the item' },
} as const satisfies Record<string, TextPair>;

export type Field = keyof typeof fieldLabels;

/** Fields of a single inspection item; a column of one of them belongs to an item, not to the row. */
export const itemFields = ['item', 'unit', 'measured', 'limit', 'singleVerdict'] as const satisfies readonly Field[];
export type ItemField = (typeof itemFields)[number];

/** Fields of the sampled batch as a whole. */
export type RowField = Exclude<Field, ItemField>;

export const isItemField = (field: Field): field is ItemField => (itemFields as readonly Field[]).includes(field);

/** Every row field, empty: rows start as a copy of it, so that all have the same shape. */
export const emptyFields: Readonly<Record<RowField, string>> = {
  sequence: '', tableNo: '', authority: '', year: '', batch: '', tableKind: '', category: '', producer: '',
  producerAddress: '', location: '', province: '', inspected: '', inspectedAddress: '', platform: '', sampleSource: '',
  product: '', brand: '', model: '', grade: '', productionDate: '', productionBatch: '', verdict: '',
  verdictNormalised: '', failingItems: '', recheck: '', rectification: '', penalty: '', severity: '', laboratory: '',
  reportNo: '', sampledOn: '', publishedOn: '', creditCode: '', standard: '', remark: '',
}; // prettier-ignore
