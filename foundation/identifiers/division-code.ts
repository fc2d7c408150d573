import { cite } from '../citation.ts';
import { type Result, ok, refuse } from '../refusal.ts';
import { pair } from '../text-pair.ts';

/** Level of a division by its code: 440000 a province, 440100 a city, 440106 a county or district. */
export type DivisionLevel = 'province' | 'city' | 'county';

/**
 * Reads the shape of a GB/T 2260 code; whether such a place exists is the business of the register of regions. Refused:
 * `bad-division-code`.
 */
export const parseDivisionCode = (written: string): Result<string> => {
  const code = written.normalize('NFKC').trim();
  // A province starts with 1 to 9; a county can't stand under no city.
  return /^[1-9]\d(?:0000|(?!00)\d{2}\d{2})$/.test(code)
    ? ok(code)
    : refuse(
        'bad-division-code',
        {
          value: written,
          why: pair(
            '应为 6 位数字，前两位为省，中间两位为市，后两位为县',
            'six digits are needed: province, city, county',
          ),
        },
        cite('gbt-2260', ''),
      );
};

/** Level of a code of good shape. */
export const divisionLevel = (code: string): DivisionLevel =>
  code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'city' : 'county';

/** Code of the division above; nothing above a province. */
export const parentDivision = (code: string): string | undefined => {
  const level = divisionLevel(code);
  return level === 'province' ? undefined : level === 'city' ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`;
};

/** True where `code` is `scope` or lies under it. */
export const liesWithin = (code: string, scope: string): boolean => {
  const length = { province: 2, city: 4, county: 6 }[divisionLevel(scope)];
  return code.slice(0, length) === scope.slice(0, length);
};
