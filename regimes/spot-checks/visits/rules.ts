import { cite } from '#foundation/citation.ts';
import { type LocalDate } from '#foundation/local-date.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { fill, pair, type TextPair } from '#foundation/text-pair.ts';
import { sampleProcess, type SampleState } from './sample.ts';
import type { SheetInput } from './sheet-input.ts';
import { reasonWords, type VisitVerb } from './visit.ts';

/** What is known of an inspector when he is to make a visit. */
export interface InspectorFacts {
  readonly id: number;
  readonly name: string;
  readonly active: boolean;
  readonly certified: boolean;
  readonly covers: boolean;
  readonly qualified: boolean;
  readonly conflict: string | null;
  readonly account: string | null;
}

/** Two inspectors at least (measures of 2010, article 19), one of them leading, each of whom may make the visit. */
export const decideInspectors = (
  wanted: readonly number[],
  leader: number,
  found: readonly InspectorFacts[],
): Result<undefined> => {
  if (new Set(wanted).size < 2 || !wanted.includes(leader)) return refuse('two-inspectors');
  for (const id of wanted) {
    const facts = found.find((one) => one.id === id);
    if (!facts) return refuse('not-found', { thing: pair('该抽样人员', 'The inspector') });
    const { name, active, certified, covers, qualified, conflict } = facts;
    if (!active || !certified) return refuse('inspector-not-in-service', { name });
    if (!covers) return refuse('inspector-from-elsewhere', { name });
    if (!qualified) return refuse('inspector-not-qualified', { name });
    if (conflict !== null) return refuse('inspector-conflict', { name, why: conflict });
  }
  // Two entries of the register with one account are one person.
  const accounts = found
    .filter(({ id, account }) => wanted.includes(id) && account !== null)
    .map(({ account }) => account);
  if (new Set(accounts).size < accounts.length) return refuse('two-inspectors');
  return ok(undefined);
};

/** Why a target may no longer be visited, learnt since it was drawn. */
export interface Exclusion {
  readonly words: TextPair;
}

export const excluded = {
  closed: pair('企业已关闭', 'the enterprise has closed'),
  deregistered: pair('企业已注销', 'the enterprise has been deregistered'),
  lately: pair('同一产品在抽取之后已被抽查（{by}，{on}）', 'the product was checked since the draw ({by}, {on})'),
} as const;

/** Whether something has begun since the draw that forbids the visit. Follow-up and urgent checks repeat lawfully. */
export const exclusionOf = (facts: {
  readonly status: string;
  readonly drawn: boolean;
  readonly lately: { readonly by: string; readonly on: string } | null;
  readonly exempt: Exclusion | undefined;
}): Exclusion | undefined => {
  if (facts.status === 'closed' || facts.status === 'deregistered') return { words: excluded[facts.status] };
  if (facts.exempt) return facts.exempt;
  return facts.drawn && facts.lately !== null ? { words: fill(excluded.lately, facts.lately) } : undefined;
};

/** What is sent is on its way under a number, or with somebody who is named. */
export const decideConsignment = ({
  courierNumber = '',
  note = '',
}: {
  readonly courierNumber?: string | undefined;
  readonly note?: string | undefined;
}): Result<undefined> =>
  courierNumber === '' && note === ''
    ? refuseFields({
        courierNumber: pair(
          '请填写快递单号；专人送达的在备注中写明',
          'Give the number of the consignment, or say in the note who carries it',
        ),
      })
    : ok(undefined);

/** A lawful reason by the law of the day. */
export const decideReason = (code: string | undefined, lawful: readonly string[]): Result<string> => {
  if (code !== undefined && lawful.includes(code)) return ok(code);
  const words = lawful.map(reasonWords);
  return refuse('reason-not-lawful', {
    reasons: pair(words.map(({ zh }) => zh).join('；'), words.map(({ en }) => en).join('; ')),
  });
};

/** Whether a sheet can stand: its day, the firm named, the lot large enough for the inspection rules. */
export const decideSheet = (
  sheet: SheetInput,
  visit: { readonly assignedOn: LocalDate; readonly leastLot: number | null },
  today: LocalDate,
): Result<undefined> => {
  if (sheet.sampledOn > today) return refuse('date-in-future', { value: sheet.sampledOn, today });
  if (sheet.sampledOn < visit.assignedOn)
    return refuse('sampled-before-assigned', { day: sheet.sampledOn, assigned: visit.assignedOn });
  const { lotSize } = sheet.product;
  if (visit.leastLot !== null && (lotSize === null || lotSize < visit.leastLot))
    return refuse('lot-too-small', { lot: lotSize ?? pair('未填写', 'not given'), least: visit.leastLot });
  return ok(undefined);
};

/** A refusal is found only after the day until which the firm was ordered to admit the inspectors. */
export const decideRefusal = (orderedUntil: LocalDate | null, today: LocalDate): Result<undefined> =>
  orderedUntil !== null && today <= orderedUntil
    ? refuse('order-still-runs', { day: orderedUntil }, cite('product-quality-law', '56', today))
    : ok(undefined);

export interface SheetChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

const flat = (value: unknown, path = ''): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, each]) => flat(each, path === '' ? key : `${path}.${key}`))
    : [[path, value]];

/**
 * Whether the sheet of a sample may be corrected, by one of its inspectors. Once the laboratory has checked it against the sheet, the
 * sheet stays as it is.
 */
export const decideCorrection = (state: SampleState, crew: boolean): Result<undefined> => {
  if (!crew) return refuse('visit-not-yours');
  return state === 'sealed' || state === 'sent'
    ? ok(undefined)
    : refuse('state-not-allowed', {
        state: sampleProcess.states[state],
        act: { zh: '更正抽样单', en: 'correct the sheet' },
      });
};

/** What a correction changes, field by field, with the former value. */
export const sheetChanges = (before: unknown, after: unknown): SheetChange[] => {
  const former = new Map(flat(before));
  return flat(after)
    .filter(([field, value]) => JSON.stringify(former.get(field)) !== JSON.stringify(value))
    .map(([field, to]) => ({ field, from: former.get(field) ?? null, to }));
};

/** Seconds by which a phone's clock is behind the server's; more than five minutes are worth a warning. */
export const clockWarning = (skewSeconds: number | null): TextPair | null =>
  skewSeconds === null || Math.abs(skewSeconds) <= 300
    ? null
    : fill(
        skewSeconds > 0
          ? pair(
              '手机时钟比服务器慢约{minutes}分钟，以服务器时间为准，请校准手机时间',
              'The phone’s clock is about {minutes} minutes slow; the server’s time counts, please set the phone’s clock',
            )
          : pair(
              '手机时钟比服务器快约{minutes}分钟，以服务器时间为准，请校准手机时间',
              'The phone’s clock is about {minutes} minutes fast; the server’s time counts, please set the phone’s clock',
            ),
        { minutes: Math.round(Math.abs(skewSeconds) / 60) },
      );

/**
 * Whoever ordered the firm to admit, and whoever visited it, does not find that it refused; nobody approves his own proposal; whoever
 * named a target, or is to visit it, does not confirm it.
 */
export const visitNotBy = (
  visit: {
    readonly orderedBy: string | null;
    readonly accounts: readonly string[];
    readonly proposedBy: string | null;
    readonly namedBy: string | null;
  },
  verb: VisitVerb,
): readonly (string | null)[] => {
  if (verb === 'refuse') return [visit.orderedBy, ...visit.accounts];
  if (verb === 'confirm' || verb === 'dismiss') return [visit.namedBy, ...visit.accounts];
  return verb === 'reassign' ? [visit.proposedBy] : [];
};
