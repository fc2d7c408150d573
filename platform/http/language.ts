import type { FastifyRequest } from 'fastify';
import type { Language } from '#foundation/text-pair.ts';

const known = (value: string | undefined): Language | undefined =>
  value === 'zh' || value === 'en' ? value : undefined;

/** The first of our languages in an Accept-Language header, by weight. */
const accepted = (header: string): Language | undefined =>
  header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find((q) => q !== undefined);
      return { language: known(tag.slice(0, 2).toLowerCase()), weight: Number(weight ?? 1) };
    })
    .filter(({ language, weight }) => language !== undefined && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)[0]?.language;

/** The language to answer in: `?lang=`, then the cookie `lang`, then Accept-Language, else Chinese. */
export const languageOf = (request: FastifyRequest): Language => {
  const { lang } = (request.query ?? {}) as Readonly<Record<string, unknown>>;
  return (
    (typeof lang === 'string' ? known(lang) : undefined) ??
    known(request.cookies?.['lang']) ??
    accepted(request.headers['accept-language'] ?? '') ??
    'zh'
  );
};
