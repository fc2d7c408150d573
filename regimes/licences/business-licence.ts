import type { LocalDate } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Cells, creditCodeOf, handWrittenDay, required, type RowFault } from '#foundation/table-row.ts';

/** What a business licence 营业执照 says of a product of the catalogue: preparation 筹建, then production 生产. */
export const stages = ['preparation', 'production'] as const;
export type Stage = (typeof stages)[number];
export const stageLabels: Readonly<Record<Stage, TextPair>> = {
  preparation: pair('筹建', 'Preparation'),
  production: pair('生产', 'Production'),
};

/** Columns of a table of business licences, by the words that headers use for them. */
export const businessColumns = {
  holder: ['企业名称', '名称'],
  creditCode: ['统一社会信用代码', '信用代码'],
  category: ['产品种类', '产品类别'],
  stage: ['登记范围', '经营范围类别', '范围'],
  since: ['登记日期', '核准日期', '变更日期'],
  ended: ['注销日期', '删去日期'],
  authority: ['登记机关'],
} as const;
export type BusinessColumn = keyof typeof businessColumns;
export const businessColumnsNeeded = [
  'holder',
  'creditCode',
  'category',
  'stage',
  'since',
  'authority',
] as const satisfies readonly BusinessColumn[];

/** What one row says. */
export interface BusinessRow {
  readonly holder: string;
  readonly creditCode: string;
  readonly categories: readonly string[];
  readonly stage: Stage;
  readonly since: LocalDate;
  readonly ended: LocalDate | null;
  readonly authority: string;
}

/** Reads one row; gives what it says, or everything that is wrong with it, column by column. */
export const readBusinessRow = (
  cells: Cells<BusinessColumn>,
  today: LocalDate,
): { readonly row: BusinessRow } | { readonly faults: readonly RowFault<BusinessColumn>[] } => {
  const faults: RowFault<BusinessColumn>[] = [];
  const holder = required(cells, 'holder', 200, faults);
  required(cells, 'creditCode', 40, faults);
  const creditCode = creditCodeOf(cells, 'creditCode', faults);
  const categories = required(cells, 'category', 500, faults)
    .split(/[、，,；;\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const words = required(cells, 'stage', 100, faults);
  const stage: Stage | undefined = words.includes('筹建')
    ? 'preparation'
    : words.includes('生产')
      ? 'production'
      : undefined;
  if (words !== '' && stage === undefined)
    faults.push({ column: 'stage', reason: pair('应写明筹建或生产', 'Preparation or production must be named') });
  const since = handWrittenDay(cells, 'since', true, faults);
  const ended = handWrittenDay(cells, 'ended', false, faults);
  const authority = required(cells, 'authority', 200, faults);
  const ahead = pair('日期晚于今天', 'The day lies after today');
  if (since !== null && since > today) faults.push({ column: 'since', reason: ahead });
  if (ended !== null && ended > today) faults.push({ column: 'ended', reason: ahead });
  if (since !== null && ended !== null && ended < since)
    faults.push({ column: 'ended', reason: pair('注销日期早于登记日期', 'Struck off before it was entered') });
  if (faults.length > 0 || stage === undefined || since === null || creditCode === null) return { faults };
  return { row: { holder, creditCode, categories, stage, since, ended, authority } };
};
