import { addDays, localDate } from '#foundation/local-date.ts';
import { ok, refusal, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Call, holds, observe, perform, type View } from '#platform/operation/index.ts';
import { eventsIn, wordEvents } from '#platform/process/index.ts';
import type { LicenceActInput, LicenceDetail, LicenceFilter } from './contracts/licences.ts';
import { actsOf, licenceActs, licenceEventWords, type Standing, standings } from './licence.ts';
import { decideLicenceAct, standingOn, wholeStanding } from './rules.ts';
import { countByStanding, endIssuerHold, findLicence, licenceIsVisible, type LicenceRecord, licencesOfHolder, lockLicence, openIssuerHold, pageOfLicences, storeTerm } from './storage.ts'; // prettier-ignore

const { eventsOf, recordEvents } = eventsIn('licences');
const read = { permission: 'licences.read' } as const;
const theLicence = pair('该许可证或证书', 'The licence or certificate');

/** A page of licences with the counts by standing. */
export const listLicences = (
  call: Call,
  { cursor, limit, ...filter }: LicenceFilter & { readonly cursor?: number | undefined; readonly limit: number },
) =>
  observe(call, read, async ({ tx }) => {
    const [rows, groups] = await Promise.all([
      pageOfLicences(tx, filter, call.today, cursor, limit + 1),
      countByStanding(tx, filter, call.today),
    ]);
    const counts = Object.fromEntries(
      standings.map((standing) => [standing, groups.find((group) => group.standing === standing)?.n ?? 0]),
    ) as Record<Standing, number>;
    const page = rows.slice(0, limit);
    return ok({
      rows: page,
      next: rows.length > limit ? String(page.at(-1)?.id ?? '') : null,
      total: filter.standing === undefined ? groups.reduce((sum, { n }) => sum + n, 0) : counts[filter.standing],
      counts,
    });
  });

/** The licences of one enterprise. */
export const licencesOfEnterprise = (call: Call, enterpriseId: number) =>
  observe(call, read, async ({ tx }) => ok({ rows: await licencesOfHolder(tx, enterpriseId, call.today) }));

const endCauses: Readonly<Record<string, TextPair>> = {
  'card-lifted': pair('黄牌、红牌解除', 'The card was lifted'),
  'card-revoked': pair('黄牌、红牌撤销', 'The card was revoked'),
  'card-ended': pair('企业无法整改，黄牌、红牌终结', 'The card ended without rectification'),
  issuer: pair('发证方恢复', 'The issuer ended it'),
};

const placeOf = ({ countyCode, cityCode }: Pick<LicenceRecord, 'countyCode' | 'cityCode'>): string | null =>
  countyCode ?? cityCode;

const detailOf = async ({ tx, call }: View, id: number): Promise<Result<LicenceDetail>> => {
  const licence = await findLicence(tx, id, call.today);
  if (!licence) return refuse('not-found', { thing: theLicence });
  const [events, others] = await Promise.all([
    eventsOf(tx, 'licence', id),
    licencesOfHolder(tx, licence.holder.id, call.today, id),
  ]);
  const { cityCode, countyCode, scope, holds: held, ...rest } = licence;
  const permission = 'licences.record';
  return ok({
    ...rest,
    scope: scope.map((one) => ({ ...one, standing: standingOn(licence, held, call.today, [one.category.id]) })),
    holds: held.map(({ id: hold, ground, cardId, category, from, endedOn, endCause }) => ({
      id: hold,
      ground,
      cardId,
      category,
      from,
      endedOn,
      endCause: endCause === null ? null : (endCauses[endCause] ?? null),
    })),
    acts: licenceActs
      .filter((act) => (actsOf[licence.standing] as readonly string[]).includes(act))
      .map((act) => {
        const may = holds(call.actor, permission, placeOf({ cityCode, countyCode }));
        const decided = may ? decideLicenceAct(licence.standing, act, held, call.today) : undefined;
        return {
          act,
          permission,
          needsReason: true,
          refusal: decided === undefined ? refusal('forbidden') : decided.ok ? null : decided.refusal,
        };
      })
      // Nobody is offered to end a suspension that is not there.
      .filter(({ act, refusal: no }) => act !== 'issuer-resume' || no === null),
    events: wordEvents(events, licenceEventWords),
    others,
  });
};

/** One licence: how it stands for each product, what it rests on, what may be recorded, what happened. */
export const getLicence = (call: Call, id: number): Promise<Result<LicenceDetail>> =>
  observe(call, read, (view) => detailOf(view, id));

/** Records a renewal, a surrender or an act of the issuer. What counts from a day to come is refused. */
export const recordLicenceAct = async (
  call: Call,
  id: number,
  { act: verb, on: day, reason, version }: LicenceActInput,
): Promise<Result<LicenceDetail>> => {
  const on = localDate(day);
  const name = `licences.${verb}-licence`;
  const done = await perform(call, { permission: 'licences.record', act: name }, async (act) => {
    if (call.actor.kind !== 'system' && !(await licenceIsVisible(act.tx, id)))
      return refuse('not-found', { thing: theLicence });
    await act.asEngine();
    const licence = await lockLicence(act.tx, id);
    if (!licence) return refuse('not-found', { thing: theLicence });
    const refused = await act.authorise(placeOf(licence));
    if (refused) return refused;
    const today = call.today;
    const before = wholeStanding(licence, licence.holds, today, licence.scope);
    const decided = decideLicenceAct(before, verb, licence.holds, today);
    if (!decided.ok) return decided;
    if (licence.version !== version) return refuse('conflict');
    if (verb === 'renew') {
      if (on <= licence.validUntil)
        return refuseFields({ on: pair('新的有效期止应晚于原有效期止', 'The new last day must lie after the present one') }); // prettier-ignore
      await storeTerm(act.tx, id, { validUntil: on });
    } else {
      if (on > today) return refuse('date-in-future', { value: on, today });
      if (on < addDays(licence.validFrom, -3660))
        return refuseFields({ on: pair('日期远早于有效期，请核对', 'The day lies long before the term; check it') });
      if (verb === 'issuer-suspend') await openIssuerHold(act.tx, licence, on, call.services.now());
      if (verb === 'issuer-resume') await endIssuerHold(act.tx, id, on);
      await storeTerm(act.tx, id, {
        ...(verb === 'surrender' ? { surrenderedOn: on } : {}),
        ...(verb === 'issuer-revoke' ? { revokedOn: on } : {}),
      });
    }
    const after = await findLicence(act.tx, id, today);
    await recordEvents(act.tx, [
      {
        kind: 'licence',
        id,
        verb,
        state: after?.standing ?? before,
        account: call.actor.accountId,
        at: call.services.now(),
        reason,
        detail: { on, before },
      },
    ]);
    act.journal({
      act: name,
      subject: `licence/${id}`,
      dataset: licence.dataset,
      ...(licence.cityCode === null ? {} : { region: licence.cityCode }),
      payload: { on, reason, before, after: after?.standing ?? before },
    });
    return ok(undefined);
  });
  return done.ok ? getLicence(call, id) : done;
};
