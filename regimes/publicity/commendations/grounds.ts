import { cite } from '#foundation/citation.ts';
import type { GroundFact, Grounds } from '#foundation/grounds.ts';
import type { ResolvedParameter } from '#foundation/law.ts';
import { localDate, printDate } from '#foundation/local-date.ts';
import { fill, joinPairs, pair, paragraphOf, type TextPair } from '#foundation/text-pair.ts';
import type { CommendationBasis } from './commendation.ts';
import { markedSamples, marksOf } from './rules.ts';

export interface CommendationStory {
  readonly producer: string;
  readonly category: string;
  readonly basis: CommendationBasis;
  readonly parameters: readonly ResolvedParameter[];
  /** Denominators below this are few. */
  readonly smallBelow: number;
  /** Levels of check that count. */
  readonly levels: readonly string[];
}

const levelWords: Readonly<Record<string, TextPair>> = {
  national: pair('国家级', 'national'),
  provincial: pair('省级', 'provincial'),
  municipal: pair('市级', 'municipal'),
  county: pair('县级', 'county'),
};

const levelOf = (level: string): TextPair => levelWords[level] ?? pair(level, level);

const factsOf = (basis: CommendationBasis): GroundFact[] =>
  basis.checks.flatMap(({ title, authority, level, publishedOn, samples }) =>
    samples.map(({ resultId, product, brand, model, batch, mark }) => ({
      ref: `result/${resultId}`,
      text: fill(
        pair(
          '{authority}“{title}”（{level}，{day}公布）：“{product}”{details}，{mark}，检验合格',
          '“{title}” of {authority} ({level}, published on {day}): “{product}”{details}, {mark}, passed',
        ),
        {
          authority,
          title,
          level: levelOf(level),
          day: printDate(localDate(publishedOn)),
          product,
          details: [brand, model, batch]
            .filter((part) => part !== null)
            .map((part) => ` · ${part}`)
            .join(''),
          mark:
            mark.kind === 'grade'
              ? pair(`标称等级${mark.words}`, `marked as grade ${mark.words}`)
              : pair(`执行标准${mark.words}`, `made to ${mark.words}`),
        },
      ),
    })),
  );

/** Why a product is commended, with numbers and their denominators. */
export const groundsOf = ({
  producer,
  category,
  basis,
  parameters,
  smallBelow,
  levels,
}: CommendationStory): Grounds => {
  const sentences = [
    fill(
      pair(
        '“{producer}”生产的{category}，{since}至{until}在公布的{levels}监督抽查中共检验{samples}批次，{samples}批次合格，其中{marked}批次（{checks}次抽查）标称{marks}',
        '{category} of “{producer}”: from {since} to {until} published {levels} checks tested {samples} batches, of which {samples} passed; {marked} of these {samples} (in {checks} checks) were marked {marks}',
      ),
      {
        producer,
        category,
        levels: joinPairs(levels.map(levelOf)),
        since: printDate(localDate(basis.since)),
        until: printDate(localDate(basis.until)),
        samples: basis.samples,
        marked: markedSamples(basis),
        checks: basis.checks.length,
        marks: marksOf(basis),
      },
    ),
    ...(basis.samples < smallBelow
      ? [
          pair(
            `批次较少（${basis.samples}批次），只反映所抽批次`,
            `These are few batches (${basis.samples}): they speak of the batches sampled alone`,
          ),
        ]
      : []),
    pair(
      '同期该企业没有不合格、拒检、黄牌红牌、曝光或者许可证暂停、吊销的记录',
      'In that time the record holds no failure or refusal, no card, no exposure, and no licence suspended or revoked of this firm',
    ),
    fill(pair('依据{citation}，对高标准的产品予以表扬', 'Under {citation}, high standards are praised'), {
      citation: cite('notice', '6.3').text,
    }),
    pair(
      '这只说明记录，不是评比、排名或者推荐',
      'It says what the record holds; it is no appraisal, no ranking and no recommendation',
    ),
  ];
  return {
    facts: factsOf(basis),
    citations: [cite('notice', '6.3'), cite('notice', '2.2.2'), cite('notice', '3.7')],
    parameters,
    explanation: paragraphOf(sentences),
  };
};
