import { cite } from '#foundation/citation.ts';
import type { GroundFact, Grounds } from '#foundation/grounds.ts';
import type { ResolvedParameter } from '#foundation/law.ts';
import { type LocalDate, printDate } from '#foundation/local-date.ts';
import { fill, joinPairs, pair, type TextPair } from '#foundation/text-pair.ts';
import { type Hold, type LicenceKind, licenceKindLabels, type Standing, standingLabels, type Term } from './licence.ts';
import { standingOn, yearsLater } from './rules.ts';

/** What the commerce authority is told (notice 3.1.1). Only one of them lets production into the business licence. */
export const gateAnswers = [
  'preparation-only',
  'production-may-be-added',
  'suspended',
  'scope-does-not-match',
  'not-in-catalogue',
  'unknown',
] as const;
export type GateAnswer = (typeof gateAnswers)[number];
export const gateAnswerLabels: Readonly<Record<GateAnswer, TextPair>> = {
  'preparation-only': pair('只能登记筹建', 'Preparation only'),
  'production-may-be-added': pair('可以增加生产范围', 'Production may be added'),
  suspended: pair('许可证、证书暂停使用', 'Suspended'),
  'scope-does-not-match': pair('许可范围不符', 'The scope does not match'),
  'not-in-catalogue': pair('不在目录内', 'Not in the catalogue'),
  unknown: pair('无法确定，不得据此增加生产范围', 'Unknown; production may not be added on this answer'),
};

/** What the officer who registers does with each answer. */
export const gateAnswerAdvice: Readonly<Record<GateAnswer, TextPair>> = {
  'preparation-only': pair(
    '可以登记筹建，不得登记生产；取得许可证或证书后再查询。',
    'Register the preparation, not the production; ask again once the licence or certificate is there.',
  ),
  'production-may-be-added': pair(
    '可以在营业执照上登记该产品的生产。',
    'Production of it may be entered in the business licence.',
  ),
  suspended: pair(
    '暂停期间不得增加该产品的生产范围；恢复后再查询。',
    'Production may not be added while it is suspended; ask again once that has ended.',
  ),
  'scope-does-not-match': pair(
    '可以登记筹建，不得登记生产；许可范围增加该产品后再查询。',
    'Register the preparation, not the production; ask again once the scope holds the product.',
  ),
  'not-in-catalogue': pair(
    '该产品当日不须许可证或强制性认证，不因此限制登记。',
    'On that day it needed no licence or certificate; the registration is not held up by this.',
  ),
  unknown: pair(
    '不得据此登记生产；请核对企业、产品和日期，或者询问省局。',
    'Do not register production on this; check the enterprise, the product and the day, or ask the provincial authority.',
  ),
};

/** A line of the catalogue that names the category asked about, or a wider one. */
export interface GateEntry {
  readonly kind: LicenceKind;
  readonly category: string;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
  readonly source: string;
  readonly confirmed: boolean;
}

export interface GateLicence extends Term {
  readonly id: number;
  readonly number: string;
  readonly kind: LicenceKind;
  /** Categories it covers. */
  readonly scope: readonly number[];
  readonly holds: readonly Hold[];
}

/** Everything that the answer rests on. */
export interface GateCase {
  readonly on: LocalDate;
  readonly today: LocalDate;
  readonly enterprise: { readonly id: number; readonly name: string } | null;
  readonly category: { readonly id: number; readonly name: string } | null;
  /** The category and the wider ones above it. */
  readonly path: readonly number[];
  /** The first day of any line of the catalogue; empty where none is kept. */
  readonly keptFrom: LocalDate | null;
  readonly entries: readonly GateEntry[];
  readonly licences: readonly GateLicence[];
}

export interface GateLaw {
  /** Kinds that must be shown before production is added. */
  readonly kinds: ResolvedParameter<readonly LicenceKind[]>;
  /** Years without a new application after a revocation. */
  readonly barredYears: ResolvedParameter<number>;
}

