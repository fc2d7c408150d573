import { localDate, type LocalDate } from '#foundation/local-date.ts';
import { type Database, withTransaction } from '#platform/database/index.ts';
import type { Hold, Term } from '#regimes/licences/licence.ts';
import { standingOn } from '#regimes/licences/rules.ts';

interface Folded extends Term {
  readonly holder: number;
  readonly scope: readonly number[];
  readonly holds: readonly Hold[];
}

interface Told {
  readonly id: number;
  readonly verb: string;
  readonly detail: Readonly<Record<string, never>> | null;
  readonly noted: boolean;
}

/** The entry of the journal that stands for what the timeline of a licence says. */
const entryOf: Readonly<Record<string, string>> = {
  register: 'licences.import',
  change: 'licences.import',
  hold: 'licences.hold',
  'end-hold': 'licences.end-hold',
  move: 'licences.move',
  revoke: 'licences.revoke-revocation',
  'ask-body': 'licences.ask-request',
  'tell-issuer': 'licences.tell-issuer-hold',
};

const opens = (hold: Hold, among: readonly Hold[]): readonly Hold[] =>
  among.some(
    (one) => one.endedOn === null && one.ground === hold.ground && one.cardId === hold.cardId && one.categoryId === hold.categoryId, // prettier-ignore
  )
    ? among
    : [...among, hold];

const later = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other);

/** What the next entry of a timeline makes of a licence. */
const step = (before: Folded | undefined, { verb, detail }: Told): Folded => {
  const told = detail as unknown as Record<string, string & number> | null;
  const on = (told?.['on'] ?? null) as unknown as LocalDate;
  if (verb === 'register') return { ...(detail as unknown as Omit<Folded, 'holds'>), holds: [] };
  if (!before) throw new Error(`a licence begins with ${verb}`);
  const { holds } = before;
  const issuers = (categoryId: number | null): Hold => ({ ground: 'issuer', cardId: null, categoryId, from: on, endedOn: null }); // prettier-ignore
  switch (verb) {
    case 'change':
      return { ...before, ...(told?.['after'] as unknown as Partial<Folded>) };
    case 'renew':
      return { ...before, validUntil: on };
    case 'surrender':
      return { ...before, surrenderedOn: on };
    case 'revoke':
    case 'issuer-revoke':
    case 'answer-withdraws':
      return { ...before, revokedOn: on };
    case 'move':
      return { ...before, holder: Number(told?.['into']) };
    case 'hold': {
      const card = { ground: 'card', cardId: Number(told?.['cardId']), categoryId: Number(told?.['categoryId']) } as const; // prettier-ignore
      return { ...before, holds: opens({ ...card, from: localDate(String(told?.['from'])), endedOn: null }, holds) };
    }
    case 'end-hold':
      return {
        ...before,
        holds: holds.map((hold) => hold.endedOn === null && hold.cardId === Number(told?.['cardId']) && hold.categoryId === Number(told?.['categoryId']) ? { ...hold, endedOn: on } : hold), // prettier-ignore
      };
    case 'issuer-suspend':
      return { ...before, holds: opens(issuers(null), holds) };
    case 'answer-suspends':
      return { ...before, holds: opens(issuers(Number(told?.['categoryId'])), holds) };
    case 'issuer-resume':
      return {
        ...before,
        holds: holds.map((hold) => hold.ground === 'issuer' && hold.endedOn === null ? { ...hold, endedOn: later(on, hold.from) } : hold), // prettier-ignore
      };
    default:
      return before;
  }
};

const written = ({ holder, validFrom, validUntil, surrenderedOn, revokedOn, scope, holds }: Folded): string =>
  JSON.stringify({
    term: [holder, validFrom, validUntil, surrenderedOn, revokedOn],
    scope: scope.toSorted((one, other) => one - other),
    holds: holds
      .map(({ ground, cardId, categoryId, from, endedOn }) => [ground, cardId, categoryId, from, endedOn].join(' '))
      .toSorted(),
  });

/**
 * Folds the timelines of all licences to terms, products and holds, and compares with what is stored; then how each stands on a day for each of
 * its products, as the pure rule says of what was folded and the database of what it keeps. Each entry must stand in the journal too.
 * Gives what does not agree, and the verbs that were seen.
 */
export const replayLicences = async (database: Database, day: LocalDate) => {
  const [stored, told] = await withTransaction(
    database,
    'migrator',
    async (tx) =>
      [
        await tx.query<Folded & { readonly id: number; readonly standings: readonly { readonly category: number; readonly standing: string }[] }>(
          `select l.id, l.holder_id as holder, l.valid_from as "validFrom", l.valid_until as "validUntil", l.surrendered_on as "surrenderedOn",
                  l.revoked_on as "revokedOn", array(select category_id from licences.scope s where s.licence_id = l.id) as scope,
                  coalesce((select json_agg(json_build_object('ground', h.ground, 'cardId', h.card_id, 'categoryId', h.category_id, 'from', h.from_on,
                    'endedOn', h.ended_on)) from licences.hold h where h.licence_id = l.id), '[]') as holds,
                  (select coalesce(json_agg(json_build_object('category', s.category_id, 'standing', licences.standing(l.revoked_on, l.surrendered_on,
                     l.valid_from, l.valid_until, exists (select from licences.hold h where h.licence_id = l.id and h.from_on <= $1
                       and (h.ended_on is null or $1 < h.ended_on) and (h.category_id is null or h.category_id = s.category_id)), $1))), '[]')
                     from licences.scope s where s.licence_id = l.id) as standings
             from licences.licence l order by l.id`,
          [day],
        ),
        await tx.query<Told>(
          `with entries as materialized (
             select at, act, subject, convert_from(canonical, 'UTF8')::jsonb -> 'payload' as payload from journal.entry where act like 'licences.%')
           select e.subject_id as id, e.verb, e.detail,
                  exists (select from entries j where j.at = e.at
                    and (j.act = coalesce($1::jsonb ->> e.verb, 'licences.' || e.verb || '-licence')
                      or e.verb like 'answer-%' and j.act = any ('{licences.record-answer-hold,licences.suspend-request,licences.withdraw-request,licences.keep-request,licences.record-request}'))
                    and (j.act = 'licences.import' or j.subject = 'licence/' || e.subject_id or j.payload -> 'licences' @> to_jsonb(e.subject_id)
                      or j.payload -> 'licenceId' = to_jsonb(e.subject_id) or e.verb = 'move')) as noted
             from licences.event e where e.subject_kind = 'licence' order by e.id`,
          [JSON.stringify(entryOf)],
        ),
      ] as const,
  ); // prettier-ignore
  const faults: string[] = [];
  const folded = new Map<number, Folded>();
  for (const one of told) {
    if (!one.noted) faults.push(`licence/${one.id} ${one.verb}: not in the journal`);
    folded.set(one.id, step(folded.get(one.id), one));
  }
  for (const { id, standings, ...rest } of stored) {
    const now = folded.get(id);
    if (!now || written(now) !== written(rest))
      faults.push(`licence/${id} is ${written(rest)}, folded ${now ? written(now) : 'nothing'}`);
    else
      for (const { category, standing } of standings) {
        const ruled = standingOn(now, now.holds, day, [category]);
        if (ruled !== standing) faults.push(`licence/${id} stands ${standing} for ${category}, folded ${ruled}`);
      }
  }
  return { faults, verbs: new Set(told.map(({ verb }) => verb)), things: stored.length };
};
