import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HandWrittenDate, readHandWrittenDate } from './hand-written-date.ts';
import { addDays, dayOf, localDate, monthOf, yearOf } from './local-date.ts';

const seed = 20120909;
const show = (read: HandWrittenDate): string =>
  read.kind === 'unreadable'
    ? read.why
    : [
        read.precision === 'day'
          ? read.date
          : read.precision === 'month'
            ? read.from.slice(0, 7)
            : read.from.slice(0, 4),
        read.rest,
        read.meaning === 'expires' ? 'expires' : undefined,
      ]
        .filter((part) => part !== undefined)
        .join(' + ');

describe('readHandWrittenDate', () => {
  it.each([
    ['2012-09-09/4908507354', '2012-09-09 + 4908507354'],
    ['2012.9.9', '2012-09-09'],
    ['2012年9月9日', '2012-09-09'],
    ['２０１２年９月９日', '2012-09-09'],
    ['2012 年 9 月 9 日', '2012-09-09'],
    ['二〇一二年十二月三十一日', '2012-12-31'],
    ['二零一二年十月二十日', '2012-10-20'],
    ['20120909', '2012-09-09'],
    ['20120909A', '2012-09-09 + A'],
    ['2012/09/03', '2012-09-03'],
    ['2012-4-25', '2012-04-25'],
    ['2012-09-09 00:00:00', '2012-09-09'],
    ['2012-09-09T08:30:00', '2012-09-09'],
    ['2015-05-19 / 2015035003', '2015-05-19 + 2015035003'],
    ['2012-09-08（0002936）', '2012-09-08 + (0002936)'],
    ['2012-09-06/20120906', '2012-09-06 + 20120906'],
    ['2012-06-11/20120611-1', '2012-06-11 + 20120611-1'],
    ['2013-03-07/2013-03', '2013-03-07 + 2013-03'],
    ['2012-09', '2012-09'],
    ['2013/01', '2013-01'],
    ['2012年9月', '2012-09'],
    ['2012年9月上旬', '2012-09 + 上旬'],
    ['2012-09/812039', '2012-09 + 812039'],
    ['2013-07/33', '2013-07 + 33'],
    ['2012年', '2012'],
    ['2012年春季', '2012 + 春季'],
    ['生产日期：2012-09-09', '2012-09-09'],
    ['限用日期：2015-12-06', '2015-12-06 + expires'],
    ['有效期至2016-01-03', '2016-01-03 + expires'],
    ['G0105/2013-03-13', '2013-03-13 + G0105'],
    ['13/09/2012', '2012-09-13'],
    ['9/9/2012', '2012-09-09'],
    ['09/12/2012', 'order'],
    ['31/31/2012', 'no-such-day'],
    ['12/9/9', 'short-year'],
    ['12.09.09', 'short-year'],
    ['12年9月', 'short-year'],
    ['2012-02-30', 'no-such-day'],
    ['2013-13', 'no-such-day'],
    ['2012-09-01至2012-09-10', 'several-days'],
    ['2012.9.1-9.10', 'several-days'],
    ['2012-09-01～09-10', 'several-days'],
    ['2013-03-04；2013-04-05', 'several-days'],
    ['2015-07-03 2015-07-13', 'several-days'],
    ['2014-02、2014-04', 'several-days'],
    ['2013-01-04/2012-12-04', 'several-days'],
    ['201201', 'serial-or-batch'],
    ['130315', 'serial-or-batch'],
    ['12084502', 'serial-or-batch'],
    ['20121345', 'serial-or-batch'],
    ['41161', 'serial-or-batch'],
    ['2012', 'serial-or-batch'],
    ['2013/166', 'not-a-date'],
    ['2012.9-10', 'not-a-date'],
    ['WG6212', 'not-a-date'],
    ['货号：1251', 'not-a-date'],
    ['/', 'none'],
    ['——', 'none'],
    ['', 'none'],
  ])('%j reads %s', (written, expected) => expect(show(readHandWrittenDate(written))).toBe(expected));

  it('takes a serial number only from a cell that holds a number', () => {
    expect(show(readHandWrittenDate('41161', { cellIsNumber: true }))).toBe('2012-09-09');
    expect(show(readHandWrittenDate('41161.75', { cellIsNumber: true }))).toBe('2012-09-09');
    expect(show(readHandWrittenDate('60', { cellIsNumber: true }))).toBe('serial-or-batch');
  });

  it('keeps the span of a list', () => {
    expect(readHandWrittenDate('2012-09-01至2012-09-10')).toMatchObject({ from: '2012-09-01', to: '2012-09-10' });
    expect(readHandWrittenDate('2012年2月')).toMatchObject({ from: '2012-02-01', to: '2012-02-29' });
  });

  it('flags a day after today, but no expiry date', () => {
    const today = localDate('2012-09-08');
    expect(readHandWrittenDate('2012-09-09', { today })).toMatchObject({ future: true });
    expect(readHandWrittenDate('2012-09', { today })).toMatchObject({ future: false });
    expect(readHandWrittenDate('有效期至2015-01-01', { today })).toMatchObject({ future: false });
  });

  it(`reads every way of writing a day alike (seed ${seed})`, () => {
    const day = fc.integer({ min: 0, max: 36_000 }).map((n) => addDays(localDate('1980-01-01'), n));
    const pad = (n: number): string => String(n).padStart(2, '0');
    fc.assert(
      fc.property(day, fc.constantFrom('', '/K123', ' ABC', '、批号7'), (date, tail) => {
        const [y, m, d] = [yearOf(date), monthOf(date), dayOf(date)];
        for (const written of [
          date,
          `${y}.${m}.${d}`,
          `${y}/${m}/${d}`,
          `${y}年${m}月${d}日`,
          `${y}${pad(m)}${pad(d)}`,
          `${y}-${pad(m)}-${d}`,
        ])
          expect([written + tail, readHandWrittenDate(written + tail)]).toEqual([
            written + tail,
            expect.objectContaining({ date, precision: 'day' }),
          ]);
      }),
      { seed },
    );
  });

  it(`never throws (seed ${seed})`, () => {
    const piece = fc.constantFrom(...'0123456789-/.年月日至、；（）AB 十二〇T:', '2012', '2013-', '有效期至');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const read = readHandWrittenDate(pieces.join(''), { cellIsNumber: true });
        if (read.kind === 'date') expect(read.from <= read.to).toBe(true);
      }),
      { seed, numRuns: 3000 },
    );
  });
});
