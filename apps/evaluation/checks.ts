import { addDays, localDate, type LocalDate } from '#foundation/local-date.ts';

/** A spot check of the evaluation province: one authority, one kind, one day of publication. */
export interface EvaluationCheck {
  readonly authority: string;
  readonly level: 'national' | 'provincial' | 'municipal';
  readonly kind: 'regular' | 'special' | 'follow-up';
  readonly publishedOn: LocalDate;
  readonly samples: number;
  /** City of a municipal check. */
  readonly city?: string;
  /** Categories that the check looks at: how many of the catalogue. */
  readonly categories: number;
  /** 0 for the oldest of the three years, 2 for the latest. */
  readonly year: number;
}

const quarters = 12;

/** First day of the quarter `back` quarters before that of `reference`. */
const quarterBefore = (reference: LocalDate, back: number): LocalDate => {
  const months =
    Number(reference.slice(0, 4)) * 12 + Math.trunc((Number(reference.slice(5, 7)) - 1) / 3) * 3 - back * 3;
  return localDate(`${Math.trunc(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`);
};

/**
 * The checks of the three years before the quarter of `reference`, oldest first: each quarter a national and a provincial regular
 * check, a special one and a follow-up by the province; each city twice a year. All published before the quarter of `reference`.
 */
export const checksBefore = (reference: LocalDate, cities: readonly string[]): EvaluationCheck[] =>
  Array.from({ length: quarters }, (_, index) => {
    const begin = quarterBefore(reference, quarters - index);
    const year = Math.trunc(index / 4);
    const province = '广东省市场监督管理局';
    const checks: EvaluationCheck[] = [
      {
        authority: '国家市场监督管理总局',
        level: 'national',
        kind: 'regular',
        publishedOn: addDays(begin, 40),
        samples: 380,
        categories: 24,
        year,
      },
      {
        authority: province,
        level: 'provincial',
        kind: 'regular',
        publishedOn: addDays(begin, 62),
        samples: 960,
        categories: 36,
        year,
      },
      {
        authority: province,
        level: 'provincial',
        kind: 'special',
        publishedOn: addDays(begin, 75),
        samples: 150,
        categories: 4,
        year,
      },
      {
        authority: province,
        level: 'provincial',
        kind: 'follow-up',
        publishedOn: addDays(begin, 84),
        samples: 60,
        categories: 30,
        year,
      },
    ];
    // Half of the cities publish in the even quarters, the others in the odd ones.
    for (const [at, city] of cities.entries())
      if (at % 2 === index % 2)
        checks.push({
          authority: `${city}市场监督管理局`,
          level: 'municipal',
          kind: 'regular',
          publishedOn: addDays(begin, 20 + at * 3),
          samples: 64,
          city,
          categories: 8,
          year,
        });
    return checks.toSorted((one, other) => (one.publishedOn < other.publishedOn ? -1 : 1));
  }).flat();
