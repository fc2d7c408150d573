import { addDays, type LocalDate } from '#foundation/local-date.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import type { Act } from '#platform/operation/index.ts';
import type { CommendationBasis } from './commendation.ts';
import { groundsOf } from './grounds.ts';
import { type CommendationLaw, decideCommendation, productLine } from './rules.ts';
import type { NewCommendation } from './storage.ts';
import { type NamedRecord, recordsOf } from './storage-record.ts';

/** The parameters by which products are commended, as of today. */
export const lawOf = (act: Act) => {
  const on = act.call.today;
  const get = <T>(name: string) => act.law.get<T>(`publicity.commendation-${name}`, on);
  const [days, checks, levels, grades, standards] = [
    get<number>('days'),
    get<number>('checks'),
    get<readonly string[]>('levels'),
    get<readonly string[]>('grades'),
    get<readonly string[]>('standards'),
  ];
  return {
    days: days.value,
    checks: checks.value,
    levels: levels.value,
    grades: grades.value,
    standards: standards.value,
    answerDays: get<number>('answer-days').value,
    shownDays: get<number>('shown-days').value,
    smallBelow: act.law.get<number>('spot-checks.small-number', on).value,
    parameters: [days, checks, levels, grades, standards],
  };
};
export type LawOfDay = ReturnType<typeof lawOf>;

/** First day of the time that a proposal of today looks at. */
export const sinceOf = (act: Act, { days }: LawOfDay): LocalDate => addDays(act.call.today, -days);

/** A product that meets the rule, as it is stored. */
const worthy = (record: NamedRecord, basis: CommendationBasis, law: LawOfDay): NewCommendation => ({
  dataset: record.dataset,
  producerId: record.producerId,
  categoryId: record.categoryId,
  product: productLine(basis),
  provinceCode: record.provinceCode,
  cityCode: record.cityCode,
  countyCode: record.countyCode,
  since: record.since,
  basis,
  grounds: groundsOf({ ...record, basis, parameters: law.parameters, smallBelow: law.smallBelow, levels: law.levels }),
});

/** Asks the rule of products, from the record, in sets: what would be stored of each, or why not; undefined where the register knows it no more. */
export const weigh = async (
  act: Act,
  pairs: Parameters<typeof recordsOf>[1],
  law: LawOfDay,
): Promise<readonly (Result<NewCommendation> | undefined)[]> => {
  const { services, today } = act.call;
  const records = await recordsOf(act.tx, pairs, { levels: law.levels, province: services.province, today });
  return records.map((record) => {
    if (!record) return undefined;
    const decided = decideCommendation(record, law satisfies CommendationLaw);
    return decided.ok ? ok(worthy(record, decided.value, law)) : decided;
  });
};
