import { levelInWords } from '#foundation/check-level.ts';
import { cite } from '#foundation/citation.ts';
import { parameterSource, type ResolvedParameter } from '#foundation/law.ts';
import { printDate } from '#foundation/local-date.ts';
import { fill, joinPairs, pair, paragraphOf, type TextPair } from '#foundation/text-pair.ts';
import { type ConsecutiveBasis, type DatedCheck, type ExposureBasis, type FakeBasis, type NamedCheck, type RectificationBasis, type RefusalBasis, sellersOf, type SeriousBasis, type StatedBasis } from './basis.ts'; // prettier-ignore
import { type StatedGround, unknownMaker } from './exposure.ts';
import type { ExposureLaw } from './rules.ts';

/** What is needed to say in words why an exposure was proposed. */
export interface ExposureStory {
  /** Null where the maker of a fake is not known. */
  readonly producer: string | null;
  readonly category: string | null;
  readonly historical: boolean;
  readonly basis: ExposureBasis;
}

const kindWords: Readonly<Record<string, TextPair>> = {
  regular: pair('定期抽查', 'regular checks'),
  special: pair('专项抽查', 'special checks'),
  'follow-up': pair('跟踪抽查', 'follow-up checks'),
  urgent: pair('应急抽查', 'urgent checks'),
};
const kindInWords = (kind: string): TextPair => kindWords[kind] ?? pair(kind, kind);
const listOf = (inWords: (key: string) => TextPair, keys: readonly string[]): TextPair =>
  keys.length === 0 ? pair('无', 'none') : joinPairs(keys.map(inWords));
const same = (text: string): TextPair => pair(text, text);

const dayOf = ({ on, by }: DatedCheck): TextPair =>
  by === 'sampling'
    ? fill(pair('{day}抽样', 'sampled on {day}'), { day: printDate(on) })
    : fill(
        pair(
          '{day}公布，抽样日期不明，以公布日期排序',
          'published on {day}; the sampling date is unknown, ordered by publication',
        ),
        { day: printDate(on) },
      );

/** A check of a run by who ordered it, its level and its day. */
export const checkWords = (check: DatedCheck): TextPair =>
  fill(pair('{authority}监督抽查（{level}，{day}）', 'the check of {authority} ({level}, {day})'), {
    authority: check.authority,
    level: levelInWords(check.level),
    day: dayOf(check),
  });

const parameterWords = (parameter: ResolvedParameter, value: TextPair): TextPair =>
  fill(pair('“{title}”为{value}{source}', '“{title}”: {value}{source}'), {
    title: parameter.title,
    value,
    source: parameterSource(parameter),
  });

/** What is exposed, by what there is: a refusal names no seller, a fake may have no known maker. */
const exposedWords = ({ producer, basis }: ExposureStory): TextPair => {
  const maker = producer !== null && !(basis.ground === 'stated' && basis.maker === 'unknown');
  const sold = sellersOf(basis).length > 0;
  if (maker && sold)
    return pair(
      '该产品及其生产者、销售者符合曝光条件',
      'The product, its producer and its seller meet the grounds for exposure',
    );
  if (sold) return pair('该产品及其销售者符合曝光条件', 'The product and its seller meet the grounds for exposure');
  return pair('该产品及其生产者符合曝光条件', 'The product and its producer meet the grounds for exposure');
};

const closing = (story: ExposureStory): TextPair[] => [
  ...(story.basis.retailer
    ? [
        pair(
          '所列生产企业按名称为加油站或商店，可能是销售者',
          'By its name the firm listed as producer is a petrol station or shop and may be the seller',
        ),
      ]
    : []),
  exposedWords(story),
  ...(story.historical ? [pair('本条来自历史公开数据', 'This comes from historical published data')] : []),
];

const consecutiveWords = (story: ExposureStory, basis: ConsecutiveBasis, law: ExposureLaw): TextPair => {
  const sentences = [
    fill(
      pair(
        '“{producer}”生产的{category}在监督抽查中连续{count}次不合格：{checks}',
        '{category} produced by “{producer}” failed {count} consecutive checks: {checks}',
      ),
      {
        producer: story.producer ?? unknownMaker,
        category: story.category ?? '',
        count: basis.checks.length,
        checks: joinPairs(basis.checks.map(checkWords), pair('；', '; ')),
      },
    ),
    fill(
      pair(
        '依据{citation}，省级以上监督抽查中连续两次不合格的产品及其生产者、销售者应予曝光',
        'Under {citation}, a product that fails two consecutive checks at provincial level or above is exposed with its producer and seller',
      ),
      { citation: cite('notice', '4.2').text },
    ),
    parameterWords(law.consecutive, fill(pair('{n}次', '{n} checks'), { n: law.consecutive.value })),
    parameterWords(law.levels, listOf(levelInWords, law.levels.value)),
    parameterWords(law.excludedKinds, listOf(kindInWords, law.excludedKinds.value)),
  ];
  if (basis.laterPasses.length > 0)
    sentences.push(
      fill(pair('此后该类产品有{count}次抽查合格：{checks}', 'Later the category passed {count} check(s): {checks}'), {
        count: basis.laterPasses.length,
        checks: joinPairs(basis.laterPasses.map(checkWords), pair('；', '; ')),
      }),
    );
  if (basis.undated > 0)
    sentences.push(
      fill(pair('另有{count}次抽查日期不明，未计入', '{count} check(s) without a date were left out'), {
        count: basis.undated,
      }),
    );
  return paragraphOf([...sentences, ...closing(story)]);
};

