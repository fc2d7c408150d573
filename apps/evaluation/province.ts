import type { LocalDate } from '#foundation/local-date.ts';
import { seededRandom } from '#foundation/random-seeded.ts';
import { checksBefore } from './checks.ts';
import { type EvaluationEnterprise, type EvaluationPlace, inventEnterprises, inventShops } from './enterprises.ts';
import { type EvaluationResult, inventResults, laboratoryNames } from './results.ts';

/** Seed of the evaluation province; every installation gets the same one. 粤府办〔2000〕18号. */
export const evaluationSeed = 20_000_018;

/** How many enterprises the province has, and how many elsewhere sell into it. */
const enterprisesInside = 3000;
const enterprisesOutside = 220;

export interface EvaluationProvince {
  readonly enterprises: readonly EvaluationEnterprise[];
  readonly outsiders: readonly EvaluationEnterprise[];
  readonly laboratories: readonly string[];
  /** Oldest check first. */
  readonly results: readonly EvaluationResult[];
}

/**
 * Invents the whole province from a seed: pure, so that the same seed, places and day give the same province to the byte.
 * `reference` is the first day of a quarter; everything was published before it.
 */
export const inventProvince = (
  seed: number,
  inside: readonly EvaluationPlace[],
  outside: readonly EvaluationPlace[],
  reference: LocalDate,
): EvaluationProvince => {
  const random = seededRandom(seed);
  const cities = [...new Set(inside.map(({ cityName }) => cityName))];
  const producers = inventEnterprises(random.fork('enterprises'), inside, enterprisesInside, false);
  const outsiders = inventEnterprises(random.fork('outsiders'), outside, enterprisesOutside, true);
  const shops = inventShops(random.fork('shops'), inside, 14);
  const market = { producers, outsiders, shops };
  return {
    enterprises: producers,
    outsiders,
    laboratories: laboratoryNames(cities),
    results: inventResults(random.fork('results'), checksBefore(reference, cities), market),
  };
};
