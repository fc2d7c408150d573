import type { LocalDate } from '#foundation/local-date.ts';
import { isValidOrganisationCode } from '#foundation/identifiers/organisation-code.ts';
import { foldUscc, parseUscc } from '#foundation/identifiers/uscc.ts';
import { type TextPair, pair } from '#foundation/text-pair.ts';
import { productionDay, readDay } from './cell-days.ts';
import { splitFailingItems } from './failing-items.ts';
import { type RowField, emptyFields, isItemField } from './fields.ts';
import { provinceOf } from './province.ts';
import type { Recognition } from './recognition.ts';
import type { PublishedItem, PublishedVerdict, ResultRow } from './result-row.ts';
import { readVerdict } from './verdict.ts';

/** Why a row can't be taken. `column` is the header as it stands, empty where the whole row is meant. */
export interface RowProblem {
  readonly column: string;
  readonly code:
    | 'no-subject'
    | 'verdict-unreadable'
    | 'verdicts-differ'
    | 'date-unreadable'
    | 'date-in-future'
    | 'year-unreadable'
    | 'bad-credit-code'
    | 'too-many-cells'
    | 'too-few-cells'
    | 'part-of-row-above'
    | 'not-a-sample';
  readonly reason: TextPair;
}

export type RowReading =
  | { readonly ok: true; readonly row: ResultRow }
  | { readonly ok: false; readonly problems: readonly RowProblem[] };

interface ReadingPlan {
  readonly fields: readonly { readonly field: RowField; readonly column: number }[];
  readonly extra: readonly { readonly header: string; readonly column: number }[];
  readonly headers: ReadonlyMap<RowField, string>;
  readonly columns: number;
  /** The batch read last and its day: a table holds few batches, row after row. */
  batch: { readonly text: string; readonly day: LocalDate | undefined };
}

const batchDay = (plan: ReadingPlan, text: string): LocalDate | undefined => {
  if (plan.batch.text !== text) plan.batch = { text, day: readDay(text) };
  return plan.batch.day;
};

const plans = new WeakMap<Recognition, ReadingPlan>();

/** The mapping as lists that are quick to walk; made once for each recognition. */
const planOf = (recognition: Recognition): ReadingPlan => {
  const known = plans.get(recognition);
  if (known) return known;
  const fields: { field: RowField; column: number }[] = [];
  const extra: { header: string; column: number }[] = [];
  const headers = new Map<RowField, string>();
  const inItems = new Set(recognition.items.flatMap((item) => [item.measured, item.limit, item.singleVerdict]));
  for (const { column, field, header } of recognition.columns) {
    if (field !== undefined && !isItemField(field)) {
      fields.push({ field, column });
      headers.set(field, header);
    } else if (field === undefined && header !== '' && !inItems.has(column)) extra.push({ header, column });
  }
  const columns = Math.max(recognition.width ?? 0, ...recognition.columns.map(({ column }) => column + 1));
  const plan: ReadingPlan = { fields, extra, headers, columns, batch: { text: '', day: undefined } };
  plans.set(recognition, plan);
  return plan;
};

const untested = /^[/\\\-—―–－\s]*$/;

const wideItems = (recognition: Recognition, cells: readonly string[]): readonly PublishedItem[] => {
  const items: PublishedItem[] = [];
  for (const { item, measured, limit, limitText, singleVerdict } of recognition.items) {
    const value = (cells[measured] ?? '').trim();
    // An item without a measured value was not tested on this sample.
    if (untested.test(value)) continue;
    const bound = limit === undefined ? (limitText ?? '') : (cells[limit] ?? '').trim();
    items.push({
      item,
      unit: '',
      measured: value,
      limit: bound,
      singleVerdict: singleVerdict === undefined ? '' : (cells[singleVerdict] ?? '').trim(),
    });
  }
  return items;
};

/** A credit code (18 characters) or organisation code (9) whose check digit is right, in plain form; anything else is a problem. */
const codeOf = (text: string, column: string, problems: RowProblem[]): string => {
  if (text === '' || untested.test(text)) return '';
  const code = foldUscc(text);
  if (code.length === 9 && isValidOrganisationCode(code)) return code;
  const parsed = parseUscc(text);
  if (parsed.ok) return parsed.value;
  problems.push({ column, code: 'bad-credit-code', reason: parsed.refusal.text });
  return '';
};

const noItems: readonly PublishedItem[] = [];
const noExtra: Readonly<Record<string, string>> = {};

/**
 * Reads one row of data. Nothing is guessed: a verdict or a date that can't be read makes a problem, and so does a row with more
 * cells than the header. A production cell that names no whole day is no problem, since it may hold a lot. With `today`, days
 * after it are refused.
 */
