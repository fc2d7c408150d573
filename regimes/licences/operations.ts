import { daysBetween, localDate } from '#foundation/local-date.ts';
import { byNumber, countStates, inPages, type PageQuery } from '#foundation/paging.ts';
import { ok, refusal, refuse, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Call, holds, observe, type View } from '#platform/operation/index.ts';
import { eventsIn, wordEvents } from '#platform/process/index.ts';
import type { LicenceDetail, LicenceFilter } from './contracts/licences.ts';
import { actsOf, issuerActs, licenceActs, licenceEventWords, standings } from './licence.ts';
import { isOfOtherIssuer, powerProblem } from './revocation.ts';
import { decideLicenceAct, standingOn, timelineOf, yearsLater } from './rules.ts';
import { cardHoldsOfOwn, countByStanding, findLicence, type LicenceRecord, licencesOfHolder, licencesOfOwn, pageOfLicences, revocationsOfOwn } from './storage.ts'; // prettier-ignore

const { eventsOf } = eventsIn('licences');
const read = { permission: 'licences.read' } as const;
export const theLicence = pair('该许可证或证书', 'The licence or certificate');

/** A page of licences with the counts by standing. */
export const listLicences = (call: Call, { cursor, limit, ...filter }: LicenceFilter & PageQuery) =>
  inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => {
      const [rows, groups] = await Promise.all([
        pageOfLicences(tx, filter, call.today, after, most),
        countByStanding(tx, filter, call.today),
      ]);
      return ok({ ...cut(rows), ...countStates(standings, groups, filter.standing) });
    }),
  );

/** The licences of one enterprise. */
export const licencesOfEnterprise = (call: Call, enterpriseId: number) =>
  observe(call, read, async ({ tx }) => ok({ rows: await licencesOfHolder(tx, enterpriseId, call.today) }));

/** What an enterprise holds, on its own page: how each stands, and how long its term still runs where its end has come near. */
export const myLicences = (call: Call) =>
  observe(call, { permission: 'licences.own' }, async ({ tx, law }) => {
    const days = law.get<number>('licences.renewal-warning-days', call.today).value;
    const [rows, revocations, cards] = await Promise.all([
      licencesOfOwn(tx, call.today),
      revocationsOfOwn(tx),
      cardHoldsOfOwn(tx),
    ]);
    const cardsOf = Map.groupBy(cards, ({ licenceId }) => licenceId);
    const under = new Map(revocations.map(({ licenceId, ...revocation }) => [licenceId, revocation]));
    return ok({
      rows: rows.map((licence) => {
        const left = daysBetween(call.today, localDate(licence.validUntil));
        const runs = licence.standing === 'valid' || licence.standing === 'suspended';
        const revocation = under.get(licence.id);
        const toAsk = revocation && daysBetween(call.today, localDate(revocation.hearingUntil));
        return {
          ...licence,
          daysLeft: runs && left <= days ? left : null,
          cards: (cardsOf.get(licence.id) ?? []).map(({ licenceId: _licence, ...card }) => card),
          revocation: revocation
            ? {
                ...revocation,
                daysLeft: revocation.state === 'notified' && toAsk !== undefined && toAsk >= 0 ? toAsk : null,
              }
            : null,
        };
      }),
    });
  });

const endCauses: Readonly<Record<string, TextPair>> = {
  'card-lifted': pair('黄牌、红牌解除', 'The card was lifted'),
  'card-revoked': pair('黄牌、红牌撤销', 'The card was revoked'),
  'card-ended': pair('企业无法整改，黄牌、红牌终结', 'The card ended without rectification'),
  issuer: pair('发证方恢复', 'The issuer ended it'),
};

/** Where the holder is: officers of that place see and act. */
export const placeOf = ({ countyCode, cityCode }: Pick<LicenceRecord, 'countyCode' | 'cityCode'>): string | null =>
  countyCode ?? cityCode;

/** The certification body whose certificate it is; nobody's where an authority has issued it. */
export const bodyOf = ({ certifierId }: Pick<LicenceRecord, 'certifierId'>): string => `certifier/${certifierId ?? 0}`;

/** What a revocation of a production licence bars its holder from; nothing where a certificate was withdrawn. */
const barOf = (law: View['law'], { kind, revokedOn }: LicenceRecord): LicenceDetail['bar'] => {
  if (kind === 'certification' || revokedOn === null) return null;
  const day = localDate(revokedOn);
  const { value: years, source, confirmed } = law.get<number>('licences.barred-years', day);
  return { until: yearsLater(day, years), years, basis: source, confirmed };
};

const detailOf = async ({ tx, call, law }: View, id: number): Promise<Result<LicenceDetail>> => {
  const licence = await findLicence(tx, id, call.today);
  if (!licence) return refuse('not-found', { thing: theLicence });
  const [events, others] = await Promise.all([
    eventsOf(tx, 'licence', id),
    licencesOfHolder(tx, licence.holder.id, call.today, id),
  ]);
  const { cityCode, countyCode, certifierId: _body, issuerRegion: _region, scope, holds: held, ...rest } = licence;
  const ours = powerProblem(licence, call.services.province).ok;
  return ok({
    ...rest,
    own: ours,
    bar: barOf(law, licence),
    scope: scope.map((one) => ({ ...one, standing: standingOn(licence, held, call.today, [one.category.id]) })),
    holds: held.map(({ id: hold, ground, cardId, cardNumber, category, from, endedOn, endCause, ...issuer }) => ({
      id: hold,
      ground,
      cardId,
      cardNumber,
      category,
      from,
      endedOn,
      endCause: endCause === null ? null : (endCauses[endCause] ?? null),
      issuerToldOn: issuer.issuerToldOn,
      issuerAnswer: issuer.issuerAnswer,
      issuerAnsweredOn: issuer.issuerAnsweredOn,
      requestId: issuer.requestId,
    })),
    acts: licenceActs
      .filter((act) => (actsOf[licence.standing] as readonly string[]).includes(act))
      .map((act) => {
        // The body takes the issuer's acts on its own certificate itself.
        const own = holds(call.actor, 'licences.answer', bodyOf(licence)) && (issuerActs as readonly string[]).includes(act); // prettier-ignore
        const permission = own ? 'licences.answer' : 'licences.record';
        const may = own || holds(call.actor, permission, placeOf({ cityCode, countyCode }));
        const barred = ours && isOfOtherIssuer(act);
        const decided = may
          ? barred
            ? refuse('own-licence')
            : decideLicenceAct(licence.standing, act, held, call.today)
          : undefined;
        return {
          act,
          permission,
          needsReason: true,
          refusal: decided === undefined ? refusal('forbidden') : decided.ok ? null : decided.refusal,
        };
      })
      // Nobody is offered to end a suspension that is not there.
      .filter(({ act, refusal: no }) => act !== 'issuer-resume' || no === null),
    events: timelineOf(
      licence,
      wordEvents(events, licenceEventWords),
      new Set(events.map(({ verb }) => verb)),
      call.today,
    ),
    others,
  });
};

/** One licence: how it stands for each product, what it rests on, what may be recorded, what happened. */
export const getLicence = (call: Call, id: number): Promise<Result<LicenceDetail>> =>
  observe(call, read, (view) => detailOf(view, id));
