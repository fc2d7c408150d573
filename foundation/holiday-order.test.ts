import { describe, expect, test } from 'vitest';
import { calendarYearOf, readHolidayOrder } from './holiday-order.ts';
import { calendarYears } from './working-days-data.ts';

/** The order for 2026 as it was published (国办发明电〔2025〕7号). */
const order2026 = `各省、自治区、直辖市人民政府：经国务院批准，现将2026年元旦、春节等放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。`;

const faultsOf = (year: number, text: string): string[] => readHolidayOrder(year, text).faults.map(({ zh }) => zh);

describe('the published order of a year', () => {
  test('is read as it stands, word for word', () => {
    const read = readHolidayOrder(2026, order2026);
    expect(read.faults).toEqual([]);
    expect(calendarYearOf(read)).toEqual(calendarYears[2026]);
  });

  test('may also be typed without the days of the week', () => {
    const typed = order2026.replaceAll(/（[^）]*）/g, '').replaceAll('放假调休', '放假');
    expect(calendarYearOf(readHolidayOrder(2026, typed))).toEqual(calendarYears[2026]);
  });

  test('is not taken for another year: the days of the week don’t fit', () => {
    expect(faultsOf(2027, order2026)).toContain('2027年1月1日是星期五，文中写作星期四：请核对年份和日期');
  });
});

test.each([
  ['1月4日（周日）上班', '1月5日上班', '2026年1月5日不是周六或周日，不会是调休上班日'],
  ['2月14日（周六）、', '2月15日、', '2026年2月15日既放假又上班'],
  ['共9天', '共8天', '春节：文中写共8天，所列日期为9天'],
  ['三、清明节：4月4日（周六）至6日（周一）放假，共3天。', '', '没有读到清明节的放假安排'],
  ['5月1日（周五）至5日（周二）放假调休，共5天', '5月2日至5日放假', '劳动节的放假安排不含5月1日'],
  ['6月19日（周五）', '6月31日', '没有“6月31日”这一天'],
  ['9月25日（周五）至27日（周日）', '10月7日', '2026年10月7日写了两次（中秋、国庆节）'],
  [
    '1月1日（周四）至3日（周六）',
    '2025年12月31日至2026年1月3日',
    '元旦：2025年12月31日至2026年1月3日不全在2026年内，别年的日子请写进那一年的安排',
  ],
  ['5月1日（周五）至5日（周二）', '5月1日至25日', '劳动节：2026年5月1日至2026年5月25日的起止不合理'],
])('a slip of the hand is found: %s → %s', (right, wrong, fault) => {
  expect(order2026).toContain(right);
  expect(faultsOf(2026, order2026.replace(right, wrong))).toContain(fault);
});

test('what is no order says so', () => {
  expect(faultsOf(2027, '明年的假还没有定')).toHaveLength(7);
  expect(faultsOf(2027, '1月1日放假')[0]).toBe('“1月1日放假”没有写明是哪个节日');
});
