import { expect, test } from 'vitest';
import { calendarYearOf, readHolidayOrder } from '#foundation/holiday-order.ts';
import { calendarYears } from '#foundation/working-days-data.ts';
import { statutoryOrder } from './holidays.ts';

test('the statutory days of any year read as an order without a fault', () => {
  for (let year = 2027; year < 2060; year += 1)
    expect([year, readHolidayOrder(year, statutoryOrder(year)).faults]).toEqual([year, []]);
  expect(calendarYearOf(readHolidayOrder(2027, statutoryOrder(2027))).off).toBe(
    '元旦:0101 春节:0205-0208 清明:0405 劳动节:0501-0502 端午:0609 中秋:0915 国庆节:1001-1003',
  );
  // 中秋 on 3 October: 国庆 goes on to the 4th.
  expect(statutoryOrder(2028)).toContain('国庆节：10月1日至10月2日、10月4日放假，共3天。');
});

test.each([2025, 2026])('they are days off in the order that was published for %i', (year) => {
  const published = calendarYears[year]?.off ?? '';
  const spans = published.split(' ').map((run) => (run.split(':')[1] ?? '').split('-'));
  const isOff = (day: string): boolean => spans.some(([from = '', to = from]) => from <= day && day <= to);
  const { off } = readHolidayOrder(year, statutoryOrder(year));
  const ends = off.flatMap(({ from, to }) => [from, to]).map((day) => day.slice(5).replace('-', ''));
  expect(ends.filter((day) => !isOff(day))).toEqual([]);
});
