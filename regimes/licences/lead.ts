import { cite } from '#foundation/citation.ts';
import type { GroundFact, Grounds } from '#foundation/grounds.ts';
import type { ResolvedParameter } from '#foundation/law.ts';
import { type LocalDate, printDate } from '#foundation/local-date.ts';
import { journalWordsOf, type Process } from '#foundation/process.ts';
import { fill, joinPairs, pair, type TextPair } from '#foundation/text-pair.ts';
import { type LicenceKind, licenceKindLabels } from './licence.ts';

export const leadStates = ['open', 'handed-over', 'unfounded', 'merged'] as const;
export type LeadState = (typeof leadStates)[number];
export const leadVerbs = ['hand-over', 'dismiss'] as const;
export type LeadVerb = (typeof leadVerbs)[number];

/** A lead of unlicensed production 无证生产线索, until an officer has handed it over or found it unfounded. */
export const leadProcess = {
  room: 'licences',
  kind: 'lead',
  name: pair('无证生产线索', 'The lead of unlicensed production'),
  states: {
    open: pair('待核查', 'To be looked into'),
    'handed-over': pair('已移交查处', 'Handed over'),
    unfounded: pair('经核查不属实', 'Unfounded'),
    merged: pair('已并入同一企业的线索', 'Joined with another lead of the enterprise'),
  },
  acts: {
    'hand-over': { label: pair('移交查处', 'Hand over'), permission: 'licences.leads', reason: true },
    dismiss: { label: pair('不属实', 'Unfounded'), permission: 'licences.leads', reason: true },
  },
  transitions: {
    open: { 'hand-over': 'handed-over', dismiss: 'unfounded', merge: 'merged' },
    'handed-over': {},
    unfounded: {},
    merged: {},
  },
  citation: cite('notice', '3.1.1'),
} as const satisfies Process<LeadState, LeadVerb, 'merge'>;

export const leadEventWords: Readonly<Record<string, TextPair>> = {
  ...Object.fromEntries(Object.entries(leadProcess.acts).map(([verb, { label }]) => [verb, label])),
  find: pair('程序比对发现', 'Found by the program'),
  merge: pair('企业合并，并入另一线索', 'Joined with another lead: the enterprises are one'),
};
export const leadJournal = journalWordsOf(leadProcess, '/licence-leads/$id', leadEventWords);

/** Where production without a licence shows: a sample at the maker's or a shop, a warning card, a business licence for production. */
export const leadSources = ['check', 'sale', 'card', 'business-licence'] as const;
export type LeadSource = (typeof leadSources)[number];
export const leadSourceLabels: Readonly<Record<LeadSource, TextPair>> = {
  check: pair('监督抽查', 'Spot check'),
  sale: pair('市场销售', 'On sale'),
  card: pair('黄牌、红牌', 'Warning card'),
  'business-licence': pair('营业执照', 'Business licence'),
};

/** One thing that names the enterprise as producer of the product on a day. */
export interface Evidence {
  readonly source: LeadSource;
  readonly on: LocalDate;
  readonly what: string;
  readonly ref: string | null;
}

/** What a lead rests on. */
export interface LeadStory {
  readonly enterprise: string;
  readonly category: string;
  /** Kinds that the catalogue demands and the enterprise has not, each since when it is in the catalogue. */
  readonly missing: readonly { readonly kind: LicenceKind; readonly since: LocalDate }[];
  readonly evidence: readonly Evidence[];
  /** The last licence of such a kind for the product, where there was one. */
  readonly former: { readonly number: string; readonly until: LocalDate } | null;
  /** What the business licence says of the product. */
  readonly stage: 'preparation' | 'production' | null;
}

const sourceWords = (evidence: Evidence): TextPair => {
  const day = printDate(evidence.on);
  switch (evidence.source) {
    case 'check':
      return fill(pair('{day}，监督抽查从该企业抽取样品：{what}', '{day}: sampled at the enterprise: {what}'), { day, what: evidence.what }); // prettier-ignore
    case 'sale':
      return fill(pair('{day}，市场上抽取的样品标明由该企业生产：{what}', '{day}: a sample on sale names it as producer: {what}'), { day, what: evidence.what }); // prettier-ignore
    case 'card':
      return fill(pair('{day}，就该产品向该企业发出黄牌或红牌', '{day}: a warning card was issued for the product'), { day }); // prettier-ignore
    case 'business-licence':
      return fill(pair('{day}，营业执照登记有该产品的生产范围（{what}）', '{day}: its business licence names production ({what})'), { day, what: evidence.what }); // prettier-ignore
  }
};

/** Puts a lead into words: what names the enterprise as producer, what the catalogue demands, and what is not on record. */
export const leadGrounds = (story: LeadStory, months: ResolvedParameter<number>): Grounds => {
  const evidence: GroundFact[] = story.evidence.map((one) => ({
    text: sourceWords(one),
    ...(one.ref === null ? {} : { ref: one.ref }),
  }));
  const listed: GroundFact[] = story.missing.map(({ kind, since }) => ({
    text: fill(
      pair('“{category}”自{day}起列入{kind}目录', '“{category}” is in the catalogue of the kind “{kind}” since {day}'),
      {
        category: story.category,
        day: printDate(since),
        kind: licenceKindLabels[kind],
      },
    ),
  }));
  const kinds = joinPairs(story.missing.map(({ kind }) => licenceKindLabels[kind]));
  const none: GroundFact = {
    text:
      story.former === null
        ? fill(pair('没有登记该企业此产品的{kinds}', 'No such licence of the enterprise is on record: {kinds}'), {
            kinds,
          })
        : fill(
            pair(
              '登记的{number}有效期止于{day}，此后没有有效的{kinds}',
              '{number} was valid until {day}; none since: {kinds}',
            ),
            {
              number: story.former.number,
              day: printDate(story.former.until),
              kinds,
            },
          ),
  };
  const preparing: GroundFact[] =
    story.stage === 'preparation'
      ? [{ text: pair('营业执照对该产品只登记了筹建', 'The business licence names the product for preparation only') }]
      : [];
  const facts = [...evidence, ...listed, none, ...preparing];
  const citation = cite('notice', '3.1.1');
  return {
    facts,
    citations: [citation],
    parameters: [months],
    explanation: fill(
      pair(
        '比对监督抽查、市场销售、营业执照和许可证登记，“{enterprise}”可能无证生产“{category}”：{said}。依据{citation}，列入目录的产品凭许可证或证书方可生产。线索须经核查，不等于认定违法。',
        'Comparing checks, sales, business licences and the register, “{enterprise}” may make “{category}” without a licence: {said}. Under {citation} products of the catalogue are made on a licence or certificate. A lead is to be looked into; it finds nobody guilty.',
      ),
      {
        enterprise: story.enterprise,
        category: story.category,
        said: joinPairs(
          facts.map(({ text }) => text),
          pair('；', '; '),
        ),
        citation: citation.text,
      },
    ),
  };
};
