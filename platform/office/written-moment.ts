/** How exactly a moment is wanted. */
export type Precision = 'day' | 'minute';

const written = {
  day: /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))$/,
  minute: /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))[ T](\d{1,2}):(\d\d)$/,
} as const;

const two = (digits: string): string => digits.padStart(2, '0');

/** A day (or moment) as a person writes it, as `2026-09-01` (`2026-09-01T09:30`); undefined where it is none. */
export const momentWritten = (text: string, precision: Precision): string | undefined => {
  const match = written[precision].exec(text.normalize('NFKC').trim());
  if (!match) return undefined;
  const [, year = '', month = match[4] ?? '', day = match[5] ?? '', , , hour = '0', minute = '00'] = match;
  const on = `${year}-${two(month)}-${two(day)}`;
  const exists = new Date(`${on}T00:00:00Z`);
  if (Number.isNaN(exists.getTime()) || exists.toISOString().slice(0, 10) !== on) return undefined;
  if (precision === 'day') return on;
  return Number(hour) < 24 && Number(minute) < 60 ? `${on}T${two(hour)}:${minute}` : undefined;
};
