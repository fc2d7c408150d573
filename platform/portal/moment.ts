import type { Reader } from './page.ts';

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A moment in Beijing time, for example 2026年11月25日 23:50. `at` is ISO 8601. */
export const momentOf = (reader: Reader, at: string): string => {
  const of = Object.fromEntries(parts.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  const time = `${of['hour']}:${of['minute']}`;
  return reader.language === 'zh'
    ? `${of['year']}年${Number(of['month'])}月${Number(of['day'])}日 ${time}`
    : `${of['year']}-${of['month']}-${of['day']} ${time} (Beijing time)`;
};