export interface GateDecision {
  readonly answer: GateAnswer;
  readonly kinds: readonly {
    readonly kind: LicenceKind;
    readonly answer: GateAnswer;
    readonly licenceId: number | null;
    readonly number: string | null;
  }[];
  readonly grounds: Grounds;
}

const isListed = (entry: GateEntry, on: LocalDate): boolean =>
  entry.from <= on && (entry.until === null || on <= entry.until);

const entryFact = (entry: GateEntry): GroundFact => ({
  text: fill(
    pair(
      '“{category}”自{from}起{until}列入{kind}目录（{source}{doubt}）',
      '“{category}” is in the catalogue of the kind “{kind}” since {from}{until} ({source}{doubt})',
    ),
    {
      category: entry.category,
      from: printDate(entry.from),
      until:
        entry.until === null ? pair('', '') : fill(pair('至{day}', ' until {day}'), { day: printDate(entry.until) }),
      kind: licenceKindLabels[entry.kind],
      source: entry.source,
      doubt: entry.confirmed ? pair('', '') : pair('，待核实', ', not confirmed'),
    },
  ),
});

const standingFact = (licence: GateLicence, standing: Standing): GroundFact => ({
  text: fill(
    pair(
      '{kind}{number}：{standing}，有效期{from}至{until}',
      '{kind} {number}: {standing}, valid from {from} until {until}',
    ),
    {
      kind: licenceKindLabels[licence.kind],
      number: licence.number,
      standing: standingLabels[standing],
      from: printDate(licence.validFrom),
      until: printDate(licence.validUntil),
    },
  ),
  ref: `licence/${licence.id}`,
});

interface KindDecision {
  readonly kind: LicenceKind;
  readonly answer: GateAnswer;
  readonly licence: GateLicence | null;
  readonly facts: readonly GroundFact[];
}

/** What one kind of licence says of the product. */
const decideKind = (kind: LicenceKind, given: GateCase, barredYears: number): KindDecision => {
  const { on, path } = given;
  const own = given.licences.filter((licence) => licence.kind === kind);
  const covering = own
    .filter((licence) => licence.scope.some((category) => path.includes(category)))
    .map((licence) => ({ licence, standing: standingOn(licence, licence.holds, on, path) }));
  const facts = covering.map(({ licence, standing }) => standingFact(licence, standing));
  const valid = covering.find(({ standing }) => standing === 'valid');
  if (valid) return { kind, answer: 'production-may-be-added', licence: valid.licence, facts };
  const suspended = covering.find(({ standing }) => standing === 'suspended');
  if (suspended) return { kind, answer: 'suspended', licence: suspended.licence, facts };
  // The years are those of the regulation on production licences; a certificate that was withdrawn bars nobody.
  const barred = (kind === 'production-licence' ? covering : [])
    .filter(({ standing, licence }) => standing === 'revoked' && licence.revokedOn !== null)
    .map(({ licence }) => yearsLater(licence.revokedOn as LocalDate, barredYears))
    .filter((until) => on < until)
    .toSorted()
    .at(-1);
  const bar: GroundFact[] =
    barred === undefined
      ? []
      : [
          {
            text: fill(
              pair(
                '吊销后{years}年内不得再次申请，至{day}为止',
                'No new application for {years} years after the revocation, until {day}',
              ),
              { years: barredYears, day: printDate(barred) },
            ),
          },
        ];
  const elsewhere = own.find((licence) => standingOn(licence, licence.holds, on, []) === 'valid');
  if (elsewhere)
    return {
      kind,
      answer: 'scope-does-not-match',
      licence: elsewhere,
      facts: [
        ...facts,
        {
          text: fill(
            pair('{kind}{number}的许可范围不含该产品', 'The scope of {kind} {number} does not hold this product'),
            { kind: licenceKindLabels[kind], number: elsewhere.number },
          ),
          ref: `licence/${elsewhere.id}`,
        },
        ...bar,
      ],
    };
  const none: GroundFact = {
    text: fill(pair('没有登记有效的{kind}', 'No valid {kind} is on record'), {
      kind: pair(licenceKindLabels[kind].zh, licenceKindLabels[kind].en.toLowerCase()),
    }),
  };
  return { kind, answer: 'preparation-only', licence: null, facts: [...facts, none, ...bar] };
};

