/** The minutes a schedule names, in China's time (UTC+8, no summer time). */
interface Schedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
}

const range = (from: number, to: number, step: number): number[] => {
  const numbers: number[] = [];
  for (let number = from; number <= to; number += step) numbers.push(number);
  return numbers;
};

const field = (text: string, least: number, most: number): ReadonlySet<number> => {
  const numbers = text.split(',').flatMap((part) => {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) throw new Error(`not a schedule: ${part}`);
    const [, from, to, step] = match;
    if (from === undefined) return range(least, most, Number(step ?? 1));
    return range(Number(from), Number(to ?? (step === undefined ? from : most)), Number(step ?? 1));
  });
  if (numbers.length === 0 || numbers.some((number) => number < least || number > most))
    throw new Error(`not a schedule: ${text} is outside ${least}–${most}`);
  return new Set(numbers);
};

/** Reads minute, hour, day, month, weekday (0 Sunday … 6) with `*`, lists, ranges and steps. Throws for anything else. */
export const parseSchedule = (text: string): Schedule => {
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...rest] = text.trim().split(/\s+/);
  if (rest.length > 0) throw new Error(`not a schedule: ${text}`);
  return {
    minutes: field(minute, 0, 59),
    hours: field(hour, 0, 23),
    days: field(day, 1, 31),
    months: field(month, 1, 12),
    weekdays: field(weekday, 0, 6),
  };
};

const minuteMs = 60_000;
const chinaMs = 8 * 60 * minuteMs;
const mostMinutes = 5 * 366 * 24 * 60;

/** The first minute after `instant` that the schedule names. Throws when there is none in five years. */
export const nextRun = (text: string, instant: Date): Date => {
  const { minutes, hours, days, months, weekdays } = parseSchedule(text);
  let time = Math.floor((instant.getTime() + chinaMs) / minuteMs) * minuteMs + minuteMs;
  for (let step = 0; step < mostMinutes; step += 1, time += minuteMs) {
    const local = new Date(time);
    const named =
      minutes.has(local.getUTCMinutes()) &&
      hours.has(local.getUTCHours()) &&
      days.has(local.getUTCDate()) &&
      months.has(local.getUTCMonth() + 1) &&
      weekdays.has(local.getUTCDay());
    if (named) return new Date(time - chinaMs);
  }
  throw new Error(`the schedule ${text} names no minute`);
};
