import chineseDays from 'chinese-days';
import { addDays, type LocalDate, localDate, monthOf, dayOf, yearOf } from '#foundation/local-date.ts';
import { publishedCalendar } from '#foundation/working-days.ts';
import { approveCalendar, listCalendars, proposeCalendar } from '#platform/law/contract-calendar.ts';
import type { Services } from '#platform/operation/index.ts';
import { callOf, use } from './people.ts';

const lunar = (year: number, monthAndDay: string): LocalDate =>
  localDate(chineseDays.getSolarDateFromLunar(`${year}-${monthAndDay}`).date);

const daysFrom = (first: LocalDate, count: number): LocalDate[] =>
  Array.from({ length: count }, (_, at) => addDays(first, at));

const inWords = (day: LocalDate): string => `${monthOf(day)}月${dayOf(day)}日`;

/** 2月5日至2月8日: days that follow one another are one run. */
const runsOf = (days: readonly LocalDate[]): string =>
  days
    .filter((day) => !days.includes(addDays(day, -1)))
    .map((first) => {
      const last = days.find((day) => day >= first && !days.includes(addDays(day, 1))) ?? first;
      return first === last ? inWords(first) : `${inWords(first)}至${inWords(last)}`;
    })
    .join('、');

/**
 * The statutory holidays of a year in the form of an order: 全国年节及纪念日放假办法 as amended from 2025-01-01, article 2, without the weekends
 * and make-up days that the State Council adds. Where 中秋 falls on 国庆 the latter goes on for a day.
 */
export const statutoryOrder = (year: number): string => {
  const midAutumn = lunar(year, '08-15');
  const national = daysFrom(localDate(`${year}-10-01`), 4).filter((day) => day !== midAutumn);
  const holidays: readonly (readonly [string, readonly LocalDate[]])[] = [
    ['元旦', [localDate(`${year}-01-01`)]],
    ['春节', daysFrom(addDays(lunar(year, '01-01'), -1), 4)],
    ['清明节', [localDate(chineseDays.getSolarTermDate(year, 4, 'pure_brightness'))]],
    ['劳动节', daysFrom(localDate(`${year}-05-01`), 2)],
    ['端午节', [lunar(year, '05-05')]],
    ['中秋节', [midAutumn]],
    ['国庆节', national.slice(0, 3)],
  ];
  return holidays.map(([name, days]) => `${name}：${runsOf(days)}放假，共${days.length}天。`).join('\n');
};

/**
 * Puts the years on file that the evaluation province needs about a day and whose order did not come with the program: without them no term that
 * ends in them could be computed. Entered and approved by two persons as any order, and named for what they are.
 */
export const fileHolidays = async (services: Services, today: LocalDate): Promise<void> => {
  const needed = [-1, 0, 1].map((more) => yearOf(today) + more);
  const unknown = needed.filter((year) => publishedCalendar.tableOf(year) === undefined);
  if (unknown.length === 0) return;
  const administrator = await callOf(services, 'administrator');
  const approver = await callOf(services, 'provincial-approver');
  const { years, entries } = await use(administrator, listCalendars, {});
  for (const year of unknown.filter((one) => !years.includes(one))) {
    const waiting = entries.find((entry) => entry.year === year && entry.state === 'proposed');
    const source = `演示数据：按法定节日推算，不含调休；不是国务院办公厅的安排，正式安排公布后请重新录入`;
    const { id } =
      waiting ?? (await use(administrator, proposeCalendar, { body: { year, text: statutoryOrder(year), source } }));
    await use(approver, approveCalendar, { params: { entryId: id }, body: {} });
  }
};
