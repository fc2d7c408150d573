import { z } from 'zod';
import type { LocalDate } from '#foundation/local-date.ts';
import { type Manner, mannerLabels, manners, proofParts } from '#foundation/service.ts';
import { type Cells, creditCodeOf, handWrittenDay, required, type RowFault } from '#foundation/table-row.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

/** How far a rectification that began on paper has come when it is taken over; what has ended stays on paper. */
export const paperEraStates = ['to-serve', 'rectifying', 'answered', 'to-recheck', 'rechecking'] as const;
export type PaperEraState = (typeof paperEraStates)[number];
export const paperEraStateLabels: Readonly<Record<PaperEraState, TextPair>> = {
  'to-serve': pair('待送达', 'To be served'),
  rectifying: pair('整改中', 'Rectifying'),
  answered: pair('已报告整改', 'Report handed in'),
  'to-recheck': pair('待复查', 'To be re-checked'),
  rechecking: pair('复查检验中', 'Being re-checked'),
};

/** A yellow card that was issued on paper, with its order to rectify, as a table tells of it. */
export const paperEraSchema = z.object({
  number: z.string(),
  /** Number of the order to rectify; null where it went with the card under one number. */
  orderNumber: z.string().nullable(),
  issuedOn: z.string(),
  service: z.object({ manner: z.enum(manners), day: z.string(), proof: z.record(z.string(), z.string()) }).nullable(),
  state: z.enum(paperEraStates),
  answeredOn: z.string().nullable(),
  visitedOn: z.string().nullable(),
});
export type PaperEra = z.output<typeof paperEraSchema>;

/** Columns of a table of cards of the paper era, by the words that headers use for them. */
export const paperCardColumns = {
  number: ['黄牌编号', '黄牌文号', '编号', '文号'],
  producer: ['企业名称', '生产企业', '生产者'],
  creditCode: ['统一社会信用代码', '信用代码'],
  category: ['产品种类', '产品类别'],
  check: ['抽查名称', '监督抽查'],
  issuedOn: ['发出日期', '签发日期'],
  orderNumber: ['责令整改通知书文号', '整改通知书文号'],
  servedOn: ['送达日期'],
  manner: ['送达方式'],
  proof: ['送达凭证', '签收人'],
  state: ['整改状态', '状态'],
  answeredOn: ['报告日期', '整改报告日期'],
  visitedOn: ['核查日期', '现场核查日期'],
} as const;
export type PaperCardColumn = keyof typeof paperCardColumns;
export const paperCardColumnsNeeded = [
  'number',
  'producer',
  'category',
  'issuedOn',
  'state',
] as const satisfies readonly PaperCardColumn[];

/** A card as one row gives it. */
export interface PaperCardRow {
  readonly producer: string;
  readonly creditCode: string | null;
  readonly category: string;
  /** Title of the spot check; '' where the firm has but one card for the category. */
  readonly check: string;
  readonly era: PaperEra;
}

const readWord = <Key extends string>(
  text: string,
  labels: Readonly<Record<Key, TextPair>>,
  column: PaperCardColumn,
  faults: RowFault<PaperCardColumn>[],
): Key | undefined => {
  const found = (Object.keys(labels) as Key[]).find((key) => labels[key].zh === text);
  if (found === undefined) {
    const [zh, en] = (['zh', 'en'] as const).map((language) =>
      Object.values<TextPair>(labels)
        .map((label) => label[language])
        .join(language === 'zh' ? '、' : ', '),
    );
    faults.push({ column, reason: pair(`“${text.slice(0, 40)}”不是可用的写法，请写：${zh}`, `Write one of: ${en}`) });
  }
  return found;
};

/** States that say that something was done before. */
const served: ReadonlySet<string> = new Set(['rectifying', 'answered', 'to-recheck', 'rechecking']);
const reported: ReadonlySet<string> = new Set(['answered', 'to-recheck', 'rechecking']);
const visited: ReadonlySet<string> = new Set(['to-recheck', 'rechecking']);

