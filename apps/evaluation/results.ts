import { addDays, type LocalDate } from '#foundation/local-date.ts';
import type { SeededRandom } from '#foundation/random-seeded.ts';
import { type CatalogueEntry, catalogue, type MeasuredItem } from './catalogue.ts';
import type { EvaluationCheck } from './checks.ts';
import type { EvaluationEnterprise } from './enterprises.ts';
import { markOf, modelOf } from './names.ts';

export interface EvaluationItem {
  readonly item: string;
  readonly unit: string;
  readonly measured: string;
  readonly limit: string;
}

/** One sampled batch, as a table would print it. */
export interface EvaluationResult {
  readonly check: EvaluationCheck;
  readonly producer: EvaluationEnterprise;
  /** Whose brand it is where another firm had it made. */
  readonly principal: EvaluationEnterprise | null;
  /** Whether the cell says which of the two made the product; where it does not, a person has to find out. */
  readonly rolesTold: boolean;
  readonly shop: string;
  readonly platform: string;
  readonly category: CatalogueEntry;
  /** False for the few rows that leave 产品种类 blank. */
  readonly categoryTold: boolean;
  readonly product: string;
  readonly mark: string;
  readonly model: string;
  /** As marked, where the standards of its trade know grades. */
  readonly grade: string;
  readonly producedOn: LocalDate;
  readonly lot: string;
  readonly sampledOn: LocalDate;
  readonly verdict: 'pass' | 'fail' | 'refused' | 'none';
  readonly failingItems: readonly string[];
  readonly items: readonly EvaluationItem[];
  readonly laboratory: string;
}

export interface EvaluationMarket {
  /** Producers of the province. */
  readonly producers: readonly EvaluationEnterprise[];
  /** Producers elsewhere, whose products are sold here. */
  readonly outsiders: readonly EvaluationEnterprise[];
  readonly shops: ReadonlyMap<string, readonly string[]>;
}

/** Brings the mean over catalogue, years and producers to a pass rate of about 85 %; a test watches it. */
const calibration = 1.17;

const refusalShare = 0.001;
const noVerdictShare = 0.002;
/** Published 合格 although a measured value lies outside its limit: the engine flags it for a person. */
const slipShare = 0.004;

/** How a category fared in a year: some improve, some do not. */
const yearFactor = (random: SeededRandom, entry: CatalogueEntry, year: number): number =>
  0.78 + random.fork(`${entry.name}/${year}`).next() * 0.5 - year * 0.03;

const failingCount = [
  { count: 1, weight: 60 },
  { count: 2, weight: 24 },
  { count: 3, weight: 10 },
  { count: 4, weight: 6 },
] as const;

/** Items that a sample fails: the frequent ones of its category likelier, in the order of the catalogue. */
const failingItemsOf = (random: SeededRandom, all: readonly string[]): string[] => {
  const items = all.length === 0 ? ['标识'] : all;
  const { count } = random.weighted(failingCount, ({ weight }) => weight);
  const chosen = new Set<string>();
  for (let tries = 0; chosen.size < Math.min(count, items.length) && tries < 20; tries += 1)
    chosen.add(random.weighted(items, (item) => 1 / (items.indexOf(item) + 1)));
  return items.filter((item) => chosen.has(item));
};

/** Items that a table with these measured values can name as failing without contradicting them. */
const unmeasured = ({ items }: CatalogueEntry, measured: readonly MeasuredItem[]): string[] =>
  items.filter((item) => !measured.some((other) => other.item === item));

/** A value as a laboratory writes it, on the right or the wrong side of its limit. */
const measure = (random: SeededRandom, of: MeasuredItem, holds: boolean): EvaluationItem => {
  const margin = random.next();
  const step = 10 ** -of.decimals;
  const good = of.sense === 'most' ? of.bound * (0.25 + margin * 0.7) : of.bound * (1.01 + margin * 0.15);
  const bad = of.sense === 'most' ? of.bound * (1.04 + margin * 0.8) + step : of.bound * (0.97 - margin * 0.25) - step;
  return { item: of.item, unit: of.unit, limit: of.limit, measured: (holds ? good : bad).toFixed(of.decimals) };
};

const laboratoryOf = (check: EvaluationCheck, category: CatalogueEntry): string => {
  if (check.level === 'national') return `演示国家${category.group}质量检验中心`;
  if (check.city !== undefined) return `${check.city}演示质量检验所`;
  const numerals = ['一', '二', '三', '四', '五', '六', '七', '八'];
  const group = catalogue.findIndex((entry) => entry.group === category.group);
  return `演示省第${numerals[group % numerals.length] ?? '一'}质量检验所`;
};

/** All that the generator can put into tables for one laboratory register. */
export const laboratoryNames = (cities: readonly string[]): readonly string[] => [
  ...new Set(catalogue.map((entry) => `演示国家${entry.group}质量检验中心`)),
  ...['一', '二', '三', '四', '五', '六', '七', '八'].map((numeral) => `演示省第${numeral}质量检验所`),
  ...cities.map((city) => `${city}演示质量检验所`),
];

/** Trades whose standards grade their products: the careful make the higher grade, and always do. */
const gradedTrades = ['服饰', '针织', '服装', '家纺', '陶瓷', '建材', '鞋业'];
const gradeOf = ({ trade }: CatalogueEntry, { carelessness }: EvaluationEnterprise): string =>
  !gradedTrades.includes(trade) ? '' : carelessness < 0.6 ? '优等品' : '合格品';