export const toRow = (recognition: Recognition, cells: readonly string[], today?: LocalDate): RowReading => {
  const plan = planOf(recognition);
  const problems: RowProblem[] = [];
  const header = (field: RowField): string => plan.headers.get(field) ?? '';

  if (recognition.width !== undefined && cells.length < recognition.width)
    problems.push({
      column: '',
      code: 'too-few-cells',
      reason: pair(
        `本行只有 ${cells.length} 列，表头有 ${recognition.width} 列`,
        `This row has ${cells.length} cells, the header ${recognition.width}`,
      ),
    });
  for (let column = plan.columns; column < cells.length; column += 1)
    if (cells[column]!.trim() !== '') {
      problems.push({
        column: '',
        code: 'too-many-cells',
        reason: pair(
          `第 ${column + 1} 列有内容但没有表头：“${cells[column]}”`,
          `Column ${column + 1} holds “${cells[column]}” but has no header`,
        ),
      });
      break;
    }

  const fields: Record<RowField, string> = { ...emptyFields };
  for (const { field, column } of plan.fields) {
    const text = cells[column];
    if (text !== undefined && text !== '') fields[field] = text.trim();
  }
  if (fields.producer === '' && fields.product === '')
    problems.push({
      column: header('producer'),
      code: 'no-subject',
      reason: pair('既没有企业名称，也没有产品名称', 'There is neither a producer nor a product'),
    });

  const day = (field: 'sampledOn' | 'publishedOn'): LocalDate | undefined => {
    const text = fields[field];
    if (text === '' || untested.test(text)) return undefined;
    const found = readDay(text);
    if (!found)
      problems.push({
        column: header(field),
        code: 'date-unreadable',
        reason: pair(`“${text}”不是可以识别的日期`, `“${text}” cannot be read as a date`),
      });
    else if (today !== undefined && found > today)
      problems.push({
        column: header(field),
        code: 'date-in-future',
        reason: pair(`日期“${text}”晚于今天`, `The date “${text}” lies in the future`),
      });
    return found;
  };
  const sampledOn = day('sampledOn');
  const publishedOn = day('publishedOn') ?? batchDay(plan, fields.batch) ?? recognition.title.publishedOn;
  const produced = productionDay(fields.productionDate === '' ? fields.productionBatch : fields.productionDate);
  // Nothing that was checked was made after the result was out: then the day is another one, mostly a best-before day.
  const latest = publishedOn ?? today;
  const producedOn = produced !== undefined && latest !== undefined && produced > latest ? undefined : produced;
  const yearText = fields.year.replace(/年度?$/, '');
  if (yearText !== '' && !/^(19|20)\d\d$/.test(yearText))
    problems.push({
      column: header('year'),
      code: 'year-unreadable',
      reason: pair(`“${fields.year}”不是年份`, `“${fields.year}” is not a year`),
    });

  const creditCode = codeOf(fields.creditCode, header('creditCode'), problems);
  const verdict = verdictOf(recognition, fields, header, problems);
  if (problems.length > 0) return { ok: false, problems };

  let extra: Record<string, string> | undefined;
  for (const { header: name, column } of plan.extra) {
    const text = cells[column]?.trim();
    if (text !== undefined && text !== '') (extra ??= {})[name] = text;
  }
  return {
    ok: true,
    row: {
      fields,
      authority: fields.authority || (recognition.title.authority ?? ''),
      batch: fields.batch || (recognition.title.batch ?? ''),
      category: plan.headers.has('category') ? fields.category : recognition.title.category,
      verdict,
      failingItems: splitFailingItems(fields.failingItems),
      year: yearText === '' ? recognition.title.year : Number(yearText),
      publishedOn,
      sampledOn,
      producedOn,
      creditCode,
      province: provinceOf(fields.province) || provinceOf(fields.location),
      items: recognition.itemLayout === 'wide' ? wideItems(recognition, cells) : noItems,
      extra: extra ?? noExtra,
    },
  };
};

const verdictOf = (
  recognition: Recognition,
  fields: Readonly<Record<RowField, string>>,
  header: (field: RowField) => string,
  problems: RowProblem[],
): PublishedVerdict => {
  if (recognition.kind === 'refusals') return 'refused';
  if (recognition.kind === 'post-handling' || recognition.kind === 'consecutive-failures') return 'none';
  if (recognition.impliedVerdict) return recognition.impliedVerdict;
  const read = (field: 'verdict' | 'verdictNormalised'): PublishedVerdict => {
    const found = readVerdict(fields[field]);
    if (found === undefined)
      problems.push({
        column: header(field),
        code: 'verdict-unreadable',
        reason: pair(`结论“${fields[field]}”无法识别`, `The verdict “${fields[field]}” cannot be read`),
      });
    return found ?? 'none';
  };
  const published = read('verdict');
  const normalised = read('verdictNormalised');
  if (published !== 'none' && normalised !== 'none' && published !== normalised)
    problems.push({
      column: header('verdictNormalised'),
      code: 'verdicts-differ',
      reason: pair(
        `“${fields.verdict}”与“${fields.verdictNormalised}”不一致`,
        `“${fields.verdict}” and “${fields.verdictNormalised}” contradict each other`,
      ),
    });
  return published === 'none' ? normalised : published;
};
