import { cite } from '#foundation/citation.ts';
import type { GroundFact, Grounds } from '#foundation/grounds.ts';
import type { ResolvedLaw } from '#foundation/law.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { fill, joinPairs, pair, type TextPair } from '#foundation/text-pair.ts';
import { type ExposedSample, type ExposureBasis, lastCheckOf, samplesOf, sellersOf } from './basis.ts';
import { checkWords, explain, type ExposureStory, misusedWords, namedWords } from './explanation.ts';
import type { ExposureLaw, LawOn } from './rules.ts';

const sampleFact = (check: TextPair, sample: ExposedSample): GroundFact => {
  const details = [
    sample.brand !== null && pair(`商标：${sample.brand}`, `brand: ${sample.brand}`),
    sample.model !== null && pair(`规格型号：${sample.model}`, `model: ${sample.model}`),
    sample.batch !== null && pair(`生产日期或批号：${sample.batch}`, `production date or lot: ${sample.batch}`),
    sample.seller !== null && pair(`受检单位：${sample.seller.name}`, `inspected at: ${sample.seller.name}`),
  ].filter((detail) => detail !== false);
  const text = fill(
    pair(
      '{check}：“{product}”{details}不合格，不合格项目：{items}',
      '{check}: “{product}”{details} failed; failing items: {items}',
    ),
    {
      check,
      product: sample.product,
      details:
        details.length === 0
          ? ''
          : fill(pair('（{list}）', ' ({list})'), { list: joinPairs(details, pair('；', '; ')) }),
      items:
        sample.items.length === 0
          ? pair('公布的表中未列明', 'not named in the published table')
          : pair(sample.items.join('、'), sample.items.join(', ')),
    },
  );
  return { text, ref: `result/${sample.resultId}` };
};

const sellerFacts = (basis: ExposureBasis): GroundFact[] =>
  sellersOf(basis).map((seller) => ({
    text: pair(`销售者（受检单位）：${seller.name}`, `Seller (inspected unit): ${seller.name}`),
    ref: `enterprise/${seller.id}`,
  }));

const factsOf = (basis: ExposureBasis): GroundFact[] => {
  switch (basis.ground) {
    case 'refusal':
      return basis.refused.map(({ product, ref }) => ({
        text: pair(`拒绝接受“${product}”的监督抽查`, `Refused the spot check of “${product}”`),
        ref,
      }));
    case 'rectification':
      return [
        {
          text: fill(pair('拒不整改：{card}', 'Refused to rectify: {card}'), { card: basis.cardNumber }),
          ref: `card/${basis.cardId}`,
        },
      ];
    case 'fake':
      return [
        {
          text: fill(pair('认定假冒、伪造：{by}，{decision}', 'Found to be fake: {by}, {decision}'), {
            by: basis.foundBy,
            decision: basis.decision,
          }),
          ref: `card/${basis.cardId}`,
        },
        ...samplesOf(basis).map((sample) => sampleFact(namedWords(basis.check), sample)),
        ...sellerFacts(basis),
      ];
    case 'stated':
      return [
        { text: pair(basis.facts, basis.facts), ref: `check/${basis.check.checkId}` },
        ...misusedWords(basis).map((text) => ({ text })),
        ...basis.sellers.map(({ id, name }) => ({
          text: pair(`销售者：${name}`, `Seller: ${name}`),
          ref: `enterprise/${id}`,
        })),
      ];
    case 'serious':
      return [...samplesOf(basis).map((sample) => sampleFact(namedWords(basis.check), sample)), ...sellerFacts(basis)];
    case 'consecutive-failures':
      return [
        ...basis.checks.flatMap((check) => check.samples.map((sample) => sampleFact(checkWords(check), sample))),
        ...sellerFacts(basis),
        ...basis.laterPasses.map((check) => ({
          text: fill(pair('此后合格：{check}', 'Passed later: {check}'), { check: checkWords(check) }),
          ref: `check/${check.checkId}`,
        })),
      ];
  }
};

/** Day whose law holds: publication of the last check that the ground rests on, or its becoming final. */
export const dayOfLaw = (basis: ExposureBasis): LocalDate | null => {
  const check = lastCheckOf(basis);
  return check?.publishedOn ?? check?.lawDay ?? null;
};

/** The grounds of an exposure: its facts, the clause, the parameters, and the paragraph. */
export const exposureGrounds = (story: ExposureStory, lawOn: LawOn): Grounds => {
  const law = lawOn(dayOfLaw(story.basis));
  const { levels, consecutive, excludedKinds } = law;
  return {
    facts: factsOf(story.basis),
    citations: [cite('notice', '4.2')],
    parameters: story.basis.ground === 'consecutive-failures' ? [consecutive, levels, excludedKinds] : [levels],
    explanation: explain(story, law),
  };
};

/** The law of this room by day of publication (today where it is not stated), resolved once a day and not once an exposure. */
export const lawFor = (law: ResolvedLaw, today: LocalDate): LawOn => {
  const known = new Map<LocalDate, ExposureLaw>();
  return (publishedOn) => {
    const day = publishedOn ?? today;
    const found = known.get(day) ?? {
      levels: law.get<readonly string[]>('publicity.levels', day),
      consecutive: law.get<number>('publicity.consecutive-failures', day),
      excludedKinds: law.get<readonly string[]>('publicity.excluded-kinds', day),
    };
    known.set(day, found);
    return found;
  };
};
