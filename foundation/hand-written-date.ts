import { type LocalDate, addDays, dateOf, daysInMonth, localDate } from './local-date.ts';
import { type TextPair, pair } from './text-pair.ts';

/**
 * A date as a table gives it. `date` stands only where the very day is written; `from` and `to` span what is written. `rest` is
 * what stands beside the date, mostly a batch number. `future`: it begins after the given today, and is no expiry date.
 */
export interface ReadDate {
  readonly kind: 'date';
  readonly precision: 'day' | 'month' | 'year';
  readonly date?: LocalDate;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly rest?: string;
  readonly meaning: 'made' | 'expires';
  readonly future: boolean;
}

/** No date could be read without guessing. A range or a list of days keeps its first and last day. */
export interface UnreadDate {
  readonly kind: 'unreadable';
  readonly why: DateDoubt;
  readonly reason: TextPair;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

export type HandWrittenDate = ReadDate | UnreadDate;

export type DateDoubt =
  | 'none'
  | 'no-such-day'
  | 'several-days'
  | 'short-year'
  | 'order'
  | 'serial-or-batch'
  | 'not-a-date';

export interface DateReading {
  readonly today?: LocalDate;
  /** True where the cell of the workbook holds a number: then a serial number of Excel's 1900 calendar is a date. */
  readonly cellIsNumber?: boolean;
}

const reasons: Readonly<Record<DateDoubt, TextPair>> = {
  none: pair('没有填写日期', 'No date is given'),
  'no-such-day': pair('没有这一天', 'There is no such day'),
  'several-days': pair('写有多个日期，未指明以哪个为准', 'Several dates are given; it is not said which one counts'),
  'short-year': pair('年份只有两位，不能确定', 'The year has two digits only and is not certain'),
  order: pair('日和月的先后不能确定', 'It is not certain which is the day and which the month'),
  'serial-or-batch': pair('可能是批号或表格序列值，不能确定是日期', 'It may be a batch or a serial number, not a date'),
  'not-a-date': pair('不是可以识别的日期', 'This is no date that can be read'),
};

const unread = (why: DateDoubt): UnreadDate => ({ kind: 'unreadable', why, reason: reasons[why] });

const chineseDigits = '〇一二三四五六七八九';

/** 二〇一二年十二月三十一日 in digits; 十 makes tens. */
const digitsOfChinese = (text: string): string =>
  /[〇零○一二三四五六七八九十]/.test(text) && /年/.test(text)
    ? text.replaceAll(/[〇零○一二三四五六七八九十]+(?=[年月日号])/g, (word) => {
        const digits = [...word.replaceAll(/[零○]/g, '〇')].map((char) => chineseDigits.indexOf(char));
        const ten = digits.indexOf(-1);
        if (ten < 0) return digits.join('');
        const tens = ten === 0 ? 1 : (digits[0] ?? 0);
        return String(tens * 10 + (digits[ten + 1] ?? 0));
      })
    : text;

const fold = (written: string): string =>
  digitsOfChinese(
    written
      .normalize('NFKC')
      .replaceAll(/[−‐‑‒–—―]/g, '-')
      .replaceAll(/[\u{200b}-\u{200f}\u{feff}]/gu, '')
      .replaceAll(/\s*([-/.年月日、;,])\s*/g, '$1')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );

const expiry = /^(?:有效期至?|有效使用日期|限用日期|限期使用日期|保质期至?|保质期限|使用期限|失效日期|请于)[:至]?/;
const made = /^(?:生产日期|出厂日期|制造日期|生产|抽样日期)[:为]?/;

const dayStart =
  /^(?<y>(?:19|20)\d\d)(?:(?<sep>[-/. ])(?<m>\d{1,2})\k<sep>(?<d>\d{1,2})(?!\d)|年(?<m2>\d{1,2})月(?<d2>\d{1,2})(?:日|号|(?!\d)))/;
const monthStart = /^(?<y>(?:19|20)\d\d)(?:[-/.](?<m>\d{1,2})(?![\d])(?![-.]\d)|年(?<m2>\d{1,2})月)/;
const yearStart = /^(?<y>(?:19|20)\d\d)年/;
const packedDay = /^(?<y>(?:19|20)\d\d)(?<m>\d\d)(?<d>\d\d)(?!\d)/;
const dayFirst = /^(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)(?!\d)/;
const clock = /^[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?/;

interface Start {
  readonly precision: ReadDate['precision'];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly length: number;
}

type Found = Start | 'no-such-day' | undefined;

const spanOf = (precision: ReadDate['precision'], year: number, month: number, day: number, length: number): Found => {
  const from = dateOf(year, month, day);
  if (!from) return 'no-such-day';
  const to =
    precision === 'day'
      ? from
      : dateOf(year, precision === 'year' ? 12 : month, precision === 'year' ? 31 : daysInMonth(year, month));
  return to && { precision, from, to, length };
};

/** The date at the beginning of the text, the most exact form first. */
const startOf = (text: string): Found => {
  const day = dayStart.exec(text) ?? packedDay.exec(text);
  if (day?.groups) {
    const { y, m, m2, d, d2 } = day.groups;
    return spanOf('day', Number(y), Number(m ?? m2), Number(d ?? d2), day[0].length);
  }
  const month = monthStart.exec(text);
  if (month?.groups) {
    const { y, m, m2 } = month.groups;
    return spanOf('month', Number(y), Number(m ?? m2), 1, month[0].length);
  }
  const year = yearStart.exec(text);
  return year ? spanOf('year', Number(year.groups?.['y']), 1, 1, year[0].length) : undefined;
};

const cutSeparator = (text: string): string => text.replace(/^[\s/、;,|~\-.:至到]+/, '').replace(/[\s/、;,]+$/, '');

/** 2012-09-01至09-10 and 2012.9.1-9.10: a range whose second date leaves out the year. */
const shortRange = /^(?:至|到|~|-)(\d{1,2})[-/.月](\d{1,2})日?$/;

const finish = (
  start: Start,
  after: string,
  meaning: ReadDate['meaning'],
  today: LocalDate | undefined,
): HandWrittenDate => {
  if (start.precision === 'day' && shortRange.test(after)) return unread('several-days');
  const rest = cutSeparator(after.replace(clock, ''));
  const second = startOf(rest);
  const packed = packedDay.test(rest);
  // A second date beside the first, in dashes or words, makes a range or a list; packed digits are a batch number.
  if (second && second !== 'no-such-day' && !packed && (second.from > start.to || second.to < start.from))
    return {
      ...unread('several-days'),
      from: start.from < second.from ? start.from : second.from,
      to: start.to > second.to ? start.to : second.to,
    };
  return {
    kind: 'date',
    precision: start.precision,
    ...(start.precision === 'day' && { date: start.from }),
    from: start.from,
    to: start.to,
    ...(rest !== '' && { rest }),
    meaning,
    future: meaning === 'made' && today !== undefined && start.from > today,
  };
};

/** Excel counts days from 1900 and believes in 29 February 1900; from March 1900 on, 30 December 1899 is day 0. */
const ofSerial = (text: string): Start | undefined => {
  const days = Math.floor(Number(text));
  if (!(days >= 25_569 && days <= 73_050)) return undefined;
  const date = addDays(localDate('1899-12-30'), days);
  return { precision: 'day', from: date, to: date, length: text.length };
};

/** 13/09/2012 can only be 13 September; 09/12/2012 may be either. */
const readDayFirst = (
  text: string,
  meaning: ReadDate['meaning'],
  today: LocalDate | undefined,
): HandWrittenDate | undefined => {
  const match = dayFirst.exec(text);
  if (!match) return undefined;
  const [a, b, year] = [Number(match[1]), Number(match[3]), Number(match[4])];
  const [dayThenMonth, monthThenDay] = [dateOf(year, b, a), dateOf(year, a, b)];
  if (dayThenMonth && monthThenDay && dayThenMonth !== monthThenDay) return unread('order');
  const date = dayThenMonth ?? monthThenDay;
  if (!date) return unread('no-such-day');
  return finish({ precision: 'day', from: date, to: date, length: 0 }, text.slice(match[0].length), meaning, today);
};

/** G0105/2013-03-13: the batch first, then the day in full. */
const batchFirst = /^([^/、;]{1,40})\/((?:19|20)\d\d[-.年]\d{1,2}[-.月]\d{1,2}日?)$/;

/**
 * Reads the date forms of published tables: 2012-09-09/4908507354, 2012.9.9, 2012年9月9日, 20120909, 2012-09, 二〇一二年九月,
 * serial numbers where the cell is a number. Never guesses: two-digit years, day and month that could change places, several
 * dates and bare numbers are `unreadable`, with the reason.
 */
export const readHandWrittenDate = (
  written: string,
  { today, cellIsNumber = false }: DateReading = {},
): HandWrittenDate => {
  if (written.length > 300) return unread('not-a-date');
  const whole = fold(written);
  if (/^[/\\\-*.…_]*$/.test(whole) || whole === '无') return unread('none');
  const meaning = expiry.test(whole) ? 'expires' : 'made';
  const text = whole.replace(meaning === 'expires' ? expiry : made, '').trim();
  if (cellIsNumber && /^\d{5}(?:\.\d+)?$/.test(text)) {
    const serial = ofSerial(text);
    return serial ? finish(serial, '', meaning, today) : unread('serial-or-batch');
  }
  const start = startOf(text);
  if (start === 'no-such-day') return unread(packedDay.test(text) ? 'serial-or-batch' : 'no-such-day');
  if (start) return finish(start, text.slice(start.length), meaning, today);
  const turned = readDayFirst(text, meaning, today);
  if (turned) return turned;
  const [, batch = '', day = ''] = batchFirst.exec(text) ?? [];
  const later = day === '' ? undefined : startOf(day);
  if (later && later !== 'no-such-day') return { ...finish(later, '', meaning, today), rest: batch } as ReadDate;
  if (/^\d{2}[-/. ]\d{1,2}[-/. ]\d{1,2}(?!\d)|^\d{2}年/.test(text)) return unread('short-year');
  return unread(/^\d+(?:\.\d+)?$/.test(text) ? 'serial-or-batch' : 'not-a-date');
};