const platforms = ['演示商城', '样例购', '示例优选'];

type Makers = ReadonlyMap<CatalogueEntry, readonly EvaluationEnterprise[]>;

const makersOf = (enterprises: readonly EvaluationEnterprise[]): Makers => {
  const makers = new Map<CatalogueEntry, EvaluationEnterprise[]>(catalogue.map((entry) => [entry, []]));
  for (const enterprise of enterprises) for (const entry of enterprise.categories) makers.get(entry)?.push(enterprise);
  return makers;
};

interface Drawn {
  readonly category: CatalogueEntry;
  readonly producer: EvaluationEnterprise;
}

/** Draws what a check samples: categories first, then producers among those who make them. */
const draw = (random: SeededRandom, check: EvaluationCheck, inside: Makers, outside: Makers): Drawn[] => {
  const eligible = check.kind === 'special' ? catalogue.filter(({ measured }) => measured !== undefined) : catalogue;
  const local = eligible.filter((entry) => inside.get(entry)?.some(({ place }) => place.cityName === check.city));
  const chosen = random.sample(check.city !== undefined && local.length >= 4 ? local : eligible, check.categories);
  const times = new Map<string, number>();
  const drawn: Drawn[] = [];
  while (drawn.length < check.samples) {
    const category = random.weighted(chosen, ({ weight }) => weight);
    const elsewhere = random.chance(check.level === 'municipal' ? 0.16 : check.level === 'provincial' ? 0.07 : 0);
    const makers = (elsewhere ? outside.get(category) : inside.get(category)) ?? [];
    const near = makers.filter(({ place }) => place.cityName === check.city);
    const pool = near.length > 0 && random.chance(0.75) ? near : makers;
    if (pool.length === 0) continue;
    const producer = random.weighted(pool, ({ prominence }) => prominence);
    const before = times.get(producer.name) ?? 0;
    // A small check in a small town may have to sample a producer often; elsewhere three batches are enough.
    if (before >= (check.city === undefined ? 3 : 8)) continue;
    times.set(producer.name, before + 1);
    drawn.push({ category, producer });
  }
  return drawn;
};

/** A follow-up samples again what failed in provincial and national checks that were published before it set out. */
const drawAgain = (random: SeededRandom, check: EvaluationCheck, before: readonly EvaluationResult[]): Drawn[] => {
  const [since, until] = [addDays(check.publishedOn, -270), addDays(check.publishedOn, -78)];
  const failed = before.filter(
    ({ verdict, check: { level, publishedOn }, producer }) =>
      verdict === 'fail' && level !== 'municipal' && publishedOn >= since && publishedOn <= until && !producer.outside,
  );
  return random.sample(failed, check.samples).map(({ category, producer }) => ({ category, producer }));
};

/** Invents the results of the checks, in their order. The same seed and market give the same results. */
export const inventResults = (
  random: SeededRandom,
  checks: readonly EvaluationCheck[],
  market: EvaluationMarket,
): EvaluationResult[] => {
  const [inside, outside] = [makersOf(market.producers), makersOf(market.outsiders)];
  const results: EvaluationResult[] = [];
  for (const [number, check] of checks.entries()) {
    const own = random.fork(`check/${number}`);
    const drawn = check.kind === 'follow-up' ? drawAgain(own, check, results) : draw(own, check, inside, outside);
    for (const { category, producer } of drawn) {
      const sampledOn = addDays(check.publishedOn, -own.int(35, 75));
      const producedOn = addDays(sampledOn, -own.int(6, 200));
      const likely =
        (category.failing / 100) * yearFactor(random, category, check.year) * producer.carelessness * calibration;
      const refused = own.chance(refusalShare);
      const silent = own.chance(noVerdictShare);
      const fails = own.chance(Math.min(0.85, likely)) && !refused && !silent;
      const measured = check.kind === 'special' ? (category.measured ?? []) : [];
      const culprit = fails && measured.length > 0 && own.chance(0.6) ? own.pick(measured) : undefined;
      const slips = !fails && measured.length > 0 && own.chance(slipShare) ? own.pick(measured) : undefined;
      const bought = own.chance(check.level === 'municipal' ? 0.6 : 0.25);
      results.push({
        check,
        producer,
        principal: own.chance(0.003) ? own.pick(market.producers) : null,
        rolesTold: !own.chance(0.35),
        shop: bought
          ? own.pick(market.shops.get(check.city ?? producer.place.cityName) ?? [...market.shops.values()].flat())
          : '',
        platform: !bought && own.chance(0.03) ? own.pick(platforms) : '',
        category,
        categoryTold: !own.chance(0.0006),
        product: own.pick(category.products),
        mark: markOf(own, producer.brand),
        model: modelOf(own, category.models),
        grade: gradeOf(category, producer),
        producedOn,
        lot: own.chance(0.3) ? `/${own.int(1001, 9899)}` : '',
        sampledOn,
        verdict: refused ? 'refused' : silent ? 'none' : fails ? 'fail' : 'pass',
        failingItems: culprit ? [culprit.item] : fails ? failingItemsOf(own, unmeasured(category, measured)) : [],
        items: refused ? [] : measured.map((item) => measure(own, item, item !== culprit && item !== slips)),
        laboratory: laboratoryOf(check, category),
      });
    }
  }
  return results;
};
