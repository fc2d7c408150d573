import { addDays, dateOf, daysBetween, type LocalDate, printDate, weekday, yearOf } from './local-date.ts';
import { pair, type TextPair } from './text-pair.ts';
import type { CalendarYear } from './working-days-data.ts';

/** Days off of one holiday, as an order names them. */
export interface HolidayRun {
  readonly holiday: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The order of a year as it was read, and what speaks against it; empty faults: it may be put on file. */
export interface ReadOrder {
  readonly off: readonly HolidayRun[];
  /** Weekend days made working days. */
  readonly on: readonly LocalDate[];
  readonly faults: readonly TextPair[];
}

const datePattern =
  /(?:(?<year>\d{4})年)?(?:(?<month>\d{1,2})月)?(?<day>\d{1,2})日(?:\((?<note>[^)]*)\))?(?<until>至|到|—|–|~|-)?/g;
const weekdays = '一二三四五六日';

interface NamedDay {
  readonly date: LocalDate;
  /** The day after this word is the last of a run. */
  readonly until: boolean;
}

/** The holidays that the State Council's rules name, and a day that each always holds. */
const statutory = [
  { name: '元旦', zh: '元旦', fixed: '01-01', en: 'New Year' },
  { name: '春节', zh: '春节', fixed: null, en: 'Spring Festival' },
  { name: '清明', zh: '清明节', fixed: null, en: 'Qingming' },
  { name: '劳动', zh: '劳动节', fixed: '05-01', en: 'Labour Day' },
  { name: '端午', zh: '端午节', fixed: null, en: 'Dragon Boat' },
  { name: '中秋', zh: '中秋节', fixed: null, en: 'Mid-Autumn' },
  { name: '国庆', zh: '国庆节', fixed: '10-01', en: 'National Day' },
] as const;

/** 清明节 is written 清明, as the years on file do. */
const plainName = (name: string): string => name.replace(/^(清明|端午|中秋)节$/, '$1');

/** Reads one clause: the days that it names, each checked against the day of the week that stands beside it. */
const daysOf = (clause: string, year: number, faults: TextPair[]): NamedDay[] => {
  const days: NamedDay[] = [];
  let month = 0;
  for (const { groups = {}, 0: text } of clause.matchAll(datePattern)) {
    month = groups.month === undefined ? month : Number(groups.month);
    const date = dateOf(groups.year === undefined ? year : Number(groups.year), month, Number(groups.day));
    if (date === undefined) {
      const wrong = text.replace(/[^日]*$/, '');
      faults.push(pair(`没有“${wrong}”这一天`, `There is no day “${wrong}”`));
      continue;
    }
    const said = /(?:周|星期)([一二三四五六日天])/.exec(groups.note ?? '')?.[1]?.replace('天', '日');
    const is = weekdays[weekday(date) - 1];
    const words = printDate(date);
    if (said !== undefined && said !== is)
      faults.push(
        pair(
          `${words.zh}是星期${is}，文中写作星期${said}：请核对年份和日期`,
          `${words.en} is not the day of the week that the text says: check year and date`,
        ),
      );
    days.push({ date, until: groups.until !== undefined });
  }
  return days;
};

const runsOf = (holiday: string, days: readonly NamedDay[]): HolidayRun[] => {
  const runs: HolidayRun[] = [];
  for (let at = 0; at < days.length; at += 1) {
    const first = days[at];
    if (!first) break;
    const last = first.until ? (days[at + 1] ?? first) : first;
    if (first.until) at += 1;
    runs.push({ holiday, from: first.date, to: last.date });
  }
  return runs;
};

const daysIn = ({ from, to }: HolidayRun): number => daysBetween(from, to) + 1;