/** A check by who published it and when. */
export const namedWords = ({ authority, level, publishedOn }: NamedCheck): TextPair =>
  fill(pair('{authority}监督抽查（{level}，{published}）', 'the check of {authority} ({level}, {published})'), {
    authority,
    level: levelInWords(level),
    published:
      publishedOn === null
        ? pair('公布日期未载明', 'date not stated')
        : fill(pair('{day}公布', 'published on {day}'), { day: printDate(publishedOn) }),
  });

const refusalWords = (story: ExposureStory, basis: RefusalBasis, law: ExposureLaw): TextPair =>
  paragraphOf([
    fill(
      pair(
        '{check}中，“{producer}”拒绝接受监督抽查，涉及产品：{products}',
        'At {check}, “{producer}” refused a spot check of: {products}',
      ),
      {
        check: namedWords(basis.check),
        producer: story.producer ?? unknownMaker,
        products: joinPairs(basis.refused.map((refused) => same(refused.product))),
      },
    ),
    fill(
      pair(
        '依据{citation}，拒绝监督抽查的，其产品及生产者、销售者应予曝光',
        'Under {citation}, refusal of inspection leads to exposure of the product, its producer and its seller',
      ),
      { citation: cite('notice', '4.2').text },
    ),
    parameterWords(law.levels, listOf(levelInWords, law.levels.value)),
    ...closing(story),
  ]);

const seriousWords = (story: ExposureStory, basis: SeriousBasis, law: ExposureLaw): TextPair =>
  paragraphOf([
    fill(
      pair(
        '{check}中，“{producer}”生产的{products}有A类（严重）项目不合格，属劣质产品：{items}',
        'At {check} {products} produced by “{producer}” failed by items of class A (serious): {items}',
      ),
      {
        check: namedWords(basis.check),
        producer: story.producer ?? unknownMaker,
        products: joinPairs([...new Set(basis.samples.map(({ product }) => product))].map(same)),
        items: joinPairs([...new Set(basis.samples.flatMap(({ items }) => items))].map(same)),
      },
    ),
    fill(
      pair(
        '依据{citation}，省级以上监督抽查中发现的劣质产品及其生产者、销售者应予曝光；仅仅不合格的不在此列',
        'Under {citation}, a seriously bad product found by a check at provincial level or above is exposed with its producer and seller; one that merely fails is not',
      ),
      { citation: cite('notice', '4.2').text },
    ),
    parameterWords(law.levels, listOf(levelInWords, law.levels.value)),
    ...closing(story),
  ]);

const rectificationWords = (story: ExposureStory, basis: RectificationBasis, law: ExposureLaw): TextPair =>
  paragraphOf([
    fill(
      pair(
        '“{producer}”的{product}在{check}中不合格，经责令整改（{card}），于{day}认定拒不整改',
        '{product} of “{producer}” failed at {check}; ordered to rectify ({card}), the firm was found on {day} to refuse',
      ),
      {
        producer: story.producer ?? unknownMaker,
        product: basis.product,
        check: namedWords(basis.check),
        card: basis.cardNumber,
        day: printDate(basis.refusedOn),
      },
    ),
    fill(
      pair(
        '依据{citation}，拒不整改的，其产品及生产者、销售者应予曝光',
        'Under {citation}, refusal to rectify leads to exposure of the product, its producer and its seller',
      ),
      { citation: cite('notice', '4.2').text },
    ),
    parameterWords(law.levels, listOf(levelInWords, law.levels.value)),
    ...closing(story),
  ]);