/** From the weakest to the strongest reason why production may not be added. */
const weight: readonly GateAnswer[] = [
  'production-may-be-added',
  'suspended',
  'scope-does-not-match',
  'preparation-only',
];

const explain = (answer: GateAnswer, given: GateCase, facts: readonly GroundFact[]): TextPair => {
  const citation = cite('notice', '3.1.1');
  const said = joinPairs(
    facts.map(({ text }) => text),
    pair('；', '; '),
  );
  return fill(
    pair(
      '截至{day}，“{enterprise}”生产“{category}”：{answer}。{said}。依据{citation}，列入目录的产品须先登记筹建，凭许可证或证书方可增加生产范围。',
      'On {day}, “{enterprise}” and the product “{category}”: {answer}. {said}. Under {citation} a product of the catalogue is first registered for preparation only; production is added on showing the licence or certificate.',
    ),
    {
      day: printDate(given.on),
      enterprise: given.enterprise?.name ?? pair('该企业', 'the enterprise'),
      category: given.category?.name ?? pair('该产品', 'the product'),
      answer: gateAnswerLabels[answer],
      said,
      citation: citation.text,
    },
  );
};

/**
 * Whether production of a product may be added to the business licence of an enterprise on a day (notice 3.1.1). Every kind that the
 * catalogue demands must be valid for the product; what is not known is answered `unknown`, which never lets production in.
 */
export const decideGate = (given: GateCase, law: GateLaw): GateDecision => {
  const done = (
    answer: GateAnswer,
    facts: readonly GroundFact[],
    kinds: readonly KindDecision[] = [],
  ): GateDecision => ({
    answer,
    kinds: kinds.map(({ kind, answer: one, licence }) => ({
      kind,
      answer: one,
      licenceId: licence?.id ?? null,
      number: licence?.number ?? null,
    })),
    grounds: {
      facts,
      citations: [cite('notice', '3.1.1')],
      parameters: [law.kinds, law.barredYears],
      explanation: explain(answer, given, facts),
    },
  });
  const fact = (zh: string, en: string): GroundFact => ({ text: pair(zh, en) });
  if (given.on > given.today)
    return done('unknown', [fact('所问日期晚于今天，届时的状态尚不可知', 'The day asked about lies after today')]);
  if (given.category === null)
    return done('unknown', [fact('产品种类不在登记中', 'The product category is not on record')]);
  if (given.keptFrom === null || given.on < given.keptFrom)
    return done('unknown', [fact('所问日期没有登记产品目录', 'No catalogue is on record for that day')]);
  const listed = given.entries.filter((entry) => isListed(entry, given.on) && law.kinds.value.includes(entry.kind));
  if (listed.length === 0)
    return done('not-in-catalogue', [
      fact('所问日期该产品不在生产许可证和强制性认证目录内', 'On that day the product is in neither catalogue'),
    ]);
  const entries = listed.map(entryFact);
  if (given.enterprise === null)
    return done('unknown', [...entries, fact('企业不在登记中', 'The enterprise is not on record')]);
  const kinds = [...new Set(listed.map(({ kind }) => kind))].map((kind) =>
    decideKind(kind, given, law.barredYears.value),
  );
  const answer = kinds.reduce<GateAnswer>(
    (worst, { answer: one }) => (weight.indexOf(one) > weight.indexOf(worst) ? one : worst),
    'production-may-be-added',
  );
  return done(answer, [...entries, ...kinds.flatMap(({ facts }) => facts)], kinds);
};
