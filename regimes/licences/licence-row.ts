import { normaliseName } from '#foundation/search-text.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { LicenceKind } from './licence.ts';
import { type Cells, creditCodeOf, handWrittenDay, required, type RowFault } from '#foundation/table-row.ts';

/** Columns of a table of licences, by the words that headers use for them. */
export const licenceColumns = {
  number: ['证书编号', '许可证编号', '编号', '证号'],
  kind: ['种类', '证件种类', '证书种类'],
  holder: ['企业名称', '持证企业', '持证人', '单位名称'],
  creditCode: ['统一社会信用代码', '信用代码'],
  category: ['产品种类', '产品类别'],
  unit: ['产品单元', '许可范围'],
  issuer: ['发证机关', '认证机构', '发证机构', '发证单位'],
  issuedOn: ['发证日期', '颁发日期'],
  validFrom: ['有效期起', '有效期自'],
  validUntil: ['有效期至', '有效期止', '有效期截止'],
  surrenderedOn: ['注销日期'],
  revokedOn: ['吊销日期', '撤销日期'],
} as const;
export type LicenceColumn = keyof typeof licenceColumns;
export const licenceColumnsNeeded = [
  'number',
  'kind',
  'holder',
  'category',
  'issuer',
  'issuedOn',
  'validUntil',
] as const satisfies readonly LicenceColumn[];

/** A licence as one row gives it. */
export interface LicenceRow {
  readonly number: string;
  readonly numberKey: string;
  readonly kind: LicenceKind;
  readonly holder: string;
  readonly creditCode: string | null;
  readonly categories: readonly string[];
  readonly unit: string;
  readonly issuer: string;
  readonly issuedOn: LocalDate;
  readonly validFrom: LocalDate;
  readonly validUntil: LocalDate;
  readonly surrenderedOn: LocalDate | null;
  readonly revokedOn: LocalDate | null;
}

const kindOf = (text: string): LicenceKind | undefined =>
  text.includes('许可') ? 'production-licence' : /认证|CCC|3C/i.test(text) ? 'certification' : undefined;

const later = (what: string, english: string): TextPair => pair(`${what}晚于今天`, `${english} lies after today`);

/** Reads one row; gives what it says, or everything that is wrong with it, column by column. */
export const readLicenceRow = (
  cells: Cells<LicenceColumn>,
  today: LocalDate,
): { readonly row: LicenceRow } | { readonly faults: readonly RowFault<LicenceColumn>[] } => {
  const faults: RowFault<LicenceColumn>[] = [];
  const fault = (column: LicenceColumn, reason: TextPair): undefined => void faults.push({ column, reason });
  const text = (column: LicenceColumn, most: number): string => required(cells, column, most, faults);
  const day = (column: LicenceColumn, needed: boolean): LocalDate | null =>
    handWrittenDay(cells, column, needed, faults);

  const number = text('number', 100);
  const kindText = text('kind', 50);
  const kind = kindOf(kindText);
  if (kindText !== '' && kind === undefined)
    fault('kind', pair(`种类“${kindText}”应为生产许可证或强制性认证`, `The kind “${kindText}” must be a production licence or a certification`)); // prettier-ignore
  const holder = text('holder', 200);
  const creditCode = creditCodeOf(cells, 'creditCode', faults);
  const categories = text('category', 500)
    .split(/[、，,；;\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const issuer = text('issuer', 200);
  const issuedOn = day('issuedOn', true);
  const validUntil = day('validUntil', true);
  const validFrom = day('validFrom', false) ?? issuedOn;
  const surrenderedOn = day('surrenderedOn', false);
  const revokedOn = day('revokedOn', false);
  if (issuedOn !== null && issuedOn > today) fault('issuedOn', later('发证日期', 'The day of issue'));
  if (surrenderedOn !== null && surrenderedOn > today)
    fault('surrenderedOn', later('注销日期', 'The day of surrender'));
  if (revokedOn !== null && revokedOn > today) fault('revokedOn', later('吊销日期', 'The day of revocation'));
  if (validFrom !== null && validUntil !== null && validUntil < validFrom)
    fault('validUntil', pair('有效期止早于有效期起', 'The last day lies before the first'));
  if (faults.length > 0 || kind === undefined || issuedOn === null || validFrom === null || validUntil === null)
    return { faults };
  return {
    row: {
      number,
      numberKey: normaliseName(number),
      kind,
      holder,
      creditCode,
      categories,
      unit: cells('unit').slice(0, 500),
      issuer,
      issuedOn,
      validFrom,
      validUntil,
      surrenderedOn,
      revokedOn,
    },
  };
};
