import type { TextPair } from '#foundation/text-pair.ts';
import { rememberedLanguage, type Language } from './language.tsx';

const whole = { zh: new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en-GB') };
const share = new Intl.NumberFormat('zh-CN', { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 12,345 */
export const formatCount = (value: number, language: Language = rememberedLanguage()): string =>
  whole[language].format(value);

/** 84.63%; a rate without a denominator is «—». */
export const formatShare = (value: number | null | undefined): string =>
  value === null || value === undefined ? '—' : share.format(value);

/** LocalDate `2016-03-09` → 2016年3月9日 / 9 Mar 2016; empty → «未载明». */
export const formatDate = (date: string | null | undefined, language: Language = rememberedLanguage()): string => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? '');
  if (parts === null) return language === 'zh' ? '未载明' : 'not stated';
  const [, year, month, day] = parts;
  if (language === 'zh') return `${year}年${Number(month)}月${Number(day)}日`;
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
};

/** An instant in the time of the deployment: 2026-11-24 10:35. */
export const formatInstant = (instant: string | null | undefined): string =>
  instant === null || instant === undefined
    ? ''
    : new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** The day of an instant where the deployment is: 2026-11-24. */
export const dayOfInstant = (instant: string): string => formatInstant(instant).slice(0, 10);

/** The days left in plain words; days that have passed say so. */
export const daysLeftWords = (days: number): TextPair => {
  if (days < 0) return { zh: `已逾期 ${-days} 天`, en: `${-days} days overdue` };
  if (days === 0) return { zh: '今天是最后一天', en: 'Today is the last day' };
  return { zh: `还有 ${days} 天`, en: `${days} days left` };
};
