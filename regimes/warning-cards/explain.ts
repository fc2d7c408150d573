import { levelInWords } from '#foundation/check-level.ts';
import { cite } from '#foundation/citation.ts';
import type { GroundFact, Grounds } from '#foundation/grounds.ts';
import { parameterSource, type ResolvedLaw, type ResolvedParameter } from '#foundation/law.ts';
import { type LocalDate, printDate } from '#foundation/local-date.ts';
import { fill, joinPairs, pair, paragraphOf, type TextPair } from '#foundation/text-pair.ts';
import type { CardLaw } from './rules.ts';
import { type CardKind, type FailingSample, type HeldReason, heldReasonLabels } from './warning-card.ts';

/** What is needed to say in words why a card was proposed. */
export interface CardStory {
  readonly kind: CardKind;
  readonly heldReason: HeldReason | null;
  readonly historical: boolean;
  readonly producer: string;
  readonly province: string | null;
  readonly category: string;
  readonly check: {
    readonly id: number;
    readonly authority: string;
    readonly level: string;
    readonly publishedOn: LocalDate | null;
    readonly lawDay: LocalDate | null;
  };
  readonly samples: readonly FailingSample[];
}

const itemsOf = (items: readonly string[]): TextPair =>
  items.length === 0
    ? pair('公布的表中未列明', 'not named in the published table')
    : pair(items.join('、'), items.join(', '));

const sampleFact = (sample: FailingSample): GroundFact => {
  const details = [
    sample.brand !== null && pair(`商标：${sample.brand}`, `brand: ${sample.brand}`),
    sample.model !== null && pair(`规格型号：${sample.model}`, `model: ${sample.model}`),
    sample.batch !== null && pair(`生产日期或批号：${sample.batch}`, `production date or lot: ${sample.batch}`),
    sample.sampledOn !== null && pair(`抽样日期：${sample.sampledOn}`, `sampled on ${sample.sampledOn}`),
  ].filter((detail) => detail !== false);
  const place =
    details.length === 0
      ? ''
      : fill(pair('（{details}）', ' ({details})'), { details: joinPairs(details, pair('；', '; ')) });
  const text = fill(
    pair(
      '“{product}”{place}不合格，不合格项目：{items}。{doubt}',
      '“{product}”{place} failed; failing items: {items}. {doubt}',
    ),
    {
      product: sample.product,
      place,
      items: itemsOf(sample.items),
      doubt: sample.disagrees
        ? pair(
            '按实测值和标准值判定与公布结论不同，须核对。',
            'Measured values and limits lead to another verdict; to be checked.',
          )
        : '',
    },
  );
  return { text: { zh: text.zh.trim(), en: text.en.trim() }, ref: `result/${sample.resultId}` };
};

/** A parameter in one clause: title, value, source and since when. */
const parameterWords = (parameter: ResolvedParameter, value: TextPair): TextPair =>
  fill(pair('“{title}”为{value}{source}', '“{title}” is {value}{source}'), {
    title: parameter.title,
    value,
    source: parameterSource(parameter),
  });

const outcomeWords = (story: CardStory): TextPair => {
  if (story.heldReason !== null)
    return joinPairs(
      [heldReasonLabels[story.heldReason], pair('故暂不提出', 'so nothing is proposed for now')],
      pair('，', ', '),
    );
  if (story.kind === 'transfer')
    return fill(
      pair(
        '生产者所在地为{province}，不在本省，应移送其所在地主管部门处理',
        'The producer is in {province}, outside this province, so the matter goes to its own authority by a transfer letter',
      ),
      { province: story.province ?? '' },
    );
  return pair(
    '生产者在本省，应由省局发出黄牌',
    'The producer is in this province, so the provincial bureau gives the yellow card',
  );
};

/** One readable paragraph with facts, citation and parameter values with their source. */
export const explain = (story: CardStory, law: CardLaw): TextPair => {
  const citation = cite('notice', '4.3.1');
  const published =
    story.check.publishedOn === null
      ? pair('（公布日期未载明）', ' (date of publication not stated)')
      : fill(pair('于{day}公布', ', published on {day},'), { day: printDate(story.check.publishedOn) });
  const items = [...new Set(story.samples.flatMap((sample) => sample.items))];
  const sentences: TextPair[] = [
    fill(
      pair(
        '{authority}{published}的监督抽查（{level}）中，“{producer}”生产的{category}有{count}批次样品不合格，不合格项目：{items}',
        'In the spot check of {authority}{published} at {level} level, {count} sample(s) of {category} produced by “{producer}” failed; failing items: {items}',
      ),
      {
        authority: story.check.authority,
        published,
        level: levelInWords(story.check.level),
        producer: story.producer,
        category: story.category,
        count: story.samples.length,
        items: itemsOf(items),
      },
    ),
    fill(
      pair(
        '依据{citation}，对省级以上监督抽查不合格产品的生产者给予黄牌警告',
        'Under {citation}, the producer of a product that fails a spot check at provincial level or above gets a yellow card',
      ),
      { citation: citation.text },
    ),
    parameterWords(law.levels, joinPairs(law.levels.value.map(levelInWords))),
    outcomeWords(story),
  ];
  if (story.historical)
    sentences.push(
      pair(
        '本条来自历史公开数据，不由此起算期限，也不暂停许可证使用',
        'This comes from historical published data: no deadline and no suspension of licences starts from it',
      ),
    );
  return paragraphOf(sentences);
};

/** The grounds of a card: every failing sample and item, the clause, the parameter, and the paragraph. */
export const cardGrounds = (story: CardStory, law: CardLaw): Grounds => ({
  facts: story.samples.map(sampleFact),
  citations: [cite('notice', '4.3.1')],
  parameters: [law.levels],
  explanation: explain(story, law),
});

/** The law of this room by day of publication, else of becoming final (today where neither is known), resolved once a day and not once a card. */
export const lawFor = (
  law: ResolvedLaw,
  call: { readonly services: { readonly province: string }; readonly today: LocalDate },
): ((publishedOn: LocalDate | null) => CardLaw) => {
  const known = new Map<LocalDate, CardLaw>();
  return (publishedOn) => {
    const day = publishedOn ?? call.today;
    const found = known.get(day) ?? {
      levels: law.get<readonly string[]>('warning-cards.levels', day),
      province: call.services.province,
    };
    known.set(day, found);
    return found;
  };
};
