import type { SeededRandom } from '#foundation/random-seeded.ts';
import { type CatalogueEntry, catalogue } from './catalogue.ts';
import { creditCode } from './credit-code.ts';
import { addressIn, brandOf, producerName, shopName } from './names.ts';

/** A division as the generator needs it. */
export interface EvaluationPlace {
  readonly provinceCode: string;
  readonly provinceName: string;
  readonly cityCode: string;
  readonly cityName: string;
  readonly countyCode: string | null;
  readonly countyName: string;
}

export interface EvaluationEnterprise {
  readonly name: string;
  readonly creditCode: string;
  readonly place: EvaluationPlace;
  readonly address: string;
  /** True for producers of other provinces. */
  readonly outside: boolean;
  /** False for the few of which tables tell the province only: their city waits for a person. */
  readonly placeTold: boolean;
  readonly scale: 'large' | 'medium' | 'small' | 'micro';
  readonly brand: string;
  readonly categories: readonly CatalogueEntry[];
  /** How much likelier than others its products fail: most producers below 1, a few far above, for years. */
  readonly carelessness: number;
  /** How often it is drawn compared with others. */
  readonly prominence: number;
}

const scales = [
  { scale: 'large', weight: 2, prominence: 3 },
  { scale: 'medium', weight: 12, prominence: 2 },
  { scale: 'small', weight: 56, prominence: 1 },
  { scale: 'micro', weight: 30, prominence: 0.6 },
] as const;

/** Nine of ten producers work with care, one of ten does not; within both groups it varies. */
const carelessnessOf = (random: SeededRandom): number =>
  random.chance(0.12) ? 2.2 + random.next() * 2.6 : 0.25 + random.next() * 0.95;

const shortCity = (name: string): string => name.replace(/市$/, '');

/** Places by city, so that a producer is found where its trade clusters. */
const placesByCity = (places: readonly EvaluationPlace[]): ReadonlyMap<string, readonly EvaluationPlace[]> => {
  const byCity = new Map<string, EvaluationPlace[]>();
  for (const place of places)
    byCity.set(shortCity(place.cityName), [...(byCity.get(shortCity(place.cityName)) ?? []), place]);
  return byCity;
};

/**
 * Invents enterprises: each in a county of a city where its trade clusters (a few anywhere), with a name, a valid credit code, a
 * scale, one or two categories of one group, and a character that stays with it.
 */
export const inventEnterprises = (
  random: SeededRandom,
  places: readonly EvaluationPlace[],
  count: number,
  outside: boolean,
): EvaluationEnterprise[] => {
  const byCity = placesByCity(places);
  const names = new Set<string>();
  const codes = new Set<string>();
  const enterprises: EvaluationEnterprise[] = [];
  while (enterprises.length < count) {
    const main = random.weighted(catalogue, ({ weight }) => weight);
    const cluster = random.chance(0.82) ? random.pick(main.clusters) : '';
    const place = random.pick(byCity.get(cluster) ?? places);
    const brand = brandOf(random);
    const near =
      random.chance(0.45) && place.countyName !== '' ? `${place.cityName}${place.countyName}` : place.cityName;
    const name = producerName(random, near, brand, main.trade);
    const code = creditCode(random, place.countyCode ?? place.cityCode);
    if (names.has(name) || codes.has(code)) continue;
    names.add(name);
    codes.add(code);
    const { scale, prominence } = random.weighted(scales, ({ weight }) => weight);
    const related = catalogue.filter(
      (entry) => entry.group === main.group && entry !== main && entry.trade === main.trade,
    );
    enterprises.push({
      name,
      creditCode: code,
      place,
      address: addressIn(random, `${place.provinceName}${place.cityName}${place.countyName}`),
      outside,
      placeTold: !random.chance(0.02),
      scale,
      brand,
      categories: related.length > 0 && random.chance(0.3) ? [main, random.pick(related)] : [main],
      carelessness: carelessnessOf(random),
      prominence,
    });
  }
  return enterprises;
};

/** Shops in which samples are bought, by city. */
export const inventShops = (
  random: SeededRandom,
  places: readonly EvaluationPlace[],
  perCity: number,
): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...placesByCity(places).values()].map((inCity) => {
      const city = inCity[0]?.cityName ?? '';
      return [city, Array.from({ length: perCity }, () => shopName(random, city))] as const;
    }),
  );
