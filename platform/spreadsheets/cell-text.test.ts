import { describe, expect, it } from 'vitest';
import { builtInFormat, numberText, plainDigits } from './cell-text.ts';

describe('the text of numbers', () => {
  it.each([
    [0.1 + 0.2, '0.3'],
    [1e-7, '0.0000001'],
    [123_456_789_012_345_680, '123456789012345680'],
    [-2.5, '-2.5'],
  ])('writes %s without an exponent', (value, text) => expect(plainDigits(value)).toBe(text));

  it.each([
    [undefined, 4.1, '4.1', 'number'],
    ['@', 4.1, '4.1', 'number'],
    ['0.00_ ', 1, '1.00', 'number'],
    ['0.00_);[Red]\\(0.00\\)', 99, '99.00', 'number'],
    ['0.0', 0.0349, '0.0349', 'number'],
    ['0', 99.6, '99.6', 'number'],
    ['0.00%', 0.0003, '0.03%', 'number'],
    ['0%', 0.125, '12.5%', 'number'],
    ['#,##0.00', 12_345.5, '12345.50', 'number'],
    ['000000', 123, '000123', 'number'],
    ['"第"0"批"', 3, '第3批', 'number'],
    ['0.00E+00', 1234, '1234', 'number'],
    ['yyyy/mm/dd', 41_351, '2013/03/18', 'date'],
    ['yyyy/m/d', 41_338, '2013/3/5', 'date'],
    ['m/d/yy', 41_802, '2014-06-12', 'date'],
    ['[$-804]yyyy"年"m"月"d"日";@', 41_802, '2014-06-12', 'date'],
    ['yyyy"年"m"月"', 41_802, '2014-06', 'date'],
    ['m"月"d"日"', 41_802, '6月12日', 'date'],
    ['yyyy-mm-dd hh:mm', 41_802.5, '2014-06-12 12:00', 'date'],
    ['h:mm:ss', 0.5, '12:00', 'date'],
    ['yyyy-mm-dd', -1, '-1', 'number'],
    [builtInFormat(31), 41_802, '2014-06-12', 'date'],
    [builtInFormat(14), 59, '1900-02-28', 'date'],
    [builtInFormat(14), 61, '1900-03-01', 'date'],
  ])('shows %s of %s as %s', (format, value, text, kind) =>
    expect(numberText(value, format, false)).toEqual({ text, kind }),
  );

  it('counts from 1904 where the file says so', () =>
    expect(numberText(40_340, 'yyyy-mm-dd', true).text).toBe('2014-06-12'));
});
