import { builtInFormats, type NumberShape, shapeOf } from './number-format.ts';
import type { CellKind } from './table.ts';

export interface NumberText {
  readonly text: string;
  readonly kind: CellKind;
}

const DAY = 86_400_000;
const LAST_SERIAL = 2_958_466; // the day after 9999-12-31

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** All the digits of a number as Excel stores it (15 significant ones), never with an exponent. */
export const plainDigits = (value: number): string => {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  const text = String(Number(value.toPrecision(15)));
  if (!text.includes('e')) return text;
  return Math.abs(value) >= 1 ? BigInt(Math.round(value)).toString() : value.toFixed(20).replace(/0+$/, '');
};

/** The moment of a serial number, in UTC. Excel counts a 29 February 1900 that never was. */
const momentOf = (serial: number, date1904: boolean): Date => {
  const days = date1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  return new Date(Date.UTC(1899, 11, 30) + Math.round(days * DAY));
};

const dateText = (serial: number, shape: Extract<NumberShape, { type: 'date' }>, date1904: boolean): string => {
  const moment = momentOf(serial, date1904);
  const month = moment.getUTCMonth() + 1;
  const day = moment.getUTCDate();
  const seconds = moment.getUTCSeconds();
  const time = `${two(moment.getUTCHours())}:${two(moment.getUTCMinutes())}${seconds === 0 ? '' : `:${two(seconds)}`}`;
  if (!shape.year && !shape.month && !shape.day) return time;
  // A format without a year shows none; the year that Excel put behind it when it was typed is nobody's statement.
  if (!shape.year) return `${month}月${day}日`;
  if (shape.slashes) {
    const padded = (value: number, length: number): string => (length === 2 ? two(value) : String(value));
    return `${moment.getUTCFullYear()}/${padded(month, shape.slashes.month)}/${padded(day, shape.slashes.day)}`;
  }
  const date = `${moment.getUTCFullYear()}${shape.month ? `-${two(month)}` : ''}${shape.day ? `-${two(day)}` : ''}`;
  return shape.time && shape.day && serial % 1 !== 0 ? `${date} ${time}` : date;
};

/** A number in a format of fixed decimals, as shown; where the format hides digits, all the digits are given. */
const decimalText = (value: number, shape: Extract<NumberShape, { type: 'decimal' }>): string => {
  const shown = shape.percent ? Number((value * 100).toPrecision(15)) : value;
  const fixed = Math.abs(shown) < 1e15 ? shown.toFixed(shape.decimals) : plainDigits(shown);
  let digits = Number(fixed) === Number(shown.toPrecision(15)) ? fixed : plainDigits(shown);
  const whole = digits.replace(/^-/, '').split('.')[0]!;
  if (whole.length < shape.integers) digits = digits.replace(/\d/, '0'.repeat(shape.integers - whole.length) + '$&');
  return `${shape.prefix}${digits}${shape.percent ? '%' : ''}${shape.suffix}`;
};

/**
 * The text of a stored number: dates in ISO form (with slashes where the format is yyyy/m/d), fixed decimals and percentages as shown, and never fewer digits than were
 * typed: 0.0349 under a format of one decimal stays 0.0349.
 */
export const numberText = (value: number, format: string | undefined, date1904: boolean): NumberText => {
  const shape = shapeOf(format);
  if (shape.type === 'date' && value >= 0 && value < LAST_SERIAL)
    return { text: dateText(value, shape, date1904), kind: 'date' };
  if (shape.type === 'decimal') return { text: decimalText(value, shape), kind: 'number' };
  return { text: plainDigits(value), kind: 'number' };
};

/** The format code of a built-in number format; undefined for General. */
export const builtInFormat = (id: number): string | undefined => builtInFormats[id];