/** What speaks against the days themselves. */
const faultsOfDays = (year: number, off: readonly HolidayRun[], on: readonly LocalDate[]): TextPair[] => {
  const faults: TextPair[] = [];
  const taken = new Map<LocalDate, string>();
  for (const run of off) {
    const { holiday, from, to } = run;
    const [first, last] = [printDate(from), printDate(to)];
    if (yearOf(from) !== year || yearOf(to) !== year) {
      faults.push(
        pair(
          `${holiday}：${first.zh}至${last.zh}不全在${year}年内，别年的日子请写进那一年的安排`,
          `${holiday}: ${first.en} to ${last.en} is not within ${year}; days of another year belong to that year`,
        ),
      );
      continue;
    }
    if (to < from || daysIn(run) > 12) {
      faults.push(
        pair(`${holiday}：${first.zh}至${last.zh}的起止不合理`, `${holiday}: ${first.en} to ${last.en} makes no sense`),
      );
      continue;
    }
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const other = taken.get(day);
      if (other !== undefined)
        faults.push(pair(`${printDate(day).zh}写了两次（${other}、${holiday}）`, `${printDate(day).en} stands twice`));
      taken.set(day, holiday);
    }
  }
  for (const day of on) {
    const words = printDate(day);
    if (yearOf(day) !== year)
      faults.push(pair(`上班日${words.zh}不在${year}年内`, `The working day ${words.en} is not in ${year}`));
    if (weekday(day) <= 5)
      faults.push(
        pair(
          `${words.zh}不是周六或周日，不会是调休上班日`,
          `${words.en} is no Saturday or Sunday and can’t be a make-up day`,
        ),
      );
    if (taken.has(day)) faults.push(pair(`${words.zh}既放假又上班`, `${words.en} is both a day off and a working day`));
  }
  if (new Set(on).size < on.length) faults.push(pair('上班日有重复', 'A make-up day stands twice'));
  for (const { name, zh, fixed, en } of statutory) {
    const named = [...taken].filter(([, holiday]) => holiday.includes(name));
    if (named.length === 0) faults.push(pair(`没有读到${zh}的放假安排`, `No days off for ${en} were found`));
    else if (fixed !== null && !taken.has(`${year}-${fixed}` as LocalDate))
      faults.push(
        pair(
          `${zh}的放假安排不含${Number(fixed.slice(0, 2))}月${Number(fixed.slice(3))}日`,
          `The days off for ${en} leave out its own day`,
        ),
      );
  }
  return faults;
};

/**
 * Reads the State Council's order on the holidays of a year as it is published: `一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。
 * 1月4日（周日）上班。` Only lines with a holiday and a colon count. What is said besides (days of the week, numbers of days) is checked against the
 * calendar, so that a slip of the hand is found.
 */
export const readHolidayOrder = (year: number, text: string): ReadOrder => {
  const faults: TextPair[] = [];
  const off: HolidayRun[] = [];
  const on: LocalDate[] = [];
  let holiday: string | undefined;
  for (const sentence of text.normalize('NFKC').split(/[。;\n]/)) {
    const heading = /^\s*(?:\(?[一二三四五六七八九十\d]+\)?[、.])?\s*([\p{Script=Han}\d、]{2,20})\s*:/u.exec(sentence);
    if (heading) holiday = plainName(heading[1] ?? '');
    const body = heading ? sentence.slice(heading[0].length) : sentence;
    let last: readonly HolidayRun[] = [];
    // Commas within brackets belong to the day.
    for (const clause of body.replaceAll(/\([^)]*\)/g, (note) => note.replaceAll(/[,、]/g, ' ')).split(',')) {
      const named = daysOf(clause, year, faults);
      if (named.length > 0 && holiday === undefined)
        faults.push(pair(`“${clause.trim()}”没有写明是哪个节日`, `“${clause.trim()}” does not say which holiday`));
      else if (named.length > 0 && clause.includes('上班')) on.push(...named.map(({ date }) => date));
      else if (named.length > 0) {
        last = runsOf(holiday ?? '', named);
        off.push(...last);
      }
      const stated = /(?:共|放假)\s*(\d{1,2})\s*天/.exec(clause)?.[1];
      const counted = last.reduce((sum, run) => sum + daysIn(run), 0);
      if (stated !== undefined && last.length > 0 && counted !== Number(stated))
        faults.push(
          pair(
            `${holiday}：文中写共${stated}天，所列日期为${counted}天`,
            `${holiday}: the text says ${stated} days, the dates make ${counted}`,
          ),
        );
    }
  }
  return {
    off: off.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    on: on.toSorted(),
    faults: [...faults, ...faultsOfDays(year, off, on)],
  };
};

const short = (day: LocalDate): string => day.slice(5).replace('-', '');

/** An order as the calendars keep it. */
export const calendarYearOf = ({ off, on }: Pick<ReadOrder, 'off' | 'on'>): CalendarYear => ({
  off: off.map(({ holiday, from, to }) => `${holiday}:${short(from)}${from === to ? '' : `-${short(to)}`}`).join(' '),
  on: on.map(short).join(' '),
});