/** Days of one row must follow one another, and lie behind us. */
const inTurn = (
  days: readonly (readonly [PaperCardColumn, LocalDate | null])[],
  today: LocalDate,
  faults: RowFault<PaperCardColumn>[],
): void => {
  let before: LocalDate | null = null;
  for (const [column, day] of days) {
    if (day === null) continue;
    if (day > today) faults.push({ column, reason: pair('晚于今天', 'Lies after today') });
    if (before !== null && day < before)
      faults.push({ column, reason: pair(`早于前一步的日期${before}`, `Lies before ${before}, the step before it`) });
    before = day;
  }
};

const serviceOf = (
  cells: Cells<PaperCardColumn>,
  day: LocalDate | null,
  faults: RowFault<PaperCardColumn>[],
): PaperEra['service'] => {
  const manner: Manner | undefined = readWord(cells('manner'), mannerLabels, 'manner', faults);
  const text = required(cells, 'proof', 300, faults);
  if (manner === undefined || day === null) return null;
  // One cell tells of the proof; the form would ask for its parts one by one.
  const [part = 'signedBy'] = proofParts[manner];
  return { manner, day, proof: { [part]: text } };
};

/** Reads one row; gives what it says, or everything that is wrong with it, column by column. */
export const readPaperCardRow = (
  cells: Cells<PaperCardColumn>,
  today: LocalDate,
): { readonly row: PaperCardRow } | { readonly faults: readonly RowFault<PaperCardColumn>[] } => {
  const faults: RowFault<PaperCardColumn>[] = [];
  const number = required(cells, 'number', 60, faults);
  const producer = required(cells, 'producer', 200, faults);
  const creditCode = creditCodeOf(cells, 'creditCode', faults);
  const category = required(cells, 'category', 200, faults);
  const issuedOn = handWrittenDay(cells, 'issuedOn', true, faults);
  const state = readWord(cells('state'), paperEraStateLabels, 'state', faults);
  const [isServed, isReported, isVisited] = [served, reported, visited].map((of) => state !== undefined && of.has(state)); // prettier-ignore
  const servedOn = isServed === true ? handWrittenDay(cells, 'servedOn', true, faults) : null;
  if (state === 'to-serve' && cells('servedOn') !== '')
    faults.push({ column: 'servedOn', reason: pair('已有送达日期，状态不应为待送达', 'It was served; the state must say more than that it waits for service') }); // prettier-ignore
  const service = isServed === true ? serviceOf(cells, servedOn, faults) : null;
  const answeredOn = isReported === true ? handWrittenDay(cells, 'answeredOn', true, faults) : null;
  const visitedOn = isVisited === true ? handWrittenDay(cells, 'visitedOn', true, faults) : null;
  if (cells('orderNumber').length > 60) faults.push({ column: 'orderNumber', reason: pair('超过60个字', 'Longer than 60 characters') }); // prettier-ignore
  inTurn([['issuedOn', issuedOn], ['servedOn', servedOn], ['answeredOn', answeredOn], ['visitedOn', visitedOn]], today, faults); // prettier-ignore
  if (faults.length > 0 || issuedOn === null || state === undefined) return { faults };
  const orderNumber = cells('orderNumber') || null;
  return {
    row: {
      producer,
      creditCode,
      category,
      check: cells('check'),
      era: { number, orderNumber, issuedOn, service, state, answeredOn, visitedOn },
    },
  };
};

/** The steps that a rectification has gone through on paper, with the states they led to, in order. */
export const stepsOfPaper = (state: PaperEraState): readonly { readonly verb: string; readonly state: PaperEraState }[] => {
  const all = [
    { verb: 'open', state: 'to-serve' },
    { verb: 'serve', state: 'rectifying' },
    { verb: 'register-answer', state: 'answered' },
    { verb: 'confirm-visit', state: 'to-recheck' },
    { verb: 'arrange', state: 'rechecking' },
  ] as const;
  return all.slice(0, paperEraStates.indexOf(state) + 1);
}; // prettier-ignore