const fakeWords = (story: ExposureStory, basis: FakeBasis, law: ExposureLaw): TextPair =>
  paragraphOf([
    fill(
      pair(
        '“{producer}”的{product}在{check}中不合格（{card}），移交稽查后，{by}于{day}认定为假冒、伪造产品：{decision}',
        '{product} of “{producer}” failed at {check} ({card}); handed over, it was found on {day} by {by} to be fake: {decision}',
      ),
      {
        producer: story.producer ?? unknownMaker,
        product: basis.product,
        check: namedWords(basis.check),
        card: basis.cardNumber,
        by: basis.foundBy,
        day: printDate(basis.foundOn),
        decision: basis.decision,
      },
    ),
    fill(
      pair(
        '依据{citation}，省级以上监督抽查中发现的假冒产品及其生产者、销售者应予曝光',
        'Under {citation}, a fake found by a check at provincial level or above is exposed with its producer and seller',
      ),
      { citation: cite('notice', '4.2').text },
    ),
    parameterWords(law.levels, listOf(levelInWords, law.levels.value)),
    ...closing(story),
  ]);

/** What each ground says of the product, and the rule. */
const statedRules: Readonly<Record<StatedGround, { readonly found: TextPair; readonly rule: TextPair }>> = {
  fake: {
    found: pair('属假冒产品', 'it is a fake'),
    rule: pair(
      '省级以上监督抽查中发现的假冒产品及其生产者、销售者应予曝光',
      'a fake found by a check at provincial level or above is exposed with its producer and seller',
    ),
  },
  serious: {
    found: pair('属劣质产品', 'it is seriously bad'),
    rule: pair(
      '省级以上监督抽查中发现的劣质产品及其生产者、销售者应予曝光；仅仅不合格的不在此列',
      'a seriously bad product found by a check at provincial level or above is exposed with its producer and seller; one that merely fails is not',
    ),
  },
  refusal: {
    found: pair('生产者拒绝接受监督抽查', 'its producer refused inspection'),
    rule: pair(
      '拒绝监督抽查的，其产品及生产者、销售者应予曝光',
      'refusal of inspection leads to exposure of the product, its producer and its seller',
    ),
  },
  rectification: {
    found: pair('生产者拒不整改', 'its producer refused to rectify'),
    rule: pair(
      '拒不整改的，其产品及生产者、销售者应予曝光',
      'refusal to rectify leads to exposure of the product, its producer and its seller',
    ),
  },
};

/** The name on the label belongs to a firm that is wronged: said wherever the name stands. */
export const misusedWords = (basis: StatedBasis): TextPair[] =>
  basis.misused === null
    ? []
    : [
        fill(
          pair(
            '产品标称厂名“{label}”系被冒用，该产品不是“{label}”的产品，“{label}”不是曝光对象',
            'The name “{label}” on the label is used without right: the product is not made by “{label}”, which is not what is exposed',
          ),
          { label: basis.misused.name },
        ),
      ];

const statedWords = (story: ExposureStory, basis: StatedBasis, law: ExposureLaw): TextPair => {
  const { found, rule } = statedRules[basis.of];
  return paragraphOf([
    fill(pair('{check}中，{maker}“{product}”{found}：{facts}', 'At {check}, of “{product}”{maker}: {found}: {facts}'), {
      check: namedWords(basis.check),
      maker:
        basis.maker === 'known'
          ? fill(pair('“{producer}”的', ' of “{producer}”'), { producer: story.producer ?? unknownMaker })
          : '',
      // Quotation marks within quotation marks.
      product: basis.product.replaceAll('“', '‘').replaceAll('”', '’'),
      found,
      facts: basis.facts.replace(/[。.；;\s]+$/, ''),
    }),
    ...misusedWords(basis),
    ...(basis.maker === 'unknown' ? [pair('实际生产者不明', 'Who made it is not known')] : []),
    fill(pair('由承办人提出，附证据{count}份', 'Stated by an officer with {count} file(s) of evidence'), {
      count: basis.evidence.length,
    }),
    fill(pair('依据{citation}，{rule}', 'Under {citation}, {rule}'), { citation: cite('notice', '4.2').text, rule }),
    parameterWords(law.levels, listOf(levelInWords, law.levels.value)),
    ...closing(story),
  ]);
};

/** Why an exposure was proposed: one readable paragraph with facts, citation and parameter values with their source. */
export const explain = (story: ExposureStory, law: ExposureLaw): TextPair => {
  const { basis } = story;
  switch (basis.ground) {
    case 'consecutive-failures':
      return consecutiveWords(story, basis, law);
    case 'refusal':
      return refusalWords(story, basis, law);
    case 'serious':
      return seriousWords(story, basis, law);
    case 'rectification':
      return rectificationWords(story, basis, law);
    case 'fake':
      return fakeWords(story, basis, law);
    case 'stated':
      return statedWords(story, basis, law);
  }
};
